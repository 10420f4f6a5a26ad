"""What is asked of the catalogue, one module each."""
