"""What may be said at a table: one question, asked of every text before anybody reads it.

An operator who wants another answer, such as a service's that knows more languages, writes another
`Moderator` and puts it into `casino.parts`. The one here knows texts alone:
it masks addresses, numbers that could be a card's or a telephone's, and a list of words, and it
refuses what threatens.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol

from casino.chat.words import MASKED_WORDS, REFUSED_PHRASES, TOP_LEVEL_DOMAINS

MASK: Final = "***"

# The shortest card numbers have 12 digits (ISO/IEC 7812-1 allows 8), the shortest telephone numbers
# that reach another country 8 (ITU-T E.164); a bet and its number of the wheel have fewer.
_FEWEST_DIGITS: Final = 8


class Ruling(Enum):
    """What becomes of a text."""

    PASS = "pass"  # noqa: S105 - no password
    MASK = "mask"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ruling, and the text as others may read it.

    Attributes
    ----------
    text : str
        With parts of it masked, where that is the ruling; empty for a refused one.
    """

    ruling: Ruling
    text: str


class Moderator(Protocol):
    """Whoever decides what may be said."""

    def review(self, text: str) -> Verdict:
        """Decide about a text: printable, normalised, not empty."""


class WordModerator:
    """Decides by patterns and lists, and remembers nothing.

    Parameters
    ----------
    masked : iterable of str
        Words that nobody reads, however they are capitalised.
    refused : iterable of str
        Phrases for which the whole text is refused.
    """

    def __init__(
        self,
        masked: Iterable[str] = MASKED_WORDS,
        refused: Iterable[str] = REFUSED_PHRASES,
    ) -> None:
        self._masked = [_ADDRESS, _NUMBER, _any_of(masked)]
        self._refused = _any_of(refused)

    def review(self, text: str) -> Verdict:
        """Decide about a text."""
        if self._refused.search(text):
            return Verdict(Ruling.REFUSE, "")
        masked = text
        for pattern in self._masked:
            masked = pattern.sub(MASK, masked)
        return Verdict(Ruling.PASS if masked == text else Ruling.MASK, masked)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    # Blanks between a phrase's words may be any and many. Without phrases, nothing matches.
    parts = [r"[\s\W_]+".join(map(re.escape, phrase.split())) for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b" if parts else r"(?!)", re.IGNORECASE)


# Anything that a person could follow: with a scheme, an e-mail address, or a name under a domain.
_ADDRESS: Final = re.compile(
    rf"(?:[a-z][a-z0-9+.\-]*://|www\.)\S+|\S+@\S+"
    rf"|\b(?:[\w\-]+\.)+(?:{'|'.join(TOP_LEVEL_DOMAINS)})\b(?:[/?:]\S*)?",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(rf"\+?\d(?:[\s().\-_/]{{0,3}}\d){{{_FEWEST_DIGITS - 1},}}")
