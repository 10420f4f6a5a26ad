"""How a bet is shown to its player, whatever its kind."""

from collections.abc import Callable
from typing import Protocol

from pydantic import Field

from casino.betting.messages import StakeMessage
from casino.betting.outcome_messages import InstantOutcomeView, OutcomeView, RoundingView
from casino.shared.messages import BetId, CurrencyCode, GameId, Message, RoundId, TableId, Timestamp
from casino.shared.reading import Reading
from casino.wallet import Entry, EntryType, Ledger


class BetView(Message):
    """A bet's one answer."""

    bet_id: BetId
    table_id: TableId | None = Field(description="Null for a round of an instant game.")
    round_id: RoundId
    game_id: GameId
    status: str = Field(description="accepted, won, lost or void", examples=["won"])
    currency: CurrencyCode
    stake: int = Field(examples=[100])
    stakes: list[StakeMessage]
    payout: int | None = Field(
        description="Null until the round is settled for this bet.", examples=[3600]
    )
    rounding: RoundingView | None = Field(
        description="What decided its fraction of a minor unit; null where it had none.",
        examples=[None],
    )
    multiplier: int | None = Field(
        description="In hundredths: where it was cashed out by hand; null if it was not.",
        examples=[None],
    )
    outcome: OutcomeView | InstantOutcomeView | None
    placed_at: Timestamp = Field(examples=["2026-01-31T12:00:08.000Z"])
    settled_at: Timestamp | None = Field(examples=["2026-01-31T12:00:31.000Z"])


class KindOfBet(Protocol):
    """What shows bets of one kind."""

    def want(self, reading: Reading, bet: Entry, /) -> Callable[[], BetView]:
        """Add what there is to know of a bet to a reading.

        Parameters
        ----------
        bet : Entry
            The entry that took the stake.

        Returns
        -------
        callable
            Writes the bet, once that is fetched.
        """


class OtherBets:
    """Bets of which the ledger alone knows: what was staked, and what came back, if anything."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def want(self, reading: Reading, bet: Entry, /) -> Callable[[], BetView]:
        """Add what may have paid it."""
        paid = want_payment(self._ledger, reading, bet)
        return lambda: view_by_entries(bet, paid())


def want_payment(ledger: Ledger, reading: Reading, bet: Entry) -> Callable[[], Entry | None]:
    """Add to a reading what may have paid a bet, or returned its stake.

    Returns
    -------
    callable
        Returns the entry that did, if any, once that is fetched.
    """
    win, void = (
        ledger.want_entry(reading, bet.player_id, each, bet.key)
        for each in (EntryType.WIN, EntryType.BET_VOID)
    )
    return lambda: win.value or void.value


def view_by_entries(bet: Entry, paid: Entry | None) -> BetView:
    """Write a bet as the ledger alone tells it; until it is paid, nobody can say that it is lost.

    Parameters
    ----------
    bet : Entry
        The entry that took the stake.
    paid : Entry or None
        The entry that paid it.
    """
    [game] = [name for name in bet.postings if name.startswith("game:")]
    status = "accepted"
    if paid is not None:
        status = "won" if paid.type is EntryType.WIN else "void"
    return BetView(
        bet_id=bet.key,
        table_id=bet.reference.get("table_id"),
        round_id=bet.reference.get("round_id", bet.key),
        game_id=game.removeprefix("game:"),
        status=status,
        currency=bet.currency,
        stake=-bet.amount,
        stakes=[],
        payout=paid.amount if paid else None,
        rounding=None,
        multiplier=None,
        outcome=None,
        placed_at=bet.posted_at,
        settled_at=paid.posted_at if paid else None,
    )
