"""What is asked of bets of any kind, one module each."""
