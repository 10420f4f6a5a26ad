"""What is asked of announcements, one module each."""
