"""Live rounds as a state machine: what the next phase is, when it is due, and what it tells.

::

    ┌──────┐  ┌─────────┐  ┌────────┐  ┌─────────┐  ┌────────┐  ┌─────────┐
    │ open ├─>│ closing ├─>│ closed ├─>│ playing ├─>│ result ├─>│ settled ├─> the next round
    └──────┘  └─────────┘  └───┬────┘  └────┬────┘  └────────┘  └─────────┘
     bets are taken            │    players │ act     the seed    every bet
                               │            │         is revealed is paid
                               │            │       ┌────────┐
                               └────────────┴──────>│ voided ├─> the next round
                                 no result can be   └────────┘
                                 had, or trusted     every stake is returned

Only games in which players act while the round is on have the phase ``playing``. Time moves a round
on, except into ``settled``, where settlement does. A round ends in exactly one of ``settled`` and
``voided``.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, TypeVar

from casino.games import GAMES, Chain, Game
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.tables.shoes import Shoe

# A transaction on one item tops out near 500 a second. Each bet touches one shard of its round's
# gate, chosen by player, so a table takes four times that.
GATE_SHARDS: Final = 4

LAST_RESULTS: Final = 20

# Below 2**53, so that a browser's number holds it.
MAX_EXPOSURE: Final = 1_000_000_000_000_000

# So many can win the most that a table lets them win, in one round, unless it is told otherwise.
PLAYERS_WHO_WIN_MOST: Final = 20

# How long past its time a phase may be before the sweeper takes it for lost.
OVERDUE: Final = timedelta(seconds=5)


class Phase(StrEnum):
    """Where a round stands."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    PLAYING = "playing"
    RESULT = "result"
    SETTLED = "settled"
    VOIDED = "voided"


TAKES_BETS: Final = frozenset({Phase.OPEN, Phase.CLOSING})
ENDED: Final = frozenset({Phase.SETTLED, Phase.VOIDED})
DECIDED: Final = ENDED | {Phase.RESULT}
"""What comes of the bets is known, and won't be changed any more."""


class TableStatus(StrEnum):
    """Whether a table plays; `casino.tables.lifecycle` has the ways between these."""

    OPEN = "open"
    PAUSED = "paused"
    """Plays the present round to its end and opens no other."""
    CLOSING = "closing"
    """The same, and then it is closed."""
    MAINTENANCE = "maintenance"
    """Stands still; what could not be played to its end was voided."""
    CLOSED = "closed"
    """Nobody can join it."""


@dataclass(frozen=True, slots=True)
class BettingTimes:
    """How long a round takes bets: until the last ones are called, and from then on."""

    betting: timedelta
    closing: timedelta


@dataclass(frozen=True, slots=True)
class Timings(BettingTimes):
    """How long each phase lasts.

    Attributes
    ----------
    spin, result : timedelta
        How long closed lasts, and result and settled together.
    turn : timedelta
        How long one decision takes, in games that players decide.
    """

    spin: timedelta
    result: timedelta
    turn: timedelta = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a table takes in a round, in minor units of the player's currency.

    What a player has on the round counts together, over all their bets.

    Attributes
    ----------
    min_stake, max_stake : int
        The least and the most on a spot.
    max_bet : int
        The most on all spots together.
    max_player_exposure, max_exposure : int
        What the house may come to lose to one player, and to all who play in one currency; 0 stands
        for what `completed` puts there.
    max_seats : int
        How many seats a player may hold, where there are seats.
    """

    min_stake: int
    max_stake: int
    max_bet: int
    max_player_exposure: int = 0
    max_exposure: int = 0
    max_seats: int = 2

    def completed(self, game: Game[Any]) -> "Limits":
        """Return the limits with every exposure stated.

        Unless it is told otherwise, a player can win whatever `max_bet` can win, and several can at
        once.
        """
        by_player = self.max_player_exposure or min(
            self.max_bet * game.longest_odds, self.max_exposure or MAX_EXPOSURE
        )
        in_all = self.max_exposure or min(PLAYERS_WHO_WIN_MOST * by_player, MAX_EXPOSURE)
        return replace(self, max_player_exposure=by_player, max_exposure=in_all)


@dataclass(frozen=True, slots=True)
class Turnover:
    """What was bet and paid on a round.

    Attributes
    ----------
    stakes, payouts : mapping of str to int
        By currency; amounts of different currencies are never added up.
    """

    bets: int = 0
    stakes: Mapping[str, int] = field(default_factory=dict)
    payouts: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Turnover") -> "Turnover":
        return Turnover(
            self.bets + other.bets,
            _added(self.stakes, other.stakes),
            _added(self.payouts, other.payouts),
        )


@dataclass(frozen=True, slots=True)
class Round:
    """One turn of the wheel: what every round has.

    ::

        Round
        ├── SeededRound        follows from a seed         casino.tables.drawing
        │   ├── CashOutRound   can be left before its end  casino.tables.growing
        │   └── DecidedRound   its players have a say      casino.tables.playing
        └── DealtRound         a person deals              casino.tables.dealing

    Attributes
    ----------
    number : int
        Counts the table's rounds; the nonce of its draw.
    opened_at, closes_at : str
        RFC 3339. From `closes_at` on no bet is taken, by the server's clock alone.
    outcome : mapping or None
        The result as clients receive it, once that is known.
    rounding_seed : str or None
        What decides the fractions of its bets' payouts, once it has its result; `None` where they
        are rounded down (`casino.games.rounding`).
    settled_at : str or None
        When it ended, settled or voided.
    void_reason : str or None
        Why it was voided, for a person. A closed round that has one is voided next.
    """

    round_id: str
    table_id: str
    game_id: str
    number: int
    phase: Phase
    opened_at: str
    closes_at: str
    outcome: Mapping[str, Any] | None = None
    rounding_seed: str | None = None
    settled_at: str | None = None
    void_reason: str | None = None
    turnover: Turnover = field(default_factory=Turnover)

    @property
    def game(self) -> Game[Any]:
        """The rules it is played by."""
        return GAMES[self.game_id]


R = TypeVar("R", bound=Round)


@dataclass(frozen=True, slots=True)
class Table:
    """A live table and the round that is on.

    Attributes
    ----------
    currency : str
        The one in which its sums are announced; players bet in their own.
    version : int
        Rises by one with each change; a change is refused if another came first.
    next_at : str
        When the next phase is due, RFC 3339; empty before the first round and for a table at rest.
        While a bet can be cashed out it is the phase's own beginning: the end is a secret, and the
        messages that propose it are all that knows it.
    round : Round or None
        `None` before the first.
    last_results : tuple of mapping
        Newest first.
    players : int
        How many were connected when the table last changed.
    dealer : bool
        A person opens and closes its rounds and enters what came out.
    video_url : str or None
        Where players see it.
    shoe : Shoe or None
        The one that its rounds are dealt from, if several are dealt from one.
    chain, next_chain : Chain or None
        Where its seeds come from, and what it goes on with after that; `None` before there is any,
        and where a person deals. What is told of the next one's beacon may be a round behind.
    """

    table_id: str
    game_id: str
    name: str
    currency: str
    status: TableStatus
    limits: Limits
    version: int = 0
    next_at: str = ""
    round: Round | None = None
    last_results: tuple[Mapping[str, Any], ...] = ()
    players: int = 0
    dealer: bool = False
    video_url: str | None = None
    shoe: Shoe | None = None
    chain: Chain | None = None
    next_chain: Chain | None = None

    @property
    def game(self) -> Game[Any]:
        """The rules it is played by."""
        return GAMES[self.game_id]

    def is_due(self, now: datetime) -> bool:
        """Tell whether the time for the next phase has come."""
        return to_rfc3339(now) >= self.next_at

    @property
    def opens_rounds(self) -> bool:
        """Whether it goes on to another round by itself."""
        return self.status is TableStatus.OPEN and not self.dealer

    @property
    def is_running(self) -> bool:
        """Whether anything is still to come by itself; if not, the table is at rest."""
        return self.opens_rounds or self.next_at != ""

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether the next phase is so late that its message must have been lost."""
        return self.is_running and self.is_due(now - OVERDUE)


