"""What Croupier costs and how it behaves under load: ``make bench``.

Each module measures one thing and imports nothing from the others but how to measure it. A new
benchmark is a module with a section that `benchmarks.__main__` calls.
"""

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
DOMAIN: Final = ROOT / "layers/domain/python"

# Lambda puts a layer's `python` folder on the path; so do we.
if str(DOMAIN) not in sys.path:
    sys.path.insert(0, str(DOMAIN))
