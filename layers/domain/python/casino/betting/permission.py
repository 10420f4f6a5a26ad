"""What the policy that a player comes under has to say about a bet, whoever deals."""

from datetime import datetime
from typing import TYPE_CHECKING

from casino.betting.errors import GameNotAllowed, StakeOutOfRange
from casino.wallet import Wallet

if TYPE_CHECKING:
    from casino.policies import GameRules, Policy


def rules_of_game(policy: "Policy", game_id: str, category: str) -> "GameRules":
    """Return how a game may be played under a policy.

    Raises
    ------
    GameNotAllowed
    """
    rules = policy.rules_of(game_id, category)
    if rules is None:
        raise GameNotAllowed
    return rules


def must_allow_stake(
    rules: "GameRules", wallet: Wallet, staked: int, now: datetime, *, before: int = 0
) -> None:
    """Refuse more on a round than somebody of the player's age may stake.

    Parameters
    ----------
    staked, before : int
        What is staked now, and what has been on the same round, in minor units.

    Raises
    ------
    StakeOutOfRange
    """
    most = rules.most_stake(wallet.born_on, now, wallet.currency)
    if most is not None and before + staked > most:
        raise StakeOutOfRange(
            "max_stake", most - before, f"You can stake at most {most} minor units on a round here"
        )
