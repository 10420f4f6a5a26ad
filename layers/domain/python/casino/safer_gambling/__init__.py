"""Safer gambling: what players keep themselves from."""

from casino.safer_gambling.errors import NotExcluded, NotOffered, StillExcluded
from casino.safer_gambling.model import Exclusion
from casino.safer_gambling.repository import exclusions_among

__all__ = ["Exclusion", "NotExcluded", "NotOffered", "StillExcluded", "exclusions_among"]
