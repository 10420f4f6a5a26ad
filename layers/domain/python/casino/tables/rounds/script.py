"""A kind of round as a script: what it adds to the phases that every round has.

::

    open ──> closing ──> closed ──> go_on ──┬──> playing ──> go_on ──> …
                                            ├──> not yet: asked again at that moment
                                            ├──> result
                                            └──> settled, if nobody bet on what only bettors play

The round clock (`casino.tables.use_cases.advance_round`) knows phases, gates and events, and no
game; a script knows one kind of game, and nothing of who is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Protocol, TypeVar

from casino.games import Link
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.dealing import DealtRound
from casino.tables.kinds import kind_of
from casino.tables.model import Round, Table, Turnover

R = TypeVar("R", bound=Round, contravariant=True)

Moved = tuple[Table, Round]
"""A table and its round, both as they are from now on."""

FreshSeed = tuple[str, Link]
"""A server seed that nobody has seen, and its place in the table's chain."""


class Next(Enum):
    """What a round that takes no more bets comes to at once."""

    RESULT = "result"
    NOTHING = "nothing"
    """It ends without a result, because nobody bet on it."""


class NoResult(Exception):
    """A round has none in time, and is voided; says why, for a person."""


class Script(Protocol[R]):
    """What one kind of round does once its betting is closed."""

    @property
    def pause(self) -> timedelta:
        """How long it waits from the close until it goes on."""

    def go_on(self, table: Table, current: R, now: datetime) -> Moved | datetime | Next:
        """Return how a round goes on that is closed, or being played, and whose time has come.

        Returns
        -------
        Moved
            As it is being played from now on.
        datetime
            When to ask again; until then nothing changes.
        Next

        Raises
        ------
        SeedLost, GameFault
            If it can't be played as it was committed.
        """

    def result(
        self, work: UnitOfWork, table: Table, current: R, turnover: Turnover, now: datetime
    ) -> Moved:
        """Give a round its result, and add to the unit of work what becomes known with it.

        Raises
        ------
        NoResult
        SeedLost, GameFault
            If there is none as it was committed.
        """

    def give_up(self, work: UnitOfWork, table: Table, now: datetime) -> Table:
        """Return the table without what a voided round must not leave to the next one."""


class OpeningScript(Script[R], Protocol[R]):
    """A kind of round that the clock opens by itself."""

    def needs_seed(self, table: Table) -> bool:
        """Tell whether the next round begins with a seed of its own."""

    def open(self, table: Table, seed: FreshSeed | None, now: datetime) -> Moved:
        """Open the table's next round; with a seed, if it needs one."""


@dataclass(frozen=True, slots=True)
class Scripts:
    """The scripts of all kinds of round.

    Attributes
    ----------
    by_kind : mapping of kinds of round to OpeningScript
        What rounds do that the clock opens.
    dealt : Script
        What rounds do that a person deals, whatever the game.
    """

    by_kind: Mapping[type[Round], OpeningScript[Any]]
    dealt: Script[DealtRound]

    def opening(self, table: Table) -> OpeningScript[Any]:
        """Return the script of a table's next round."""
        return self.by_kind[kind_of(table.game)]

    def of(self, current: Round) -> Script[Any]:
        """Return the script of a round."""
        return self.dealt if isinstance(current, DealtRound) else self.by_kind[type(current)]
