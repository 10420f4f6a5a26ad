"""Whether two names look alike (Unicode Technical Standard #39, section 4).

The table is Unicode's own, and read when the first name is looked at.
"""

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).with_name("confusables.json")


def skeleton(text: str) -> str:
    """Return what is left of a text when everything is gone that a reader may overlook.

    Case, accents, spaces and punctuation, and the differences between characters that look alike.
    Two texts with the same skeleton can be taken for each other.
    """
    folded = _decomposed(text.casefold())
    # A prototype may be a capital, or have an accent, and stand for itself no longer.
    alike = _decomposed("".join(_prototypes().get(each, each) for each in folded).casefold())
    # A capital I looks like an l, and names are compared without regard to case.
    return "".join(each for each in alike if each.isalnum()).translate(_SAME_IN_ANY_CASE)


_SAME_IN_ANY_CASE: Final = str.maketrans("i01", "lol")


def _decomposed(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(each for each in parts if not unicodedata.combining(each))


@cache
def _prototypes() -> dict[str, str]:
    table: dict[str, str] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return table
