"""How results are shown."""

from typing import Final

from rich.console import Console

console: Final = Console(highlight=False, soft_wrap=True)
errors: Final = Console(stderr=True, highlight=False, soft_wrap=True)
