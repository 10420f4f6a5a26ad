"""What is asked of the tables, one module each."""
