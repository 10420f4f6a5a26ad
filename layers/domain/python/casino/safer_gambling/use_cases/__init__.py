"""What is asked of safer gambling, one module each."""
