"""What rounds of instant games say on the wire."""

from typing import Any

from pydantic import Field

from casino.games import Fairness, Outcome
from casino.shared.messages import Message
from casino.tables.instant_bets import InstantBet


class RollView(Message):
    """What was rolled at dice."""

    roll: int = Field(description="0 to 9,999.")


class MultiplierView(Message):
    """The multiplier that limbo drew."""

    multiplier: int = Field(description="In hundredths.")


class LineWinView(Message):
    """What one line of a slot machine pays."""

    line: int = Field(description="From 1.")
    symbol: str
    count: int = Field(description="On how many reels from the left.")
    pays: int = Field(description="In line stakes, before the spin's multiplier.")


class SpinView(Message):
    """One turn of a slot machine's reels."""

    stops: list[int] = Field(description="The place of each reel's strip in the window's top row.")
    window: list[list[str]] = Field(description="Reel by reel from the left, each from the top.")
    lines: list[LineWinView]
    scatters: int
    scatter_pays: int = Field(description="In line stakes, before the multiplier.")
    multiplier: int
    free_spins_won: int
    pays: int = Field(description="In line stakes, the multiplier included.")


class SpinsView(Message):
    """A slot machine's round: the spin that was paid for, and the free ones after it."""

    spins: list[SpinView]
    free_spins: int
    pays: int = Field(description="In line stakes: a stake's share of one line.")


InstantOutcomeView = RollView | MultiplierView | SpinsView


class InstantFairnessView(Message):
    """How a round of an instant game can be checked."""

    scheme: str
    commitment: str
    client_seed: str
    nonce: int = Field(description="How many rounds were drawn from these two seeds before.")
    server_seed: str | None = Field(description="Null until the player rotates their seeds.")


class InstantRoundView(Message):
    """Everything needed to redraw and verify a round of an instant game."""

    round_id: str
    game_id: str
    paytable: str = Field(description="The version of what the game paid.")
    currency: str
    stake: int
    choice: dict[str, Any] | None = Field(description="Null where the game leaves none.")
    outcome: InstantOutcomeView
    payout: int = Field(description="All that came back, the stake included; 0 if it lost.")
    balance_before: int = Field(description="What could have been staked before it.")
    balance_after: int = Field(description="What can be staked after it, the payout included.")
    played_at: str
    fairness: InstantFairnessView


def view_of_instant_round(bet: InstantBet, server_seed: str | None) -> InstantRoundView:
    """Write a round as its player recalls it.

    Parameters
    ----------
    bet : InstantBet
    server_seed : str or None
        `None` before it is revealed.

    Raises
    ------
    CommitmentMismatch
        If it is not the one that was committed.
    """
    fairness = bet.fairness
    if server_seed is not None:
        fairness = fairness.revealed(server_seed)
    return InstantRoundView(
        round_id=bet.round_id,
        game_id=bet.game_id,
        paytable=bet.paytable,
        currency=bet.entry.currency,
        stake=bet.stake.amount,
        choice=bet.game.choice_of(bet.stake),
        outcome=view_of_outcome(bet.outcome),
        payout=bet.payout,
        balance_before=bet.available_before,
        balance_after=bet.balances_after["available"],
        played_at=bet.entry.posted_at,
        fairness=view_of_fairness(fairness),
    )


def view_of_outcome(outcome: Outcome) -> InstantOutcomeView:
    """Write what came of a round."""
    wire = outcome.to_wire()
    for view in (RollView, MultiplierView):
        if wire.keys() == view.model_fields.keys():
            return view(**wire)
    return SpinsView(**wire)


def view_of_fairness(fairness: Fairness) -> InstantFairnessView:
    """Write how a round can be checked."""
    values: dict[str, Any] = dict(fairness.to_wire())
    return InstantFairnessView(**values)
