"""What is asked of the wallet, one module each."""
