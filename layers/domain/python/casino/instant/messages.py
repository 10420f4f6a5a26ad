"""What instant games say on the wire."""

from typing import Annotated, Any

from pydantic import Field

from casino.betting.messages import Commitment, ServerSeed
from casino.betting.outcome_messages import (
    InstantOutcomeView,
    RoundingView,
    view_of_outcome,
    view_of_rounding,
)
from casino.games import Fairness, commitment_to
from casino.instant.bets import InstantBet
from casino.instant.model import SeedPair
from casino.shared.messages import BalanceView, CurrencyCode, GameId, Message, RoundId, Timestamp
from casino.shared.money import MAX_AMOUNT

ClientSeed = Annotated[
    str,
    Field(
        strict=True,
        pattern=r"^[\x20-\x7e]{1,64}$",
        description="1 to 64 printable ASCII characters.",
        examples=["my own words"],
    ),
]


class PlayRound(Message):
    """A round that a player asks for."""

    # Its bounds are the game's to state, so that every wrong amount gets the same answer.
    stake: int = Field(
        strict=True,
        ge=-MAX_AMOUNT,
        le=MAX_AMOUNT,
        description="In all, in minor units of the player's currency.",
        examples=[100],
    )
    choice: dict[str, Any] | None = Field(
        default=None,
        description='What the game leaves to choose: `{"direction": "under"|"over", "chance": n}` '
        'at dice, n of 10,000; `{"target": hundredths}` at limbo; none at slots.',
        examples=[{"direction": "under", "chance": 4950}],
    )
    client_seed: ClientSeed | None = Field(
        default=None, description="Demands that this client seed is in use."
    )


class InstantFairnessView(Message):
    """How a round of an instant game can be checked."""

    scheme: str = Field(examples=["hmac-sha256-words-v2"])
    commitment: Commitment
    client_seed: str = Field(examples=["my own words"])
    nonce: int = Field(
        description="How many rounds were drawn from these two seeds before.", examples=[3]
    )
    server_seed: str | None = Field(
        description="Null until the player rotates their seeds.", examples=[None]
    )


class RoundPlayed(Message):
    """A round and what came of it."""

    round_id: RoundId = Field(examples=["rnd_0q8v3c5r1n7k2m9t4w6x0y5z3a"])
    game_id: GameId = Field(examples=["dice"])
    outcome: InstantOutcomeView
    stake: int = Field(examples=[100])
    payout: int = Field(
        description="All that came back, the stake included; 0 if it lost.", examples=[200]
    )
    rounding: RoundingView | None = Field(
        description="What decided its fraction of a minor unit; null where it had none.",
        examples=[None],
    )
    currency: CurrencyCode
    balance: BalanceView = Field(description="After it, the payout included.")
    played_at: Timestamp
    fairness: InstantFairnessView


class InstantRoundView(Message):
    """Everything needed to redraw and verify a round of an instant game."""

    round_id: RoundId = Field(examples=["rnd_0q8v3c5r1n7k2m9t4w6x0y5z3a"])
    game_id: GameId = Field(examples=["dice"])
    paytable: str = Field(description="The version of what the game paid.", examples=["1"])
    currency: CurrencyCode
    stake: int = Field(examples=[100])
    choice: dict[str, Any] | None = Field(
        description="Null where the game leaves none.",
        examples=[{"direction": "under", "chance": 4950}],
    )
    outcome: InstantOutcomeView
    payout: int = Field(
        description="All that came back, the stake included; 0 if it lost.", examples=[200]
    )
    rounding: RoundingView | None = Field(
        description="What decided its fraction of a minor unit; null where it had none.",
        examples=[None],
    )
    balance_before: int = Field(
        description="What could have been staked before it.", examples=[8400]
    )
    balance_after: int = Field(
        description="What can be staked after it, the payout included.", examples=[8500]
    )
    played_at: Timestamp
    fairness: InstantFairnessView


class RotateSeeds(Message):
    """A wish for other seeds."""

    client_seed: ClientSeed | None = Field(
        default=None, description="To be used from now on; a random one if none is given."
    )


class SeedsView(Message):
    """What a player's next rounds are drawn from."""

    commitment: Commitment = Field(
        examples=["b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"]
    )
    client_seed: str = Field(examples=["my own words"])
    nonce: int = Field(
        description="Of the next round: how many were drawn from these seeds.", examples=[3]
    )
    next_commitment: Commitment = Field(
        description="To the server seed after this one.",
        examples=["64ec88ca00b268e5ba1a35678a1b5316d212f4f366b2477232534a8aeca37f3c"],
    )


class RevealedView(Message):
    """Seeds that are not used any more."""

    commitment: Commitment
    server_seed: ServerSeed
    client_seed: str = Field(examples=["my own words"])
    rounds: int = Field(
        description="How many were drawn from them: nonces 0 to one less.", examples=[3]
    )


class SeedsRotated(SeedsView):
    """The seeds in use from now on, and those that were in use until now."""

    revealed: RevealedView


def view_of_round(bet: InstantBet) -> RoundPlayed:
    """Write the answer to a request for a round.

    All of it is in the entry, so the same request is answered the same whenever it comes again.
    """
    return RoundPlayed(
        round_id=bet.round_id,
        game_id=bet.game_id,
        outcome=view_of_outcome(bet.outcome),
        stake=bet.stake.amount,
        payout=bet.payout,
        rounding=view_of_rounding(bet.expected_payout()),
        currency=bet.entry.currency,
        balance=BalanceView(**bet.balances_after),
        played_at=bet.entry.posted_at,
        fairness=view_of_fairness(bet.fairness),
    )


def view_of_instant_round(bet: InstantBet, server_seed: str | None) -> InstantRoundView:
    """Write a round as its player recalls it.

    Parameters
    ----------
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
        rounding=view_of_rounding(bet.expected_payout()),
        balance_before=bet.available_before,
        balance_after=bet.balances_after["available"],
        played_at=bet.entry.posted_at,
        fairness=view_of_fairness(fairness),
    )


def view_of_fairness(fairness: Fairness) -> InstantFairnessView:
    """Write how a round can be checked."""
    values: dict[str, Any] = dict(fairness.to_wire())
    return InstantFairnessView(**values)


def view_of_seeds(pair: SeedPair) -> SeedsView:
    """Write a pair of seeds without its secrets."""
    return SeedsView(**_public(pair))


def view_of_rotation(before: SeedPair, after: SeedPair) -> SeedsRotated:
    """Write what a rotation has revealed, and what is in use after it."""
    revealed = RevealedView(
        commitment=before.fairness.commitment,
        server_seed=before.server_seed,
        client_seed=before.client_seed,
        rounds=before.nonce,
    )
    return SeedsRotated(revealed=revealed, **_public(after))


def _public(pair: SeedPair) -> dict[str, Any]:
    return {
        "commitment": pair.fairness.commitment,
        "client_seed": pair.client_seed,
        "nonce": pair.nonce,
        "next_commitment": commitment_to(pair.next_server_seed),
    }
