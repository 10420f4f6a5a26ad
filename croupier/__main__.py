"""Run an operator's command: ``python -m croupier --help``."""

import sys

from croupier.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