def next_number(table: Table) -> int:
    """Return the number of the round after the present one."""
    return table.round.number + 1 if table.round else 1


def next_round_id(table: Table) -> str:
    """Return the name of the round after the present one."""
    return f"{table.table_id}.{next_number(table)}"


def opened(
    table: Table, kind: type[R], timings: BettingTimes, now: datetime, **own: Any
) -> tuple[Table, R]:
    """Open the table's next round; `own` is what only rounds of its kind have."""
    current = kind(
        round_id=next_round_id(table),
        table_id=table.table_id,
        game_id=table.game_id,
        number=next_number(table),
        phase=Phase.OPEN,
        opened_at=to_rfc3339(now),
        closes_at=to_rfc3339(now + timings.betting + timings.closing),
        **own,
    )
    return moved(table, current, now + timings.betting), current


def closing(table: Table, current: Round) -> tuple[Table, Round]:
    """Call the last bets; they are still taken until the time that was announced."""
    current = replace(current, phase=Phase.CLOSING)
    return moved(table, current, from_rfc3339(current.closes_at)), current


def closed(table: Table, current: Round, next_at: datetime) -> tuple[Table, Round]:
    """Take no more bets and let the ball roll."""
    current = replace(current, phase=Phase.CLOSED)
    return moved(table, current, next_at), current


def resulted(
    table: Table,
    current: R,
    outcome: Mapping[str, Any],
    turnover: Turnover,
    timings: Timings,
    now: datetime,
) -> tuple[Table, R]:
    """Give the round its result, from which its bets are paid."""
    current = replace(current, phase=Phase.RESULT, outcome=outcome, turnover=turnover)
    brief = current.game.in_brief(outcome)
    result = {"round_id": current.round_id, "number": current.number, "outcome": brief}
    last_results = (result, *table.last_results)[:LAST_RESULTS]
    table = replace(table, last_results=last_results)
    return moved(table, current, now + timings.result), current


def settled(table: Table, current: Round, turnover: Turnover, now: datetime) -> tuple[Table, Round]:
    """End the round: every bet has been paid what it won."""
    current = replace(current, phase=Phase.SETTLED, settled_at=to_rfc3339(now), turnover=turnover)
    # The next round was due at a fixed time after the result, however long paying took.
    return moved(table, current, max(from_rfc3339(table.next_at), now)), current


def voided(
    table: Table, current: Round, reason: str, turnover: Turnover, timings: Timings, now: datetime
) -> tuple[Table, Round]:
    """End the round without a result: every stake goes back to where it came from."""
    current = replace(
        current,
        phase=Phase.VOIDED,
        settled_at=to_rfc3339(now),
        void_reason=reason,
        turnover=turnover,
    )
    return moved(table, current, now + timings.result), current


def moved(table: Table, current: Round, next_at: datetime) -> Table:
    """Return a table on to the next state of its round, with the time of the one after it."""
    return replace(table, round=current, version=table.version + 1, next_at=to_rfc3339(next_at))


def shard_of(player_id: str) -> int:
    """Return the gate shard that a player's bets go through, always the same one."""
    return zlib.crc32(player_id.encode()) % GATE_SHARDS


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in one.keys() | other.keys()}
