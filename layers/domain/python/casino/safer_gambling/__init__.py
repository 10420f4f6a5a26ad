"""Safer gambling: what players keep themselves from."""

from casino.safer_gambling.changes import LimitChange, LimitChanges
from casino.safer_gambling.errors import (
    NotExcluded,
    NotOffered,
    PlayerLimitReached,
    RealityCheckDue,
    SessionLimitReached,
    StillExcluded,
)
from casino.safer_gambling.excluded_people import resemblances_among
from casino.safer_gambling.likeness import Likeness, Person, Resemblance
from casino.safer_gambling.limits import is_prompt_due, with_deposit, without_deposit
from casino.safer_gambling.model import Exclusion
from casino.safer_gambling.repository import Exclusions
from casino.safer_gambling.stakes import PlayedOn, played_on
from casino.safer_gambling.stretches import PLAYS_SINCE, stretches_among

__all__ = [
    "PLAYS_SINCE",
    "Exclusion",
    "Exclusions",
    "Likeness",
    "LimitChange",
    "LimitChanges",
    "NotExcluded",
    "NotOffered",
    "Person",
    "PlayedOn",
    "PlayerLimitReached",
    "RealityCheckDue",
    "Resemblance",
    "SessionLimitReached",
    "StillExcluded",
    "is_prompt_due",
    "played_on",
    "resemblances_among",
    "stretches_among",
    "with_deposit",
    "without_deposit",
]
