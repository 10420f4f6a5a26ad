"""Whether two registrations may be the same person's, without keeping who that is.

What tells is normalised and hashed under a key of the house's, so what is kept is no address and no
name, and nobody without the key can find out whose it was by trying.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from casino.shared.confusables import skeleton


class Likeness(StrEnum):
    """By what somebody resembles a player."""

    MAILBOX = "mailbox"
    """The same mailbox, by the rules of its provider: so whoever reads it."""
    ADDRESS = "address"
    """An address that looks the same, or leads to the same mailbox with most providers."""
    NAME = "name_and_birthday"


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody said of themselves as they registered."""

    email: str
    name: str
    date_of_birth: date


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """How a provider reads the part of an address before the @.

    Attributes
    ----------
    domain : str
        Of several that are one, the one that stands for all.
    ignored : str
        Characters that it reads over.
    """

    domain: str
    ignored: str = ""


_GMAIL: Final = Mailboxes("gmail.com", ignored=".")
_ICLOUD: Final = Mailboxes("icloud.com")
_PROTON: Final = Mailboxes("proton.me", ignored=".-_")

# Whoever is named here delivers ada+anything to ada. From their own help pages: Gmail (dots don't
# matter; plus addresses), Outlook.com (plus addressing), iCloud Mail (me.com, mac.com), Proton Mail
# (additional addresses), Fastmail (plus addressing).
_PROVIDERS: Final[Mapping[str, Mailboxes]] = MappingProxyType(
    {
        "gmail.com": _GMAIL,
        "googlemail.com": _GMAIL,
        "icloud.com": _ICLOUD,
        "me.com": _ICLOUD,
        "mac.com": _ICLOUD,
        "proton.me": _PROTON,
        "protonmail.com": _PROTON,
        "pm.me": _PROTON,
    }
    | {name: Mailboxes(name) for name in ("outlook.com", "hotmail.com", "live.com", "msn.com")}
    | {"fastmail.com": Mailboxes("fastmail.com")}
)


def traits_of(person: Person) -> dict[Likeness, str]:
    """Return what tells somebody, normalised."""
    return {
        Likeness.MAILBOX: _mailbox(person.email),
        Likeness.ADDRESS: _looks_of(person.email),
        Likeness.NAME: f"{skeleton(person.name)}#{person.date_of_birth.isoformat()}",
    }


def pseudonyms_of(person: Person, key: bytes) -> dict[Likeness, str]:
    """Return the keyed hashes (HMAC-SHA-256) of what tells somebody."""
    return {
        likeness: hmac.new(key, f"{likeness}:{trait}".encode(), sha256).hexdigest()
        for likeness, trait in traits_of(person).items()
    }


def _mailbox(email: str) -> str:
    local, _, domain = email.lower().rpartition("@")
    provider = _PROVIDERS.get(domain)
    if provider is None:
        return f"{local}@{domain}"
    for each in provider.ignored:
        local = local.replace(each, "")
    return f"{_untagged(local)}@{provider.domain}"


def _looks_of(email: str) -> str:
    local, _, domain = _mailbox(email).rpartition("@")
    # A domain of another script is written in ASCII; what it looks like, it does not say so.
    return f"{skeleton(_untagged(local))}@{skeleton(_shown(domain))}"


def _untagged(local: str) -> str:
    # Nobody is called by a tag alone.
    return local.partition("+")[0] or local


def _shown(domain: str) -> str:
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


@dataclass(frozen=True, slots=True)
class Resemblance:
    """By what somebody who registers resembles players who are excluded at that moment.

    Attributes
    ----------
    players : mapping of Likeness to list of str
        Whom, by what.
    """

    players: Mapping[Likeness, list[str]] = field(default_factory=lambda: MappingProxyType({}))
