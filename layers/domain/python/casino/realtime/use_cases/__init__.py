"""What is asked of realtime, one module each."""
