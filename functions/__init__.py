"""Lambda handlers: each parses, calls one use case, translates the answer."""
