"""Which names players may go by."""

import re
import unicodedata
from functools import cache
from typing import Final

from casino.accounts.errors import NameRefused
from casino.shared.confusables import skeleton

MAX_LENGTH: Final = 40

# Who speaks for the house, as a whole word of a name: "Croupier", "Your Dealer", "Support 2".
_OFFICES: Final = frozenset(
    {"admin", "administrator", "croupier", "dealer", "moderator", "operator", "staff", "support"}
)
# Names of families, too, so only as the whole name.
_HOUSE: Final = frozenset({"bank", "casino", "house", "pitboss", "system", "thehouse"})


def must_be_a_name(name: str) -> None:
    """Refuse what can't be shown as a name, or would be taken for the house's.

    Raises
    ------
    NameRefused
    """
    if not 1 <= len(name) <= MAX_LENGTH or name != name.strip():
        raise NameRefused(f"A name has 1 to {MAX_LENGTH} characters and no spaces at its ends")
    # Control and formatting characters could hide a name, or turn around the text beside it.
    if not name.isprintable():
        raise NameRefused("A name has no invisible characters")
    if not any(unicodedata.category(each)[0] in "LN" for each in name):
        raise NameRefused("A name has at least one letter or digit")
    if is_reserved(name):
        raise NameRefused("This name is kept for the house")


def is_reserved(name: str) -> bool:
    """Tell whether a name could be taken for one of the house's."""
    whole = skeleton(name)
    words = [skeleton(word) for word in re.split(r"[\W\d_]+", name) if word]
    return whole in _reserved(_HOUSE) | _reserved(_OFFICES) or bool(
        set(words) & _reserved(_OFFICES)
    )


@cache
def _reserved(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(skeleton, names))
