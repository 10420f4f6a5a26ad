"""Rounds that follow from a seed: in drawn games, that is all there is to them.

Pure, as `casino.tables.model`: the seed is handed in.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self, TypeVar

from casino.betting import ChainedSeed
from casino.games import DrawnGame, Fairness, Link
from casino.tables import model
from casino.tables.model import Round, Table, Timings, Turnover, next_number, resulted


@dataclass(frozen=True, slots=True, kw_only=True)
class SeededRound(Round):
    """A round whose seed is committed before anybody bets.

    Attributes
    ----------
    fairness : Fairness
        How it can be checked.
    link : Link or None
        Where its seed stands in the table's chain; `None` in rounds that are older than chains.
    """

    fairness: Fairness
    link: Link | None = None

    def revealed(self, seed: ChainedSeed) -> Self:
        """Return it with its seed shown.

        Raises
        ------
        CommitmentMismatch
            If it is not the seed that was committed.
        """
        link = self.link.revealed(seed.chain_seed) if self.link else None
        return replace(self, fairness=self.fairness.revealed(seed.server_seed), link=link)


R = TypeVar("R", bound=SeededRound)


def opened(
    table: Table, kind: type[R], server_seed: str, link: Link, timings: Timings, now: datetime
) -> tuple[Table, R]:
    """Open the table's next round, committed to a seed that nobody has seen."""
    nonce = next_number(table)
    fairness = Fairness.committed(server_seed, client_seed=table.table_id, nonce=nonce)
    return model.opened(table, kind, timings, now, fairness=fairness, link=link)


def drawn(
    table: Table,
    current: R,
    seed: ChainedSeed,
    turnover: Turnover,
    timings: Timings,
    now: datetime,
) -> tuple[Table, R]:
    """Reveal the seed, what it is made of, and the outcome that follows from it.

    Raises
    ------
    CommitmentMismatch
        If it is not the seed that was committed.
    """
    current, game = current.revealed(seed), current.game
    if not isinstance(game, DrawnGame):
        raise TypeError(f"round {current.round_id} is not decided by its seed alone")
    outcome = game.draw(current.fairness.draws()).to_wire()
    rounding_seed = current.fairness.rounding_seed(current.number)
    current = replace(current, rounding_seed=rounding_seed)
    return resulted(table, current, outcome, turnover, timings, now)
