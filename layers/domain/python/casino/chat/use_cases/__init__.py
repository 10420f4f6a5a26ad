"""What is asked of the chat, one module each."""
