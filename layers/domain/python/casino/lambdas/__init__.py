"""The edges: where AWS's events become calls of use cases, and their answers become responses."""
