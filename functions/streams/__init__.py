"""The tables' streams: one relay for each, which hands every record to its subscribers."""
