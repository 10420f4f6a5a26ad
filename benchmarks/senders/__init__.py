"""Ways to send one frame to many connections, each run in an interpreter of its own."""
