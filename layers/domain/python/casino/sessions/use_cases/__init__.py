"""What is asked of sessions, one module each."""
