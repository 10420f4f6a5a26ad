"""What every context shares: errors, money, ids, time, DynamoDB and the unit of work."""
