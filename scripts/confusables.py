"""Write what characters look alike: `python -m scripts.confusables`.

The source is Unicode's `confusables.txt` (UTS #39) as the package `confusable_homoglyphs` 3.3.1
carries it; it is needed for this alone (`pip install confusable_homoglyphs==3.3.1`), and what it
makes is committed.
"""

import json
from importlib.resources import files
from typing import Any

from scripts.settings import ROOT

FILE = ROOT / "layers/domain/python/casino/shared/confusables.json"


def prototypes(lookalikes: dict[str, list[dict[str, Any]]]) -> dict[str, str]:
    """Return the prototype of each character that has one.

    Parameters
    ----------
    lookalikes : mapping
        Each text's lookalikes, a prototype's and its sources' alike: a source has one, its
        prototype. Where two have only each other, the earlier one in Unicode stands for both.
    """
    found = {}
    for source, others in lookalikes.items():
        if len(source) != 1 or len(others) != 1:
            continue
        prototype = others[0]["c"]
        if len(lookalikes[prototype]) > 1 or len(prototype) > 1 or prototype < source:
            found[source] = prototype
    return found


def main() -> None:
    """Write the table."""
    source = files("confusable_homoglyphs") / "confusables.json"
    table = prototypes(json.loads(source.read_text(encoding="utf-8")))
    FILE.write_text(json.dumps(dict(sorted(table.items())), indent=0) + "\n")
    print(f"wrote {FILE.relative_to(ROOT)}: {len(table)} characters")


if __name__ == "__main__":
    main()
