"""What every context's resources are made of."""
