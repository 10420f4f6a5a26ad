"""What is asked of the cashier, one module each."""
