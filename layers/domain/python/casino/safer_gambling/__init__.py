"""Safer gambling: what players keep themselves from."""

from casino.safer_gambling.errors import NotExcluded, NotOffered, StillExcluded

__all__ = ["NotExcluded", "NotOffered", "StillExcluded"]
