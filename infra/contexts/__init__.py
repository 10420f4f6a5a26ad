"""One construct for each context: what it owns, and its functions."""
