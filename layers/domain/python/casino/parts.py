"""The parts that the platform is put together of: the only wiring there is.

Each is made when it is first asked for, and imported then, so that a function pays for what it
uses. Production and tests put together the very same parts, of other settings.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

from casino.shared.aws import client
from casino.shared.clock import Clock, utc_now
from casino.shared.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from mypy_boto3_dynamodb import DynamoDBClient

    from casino.betting.revealed import RevealedSeeds
    from casino.catalogue.repository import Catalogue
    from casino.instant.repository import SeedPairs
    from casino.sessions.repository import Sessions
    from casino.tables.live_tables import LiveTables
    from casino.wallet.repository import Ledger

T_co = TypeVar("T_co", covariant=True)


class Part(Generic[T_co]):
    """One of the parts: made the first time that it is asked for, then kept.

    A property of `functools` would do as much, but type checkers take it for something that only
    instances have, and `at_start` names parts by ``Parts.ledger``.
    """

    def __init__(self, make: Callable[[Parts], T_co]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, parts: None, owner: type) -> Part[T_co]: ...
    @overload
    def __get__(self, parts: Parts, owner: type) -> T_co: ...
    def __get__(self, parts: Parts | None, owner: type) -> Part[T_co] | T_co:
        """Make it; Python asks only as long as nothing of its name is there."""
        if parts is None:
            return self
        made = vars(parts)[self.name] = self._make(parts)
        return made


class Parts:
    """Every part of the platform, by its name.

    Parameters
    ----------
    settings : Settings
        What tables, queues and the like are called here, and how long things take.
    clock : callable
        Tells the present moment.
    **given
        Parts that are there already, by their names, and are not made: a test's payment provider,
        or its beacon.

    Examples
    --------
    >>> parts = Parts(Settings(os.environ), clock=lambda: MIDNIGHT)       # doctest: +SKIP
    >>> parts.catalogue.game("dice")
    """

    def __init__(self, settings: Settings, *, clock: Clock = utc_now, **given: Any) -> None:
        unknown = sorted(name for name in given if not isinstance(vars(Parts).get(name), Part))
        if unknown:
            raise TypeError(f"there are no such parts: {', '.join(unknown)}")
        self.settings = settings
        self.clock = clock
        vars(self).update(given)

    # What all are made of.

    @Part
    def dynamodb(self) -> DynamoDBClient:
        """Where items are kept."""
        return client("dynamodb")

    # The wallet.

    @Part
    def ledger(self) -> Ledger:
        """Players' wallets and their entries."""
        from casino.wallet.repository import Ledger

        return Ledger(self.dynamodb, self.settings.wallet_table)

    # Sessions.

    @Part
    def sessions(self) -> Sessions:
        """Who may act, and how often."""
        from casino.sessions.repository import Sessions

        return Sessions(self.dynamodb, self.settings.connections_table)

    # The catalogue.

    @Part
    def catalogue(self) -> Catalogue:
        """The games on offer."""
        from casino.catalogue.repository import Catalogue

        return Catalogue(self.dynamodb, self.settings.catalogue_table)

    # Betting.

    @Part
    def revealed_seeds(self) -> RevealedSeeds:
        """The seeds that everybody may know."""
        from casino.betting.revealed import RevealedSeeds

        return RevealedSeeds(self.dynamodb, self.settings.tables_table)

    # Tables.

    @Part
    def live_tables(self) -> LiveTables:
        """Tables and their rounds."""
        from casino.tables.live_tables import LiveTables

        return LiveTables(self.dynamodb, self.settings.tables_table)

    # Instant games.

    @Part
    def seed_pairs(self) -> SeedPairs:
        """What players' instant rounds are drawn from."""
        from casino.instant.repository import SeedPairs

        return SeedPairs(self.dynamodb, self.settings.seed_pairs_table)

    @Part
    def game_cycles(self) -> Mapping[str, timedelta]:
        """The least time from round to round, by a game's category."""
        from casino.instant.policy import GAME_CYCLES

        return GAME_CYCLES[self.settings.game_cycles]


_OF_THIS_PROCESS: Final = Parts(Settings(os.environ))


def at_start(*used: Part[Any]) -> Parts:
    """Return the parts of this process; in Lambda, with these made by now.

    The modules of a function say here, at their top, which parts they use; what those are made of
    comes with them. So a function that was deployed without a setting, or with one that can't be
    meant, or that uses a table which it may not and so was not told of, fails at its start. Nobody
    is asked over the network.

    Where a module is merely read, as the reference and the infrastructure do, nothing is made.

    Examples
    --------
    >>> parts = at_start(Parts.catalogue)                                 # doctest: +SKIP
    """
    if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
        for part in used:
            getattr(_OF_THIS_PROCESS, part.name)
    return _OF_THIS_PROCESS
