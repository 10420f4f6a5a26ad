"""What is asked of the instant games, one module each."""
