"""The front: one domain for the site, REST and WebSocket, and what stands before it."""
