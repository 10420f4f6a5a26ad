"""How results are shown."""

import sys
from typing import Final

from rich.console import Console

# Whoever reads the output with a program gets whole lines, and ids in one piece.
_WIDTH: Final = None if sys.stdout.isatty() else 250

console: Final = Console(highlight=False, soft_wrap=True, width=_WIDTH)
errors: Final = Console(stderr=True, highlight=False, soft_wrap=True)
