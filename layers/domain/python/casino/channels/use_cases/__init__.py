"""What is asked of channels, one module each."""
