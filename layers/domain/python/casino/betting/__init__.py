"""Betting: the one way in which money goes into games and comes out of them."""

from casino.betting.errors import GameNotAllowed, StakeOutOfRange, UnknownBet, UnknownRound
from casino.betting.game_money import GameMoney
from casino.betting.model import (
    BetKind,
    ChainedSeed,
    balances_after,
    kind_of,
    must_allow_stake,
    rules_of_game,
    stakes_from_text,
    stakes_to_text,
)

__all__ = [
    "BetKind",
    "ChainedSeed",
    "GameMoney",
    "GameNotAllowed",
    "StakeOutOfRange",
    "UnknownBet",
    "UnknownRound",
    "balances_after",
    "kind_of",
    "must_allow_stake",
    "rules_of_game",
    "stakes_from_text",
    "stakes_to_text",
]
