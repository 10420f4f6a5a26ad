"""What instant games say on the wire."""

from typing import Annotated, Any

from pydantic import Field

from casino.games import commitment_to
from casino.instant.model import SeedPair
from casino.shared.messages import BalanceView, Message
from casino.shared.money import MAX_AMOUNT
from casino.tables import InstantBet
from casino.tables.instant_messages import (
    InstantFairnessView,
    InstantOutcomeView,
    view_of_fairness,
    view_of_outcome,
)

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


class RoundPlayed(Message):
    """A round and what came of it."""

    round_id: str
    game_id: str
    outcome: InstantOutcomeView
    stake: int
    payout: int = Field(description="All that came back, the stake included; 0 if it lost.")
    currency: str
    balance: BalanceView = Field(description="After it, the payout included.")
    played_at: str
    fairness: InstantFairnessView


class RotateSeeds(Message):
    """A wish for other seeds."""

    client_seed: ClientSeed | None = Field(
        default=None, description="To be used from now on; a random one if none is given."
    )


class SeedsView(Message):
    """What a player's next rounds are drawn from."""

    commitment: str = Field(description="SHA-256 of the server seed's text, in hex.")
    client_seed: str
    nonce: int = Field(description="Of the next round: how many were drawn from these seeds.")
    next_commitment: str = Field(description="To the server seed after this one.")


class RevealedView(Message):
    """Seeds that are not used any more."""

    commitment: str
    server_seed: str
    client_seed: str
    rounds: int = Field(description="How many were drawn from them: nonces 0 to one less.")


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
        currency=bet.entry.currency,
        balance=BalanceView(**bet.balances_after),
        played_at=bet.entry.posted_at,
        fairness=view_of_fairness(bet.fairness),
    )


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
