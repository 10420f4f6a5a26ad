"""Safer gambling: what players keep themselves from."""

from casino.safer_gambling.errors import NotExcluded, NotOffered, StillExcluded
from casino.safer_gambling.excluded_people import resemblances_among
from casino.safer_gambling.likeness import Likeness, Person, Resemblance
from casino.safer_gambling.model import Exclusion
from casino.safer_gambling.repository import exclusions_among

__all__ = [
    "Exclusion",
    "Likeness",
    "NotExcluded",
    "NotOffered",
    "Person",
    "Resemblance",
    "StillExcluded",
    "exclusions_among",
    "resemblances_among",
]
