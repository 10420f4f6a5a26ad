"""A public value that enters every seed of a chain, and that nobody knew when it was promised.

A chain of seeds is promised by its anchor, together with the round of a public beacon whose value
nobody knows yet. Only once the value is known are rounds opened from the chain, each from a server
seed that is made of both::

    server seed = HMAC_SHA256(key = the chain's seed, message = "{source}:{round}:{value}")

So whoever made the chain could not try secrets until the rounds that follow suit: what comes of a
secret depends on a value that did not exist when its anchor was published.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final

from casino.games.errors import InvalidBeacon
from casino.games.fairness import seed_key

DRAND: Final = "drand-quicknet"
"""The League of Entropy's beacon; its value is drand's ``randomness``, a round every 3 seconds."""

DRAND_CHAIN: Final = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
"""The hash that names quicknet among drand's networks."""

DRAND_URL: Final = "https://api.drand.sh"

LOCAL: Final = "local"
"""A stand-in that needs no network. Everybody can compute its values at any time, so it keeps
nobody from choosing: it is for laptops and tests."""

# Without a colon, so that the message that is mixed in can be read in one way only.
_SOURCE: Final = re.compile(r"[a-z0-9-]{1,40}")
_VALUE: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class BeaconRound:
    """One round of a public beacon.

    Attributes
    ----------
    source : str
        Which beacon: `DRAND` or `LOCAL`.
    round : int
        Its number there.
    value : str or None
        64 lowercase hexadecimal digits; `None` until it is known.
    """

    source: str
    round: int
    value: str | None = None


def mixed(chain_seed: str, beacon: BeaconRound) -> str:
    """Return the server seed that a chain's seed and a beacon's value make together.

    Parameters
    ----------
    chain_seed : str
        64 lowercase hexadecimal digits; the text is the key.
    beacon : BeaconRound
        One whose value is known.

    Returns
    -------
    str
        64 lowercase hexadecimal digits, in the form of any server seed.

    Raises
    ------
    InvalidSeed
        If the chain's seed is none.
    InvalidBeacon
        If the value is not known yet, or the beacon is not named in the way that is agreed on.

    Examples
    --------
    >>> mixed("00" * 32, BeaconRound("local", 7, "ff" * 32))[:16]
    'b8b4023bf803b428'
    """
    key = seed_key(chain_seed)
    source, number, value = beacon.source, beacon.round, beacon.value
    if not _SOURCE.fullmatch(source) or isinstance(number, bool) or number < 0:
        raise InvalidBeacon("A beacon's round is named by its source and a whole number.")
    if value is None or not _VALUE.fullmatch(value):
        raise InvalidBeacon("A beacon's value is 64 lowercase hexadecimal digits.")
    return hmac.digest(key, f"{source}:{number}:{value}".encode(), "sha256").hex()


def local_value(number: int) -> str:
    """Return a value of the local stand-in: the SHA-256 of ``local:{number}``."""
    return hashlib.sha256(f"{LOCAL}:{number}".encode()).hexdigest()


def drand_url(number: int, host: str = DRAND_URL) -> str:
    """Return where a round of `DRAND` is published."""
    return f"{host}/{DRAND_CHAIN}/public/{number}"
