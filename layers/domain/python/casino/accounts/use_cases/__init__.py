"""What is asked of accounts, one module each."""
