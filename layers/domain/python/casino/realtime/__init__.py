"""Realtime: the life of a connection, from the ticket that lets it in to its close."""
