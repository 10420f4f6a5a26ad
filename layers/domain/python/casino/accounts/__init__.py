"""Accounts: who players are, and how they sign in."""

from casino.accounts.errors import NoProfile
from casino.accounts.model import AccountStatus, KycStatus, Profile, Whereabouts
from casino.accounts.repository import Profiles, profile_from_item

__all__ = [
    "AccountStatus",
    "KycStatus",
    "NoProfile",
    "Profile",
    "Profiles",
    "Whereabouts",
    "profile_from_item",
]
