"""Public beacons: values that appear at known times, and that nobody knows before.

Two of them: drand's, run by the League of Entropy, and a stand-in for where there is no network. A
stage's setting says which one new chains of seeds name; a chain that has named one keeps to it.
"""

import hashlib
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final, Protocol

from casino.games.beacon import DRAND, DRAND_URL, LOCAL, drand_url, local_value

# A round is chosen before what names it is committed, which may take a function's whole 15 seconds,
# and machines' clocks differ. By then its value must still be unknown.
_AHEAD: Final = timedelta(seconds=30)

_DRAND_GENESIS: Final = datetime.fromtimestamp(1_692_803_367, UTC)
_DRAND_PERIOD: Final = timedelta(seconds=3)

_PATIENCE_SECONDS: Final = 2.0
_LONGEST_ANSWER: Final = 4_096


class BeaconUnreachable(RuntimeError):
    """A beacon's value could not be had, or is none; the text says why."""


class Beacon(Protocol):
    """Where public values come from."""

    @property
    def source(self) -> str:
        """What it is called wherever one of its rounds is named."""
        ...

    def round_ahead(self, now: datetime) -> int:
        """Return a round to promise now: its value is not known before the promise is public."""
        ...

    def due_at(self, number: int) -> datetime:
        """Return from when on a round's value can be asked for."""
        ...

    def value_of(self, number: int) -> str:
        """Return a round's value, as 64 lowercase hexadecimal digits.

        Raises
        ------
        BeaconUnreachable
        """
        ...


class LocalBeacon:
    """The stand-in: a round every second, whose value is the hash of its number."""

    source: Final = LOCAL

    def round_ahead(self, now: datetime) -> int:
        """Return the round of the next second; rounds are numbered by Unix time."""
        return int(now.timestamp()) + 1

    def due_at(self, number: int) -> datetime:
        """Return when the round's second begins."""
        return datetime.fromtimestamp(number, UTC)

    def value_of(self, number: int) -> str:
        """Return the value, which everybody can compute."""
        return local_value(number)


class DrandBeacon:
    """The League of Entropy's quicknet: a threshold signature every three seconds.

    Whoever runs fewer than the threshold of the network's nodes can neither know a value before its
    time nor choose it. That the value is the hash of the answer's signature is checked here; that
    the signature is the network's is left to who verifies a chain, with drand's own tools: whoever
    could forge it for us could not forge it for them.

    Parameters
    ----------
    host : str, optional
        Where the network's public interface is.
    """

    source: Final = DRAND

    def __init__(self, host: str = DRAND_URL) -> None:
        self._host = host

    def round_ahead(self, now: datetime) -> int:
        """Return the first round that comes half a minute from now, or later."""
        return -(-(now + _AHEAD - _DRAND_GENESIS) // _DRAND_PERIOD) + 1

    def due_at(self, number: int) -> datetime:
        """Return when the round after it comes: by then its own has been spread."""
        return _DRAND_GENESIS + number * _DRAND_PERIOD

    def value_of(self, number: int) -> str:
        """Fetch a round's randomness.

        Raises
        ------
        BeaconUnreachable
            If there is no answer within two seconds, or not one that holds the round's value.
        """
        import json
        from http.client import HTTPException

        try:
            answer = json.loads(self._fetch(number))
            signature = bytes.fromhex(answer["signature"])
            value, told = answer["randomness"], answer["round"]
        except (OSError, HTTPException, ValueError, KeyError, TypeError, RecursionError) as error:
            raise BeaconUnreachable(f"{self.source} {number}: {error!r}") from error
        if told != number or isinstance(told, bool):
            raise BeaconUnreachable(f"{self.source} {number}: the answer is of round {told!r}")
        if value != hashlib.sha256(signature).hexdigest():
            raise BeaconUnreachable(f"{self.source} {number}: the value is not its signature's")
        return str(value)

    def _fetch(self, number: int) -> bytes:
        # Once in a chain of thousands of rounds: nothing that every start should wait for.
        from urllib.request import urlopen

        give_up_at = time.monotonic() + _PATIENCE_SECONDS
        body = b""
        url = drand_url(number, self._host)
        with urlopen(url, timeout=_PATIENCE_SECONDS) as answer:  # noqa: S310 - ours, not a caller's
            while chunk := answer.read1(_LONGEST_ANSWER):
                body += chunk
                if len(body) > _LONGEST_ANSWER or time.monotonic() > give_up_at:
                    raise OSError("the answer is too long, or takes too long")
        return body


class Beacons:
    """The beacon that new chains name, and all those that chains may have named."""

    def __init__(self, chosen: Beacon, *others: Beacon) -> None:
        self.chosen = chosen
        self._known = {each.source: each for each in (*others, chosen)}

    def named(self, source: str) -> Beacon:
        """Return a beacon by its source."""
        return self._known[source]


BEACONS: Final[Mapping[str, Callable[[], Beacon]]] = MappingProxyType(
    {"drand": DrandBeacon, "local": LocalBeacon}
)
"""The beacons there are, as a stage's setting calls them."""


def beacons(chosen: str) -> Beacons:
    """Return every beacon, and which of them new chains name.

    Parameters
    ----------
    chosen : str
        As a stage's setting calls it.

    Raises
    ------
    KeyError
        If there is none of that name.
    """
    known = {name: make() for name, make in BEACONS.items()}
    return Beacons(known[chosen], *known.values())
