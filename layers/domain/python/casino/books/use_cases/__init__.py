"""What is asked of the books, one module each."""
