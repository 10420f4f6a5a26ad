"""What is asked of reconciliation, one module each."""
