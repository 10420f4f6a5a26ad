"""The cashier's handlers."""
