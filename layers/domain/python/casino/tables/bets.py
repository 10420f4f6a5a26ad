"""Bets at tables: ledger entries that went through a round's gate.

A bet has no item of its own. Its entry in the ledger says what was staked, its round says what came
of it, and the entry that paid it, if any, says what was won.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casino.betting import stakes_from_text
from casino.games import CashOutGame, Rounded, Stake, draw_for_bet
from casino.games.rounding import Draw, rounded
from casino.shared.reading import Reading
from casino.tables.errors import BetsNotIndexedYet
from casino.tables.gates import Gate, Progress
from casino.tables.model import Phase, Round
from casino.wallet import Entry, EntryType, Ledger

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class BetPage:
    """Some of a shard's bets, and where the next ones begin; `None` after the last page."""

    bets: list[Entry]
    end: Progress | None


class Bets:
    """Bets of all players at tables."""

    def __init__(self, client: "DynamoDBClient", ledger: Ledger) -> None:
        self._client = client
        self._ledger = ledger

    def cash_outs(self, bets: Sequence[Entry], current: Round) -> list[Entry | None]:
        """Return what has paid each bet of a round while it was on, in the order of the bets."""
        if not isinstance(current.game, CashOutGame):
            return [None] * len(bets)
        reading = Reading(self._client)
        wins = [
            self._ledger.want_entry(reading, bet.player_id, EntryType.WIN, bet.key) for bet in bets
        ]
        reading.fetch()
        return [win.value if win.value and is_cash_out(win.value) else None for win in wins]

    def of_gates(self, gates: Iterable[Gate]) -> list[Entry]:
        """Return the bets that a closed gate has let in.

        Raises
        ------
        BetsNotIndexedYet
            If the index lags behind the gate's count.
        """
        bets: list[Entry] = []
        for gate in gates:
            some = list(self._ledger.bets_of(gate.round_shard)) if gate.bets else []
            if len(some) < gate.bets:
                raise BetsNotIndexedYet(f"{len(some)} of {gate.bets} bets of {gate.round_shard}")
            bets += some
        return bets

    def page_of_gate(self, gate: Gate, reached: Progress | None, limit: int) -> "BetPage":
        """Return some of the bets that a closed shard has let in.

        Parameters
        ----------
        reached : Progress or None
            Where they begin; `None` for the first ones.

        Raises
        ------
        BetsNotIndexedYet
            If these are the last ones and all together are fewer than the gate has counted.
        """
        after = reached.after if reached else None
        bets, position = self._ledger.page_of_bets(gate.round_shard, after, limit)
        seen = len(bets) + (reached.bets if reached else 0)
        if position is None and seen < gate.bets:
            raise BetsNotIndexedYet(f"{seen} of {gate.bets} bets of {gate.round_shard}")
        return BetPage(bets, Progress(seen, position) if position else None)


def stakes_of(entry: Entry, current: Round) -> list[Stake]:
    """Return what a bet's entry says was staked."""
    return stakes_from_text(current.game, entry.reference["stakes"])


def is_cash_out(entry: Entry) -> bool:
    """Tell what was paid while its round was on from what was paid for its result."""
    return "multiplier" in entry.reference


def payout_of(entry: Entry, current: Round, cash_out: Entry | None = None) -> int:
    """Return all that a bet gets back, in minor units of its currency; 0 for a lost one.

    Parameters and errors are those of `rounded_payout_of`.
    """
    return rounded_payout_of(entry, current, cash_out).payout


def rounded_payout_of(entry: Entry, current: Round, cash_out: Entry | None = None) -> Rounded:
    """Return all that a bet gets back, and what decided its fraction.

    Parameters
    ----------
    cash_out : Entry, optional
        What has paid it while the round was on.

    Raises
    ------
    ValueError
        If the round has neither a result nor been voided.
    """
    game = current.game
    if current.phase is Phase.VOIDED:
        # Who was out before the round was stopped is out.
        return Rounded(cash_out.amount if cash_out else -entry.amount)
    if current.outcome is None:
        raise ValueError(f"round {current.round_id} has no result yet")
    stakes, outcome = stakes_of(entry, current), game.read_outcome(current.outcome)
    draw = draw_for(entry, current.rounding_seed)
    if cash_out is not None and isinstance(game, CashOutGame):
        multiplier = cash_out.reference["multiplier"]
        return rounded([game.cashed_out(each, multiplier, outcome) for each in stakes], draw)
    return game.rounded(stakes, outcome, draw)


def draw_for(entry: Entry, rounding_seed: str | None) -> Draw | None:
    """Return what decides the fraction of a bet's payout.

    Parameters
    ----------
    entry : Entry
        The one that took the stake.
    rounding_seed : str or None
        The one of its round; without one nothing is drawn, and what stakes return is rounded down.
    """
    if rounding_seed is None:
        return None
    return draw_for_bet(rounding_seed, entry.player_id, entry.key)
