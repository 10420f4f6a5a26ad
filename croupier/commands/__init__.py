"""What can be asked for, one module each.

A module has ``add_to``, which states its arguments, and a function that does it. What it takes of
the product is imported when it runs: only then does the process know its stage.
"""

import argparse
from typing import TYPE_CHECKING, TypeAlias

Common: TypeAlias = argparse.ArgumentParser
if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001
else:
    Commands: TypeAlias = argparse._SubParsersAction  # noqa: SLF001
