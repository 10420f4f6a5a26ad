"""What the Makefile calls: bring Croupier up, down and out, on a laptop or on AWS."""
