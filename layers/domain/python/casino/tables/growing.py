"""Rounds whose bets are worth more and more, until a moment that only the seed knows.

Pure, as `casino.tables.model`: the seed is handed in.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from casino.games import GAMES, CashOutGame
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.tables.drawing import SeededRound
from casino.tables.model import Phase, Table, moved


@dataclass(frozen=True, slots=True)
class Growth:
    """How the worth of bets grows: as their game says, from a moment (RFC 3339) on."""

    started_at: str


@dataclass(frozen=True, slots=True)
class CashOutRound(SeededRound):
    """A round that bets can be taken out of while it is played; `play` is `None` before."""

    play: Growth | None = None

    @property
    def game(self) -> CashOutGame[Any]:
        """The rules it is played by."""
        return cast("CashOutGame[Any]", GAMES[self.game_id])


def started(table: Table, current: CashOutRound, now: datetime) -> tuple[Table, CashOutRound]:
    """Let the worth of the bets grow, until the moment that only the seed knows."""
    current = replace(current, phase=Phase.PLAYING, play=Growth(to_rfc3339(now)))
    return moved(table, current, now), current


def elapsed_ms(current: CashOutRound, now: datetime) -> int:
    """Return how long the worth of the bets has grown."""
    return (now - _started_at(current)) // timedelta(milliseconds=1)


def end_of_play(current: CashOutRound, server_seed: str) -> datetime:
    """Return when the round is over: a secret until then.

    Raises
    ------
    CommitmentMismatch
        If it is not the seed that was committed.
    """
    outcome = current.game.draw(current.fairness.revealed(server_seed).draws())
    return _started_at(current) + timedelta(milliseconds=current.game.ends_after(outcome))


def _started_at(current: CashOutRound) -> datetime:
    if current.play is None:
        raise ValueError(f"round {current.round_id} has not been started")
    return from_rfc3339(current.play.started_at)
