"""What is proved, one module for each book that is read."""
