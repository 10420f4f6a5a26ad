"""A payment provider on loopback that keeps its state in a folder of its own."""
