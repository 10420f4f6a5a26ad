"""The handlers of bets of any kind."""
