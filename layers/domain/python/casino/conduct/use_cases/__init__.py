"""What is asked of conduct, one module each."""
