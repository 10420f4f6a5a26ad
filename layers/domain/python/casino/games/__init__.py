"""The games: their rules, their payouts, their fairness. Pure: no clock, no randomness, no I/O.

A game is imported when it is first played (`casino.games.registry`), and `casino.games.odds`, the
exact mathematics for the catalogue, by those who need it: a bet waits for its own game alone.
"""

from collections.abc import Mapping
from typing import Any, Final

from casino.games.beacon import BeaconRound, mixed
from casino.games.chain import Chain, Link
from casino.games.errors import (
    CommitmentMismatch,
    DecisionError,
    GameFault,
    InvalidBeacon,
    InvalidChoice,
    InvalidDraw,
    InvalidSeed,
    InvalidStakeAmount,
    NotYourTurn,
    ShoeRanOut,
    StakeError,
    UnknownCard,
    UnknownOutcome,
    UnknownPocket,
    UnknownSeat,
    UnknownSelection,
    UnknownStakeType,
)
from casino.games.fairness import (
    SERVER_SEED_BYTES,
    Draws,
    Fairness,
    SeedChain,
    commitment_to,
    draw_for_bet,
    server_seed_from,
)
from casino.games.game import (
    CardGame,
    CashOutGame,
    DecidedGame,
    Decision,
    DrawnGame,
    Game,
    Outcome,
    Play,
    Spot,
    Stake,
    read_decision,
)
from casino.games.instant import InstantGame
from casino.games.registry import Registry
from casino.games.rounding import Rounded

_LIVE: Final = {
    "roulette-european": "roulette:EUROPEAN",
    "roulette-american": "roulette:AMERICAN",
    "roulette-french": "roulette:FRENCH",
    "baccarat": "baccarat:PUNTO_BANCO",
    "baccarat-no-commission": "baccarat:NO_COMMISSION",
    "blackjack": "blackjack:BLACKJACK",
    "blackjack-h17": "blackjack:BLACKJACK_H17",
    "blackjack-classic": "blackjack:BLACKJACK_CLASSIC",
    "crash": "crash:CRASH",
}

# By paytable as well; of several, the last one is played.
_INSTANT: Final = {
    ("dice", "1"): "dice:DICE",
    ("limbo", "1"): "limbo:LIMBO",
    ("grand-harbour", "1"): "machines:GRAND_HARBOUR",
    ("lucky-lemons", "1"): "machines:LUCKY_LEMONS",
}

GAMES: Final[Mapping[str, Game[Any]]] = Registry(
    _LIVE | {game_id: place for (game_id, _), place in _INSTANT.items()}
)
"""Every game, by its id; those that one player plays alone are of the kind `InstantGame`."""

PAYTABLES: Final[Mapping[tuple[str, str], InstantGame[Any]]] = Registry(_INSTANT)
"""Every version of an instant game, by id and paytable. A round is recalled by the version that it
was played by, so one that is not offered any more stays here."""

AT_TABLES: Final = frozenset(_LIVE)
"""The games that tables can be set up for."""

__all__ = [
    "AT_TABLES",
    "GAMES",
    "PAYTABLES",
    "SERVER_SEED_BYTES",
    "BeaconRound",
    "CardGame",
    "CashOutGame",
    "Chain",
    "CommitmentMismatch",
    "DecidedGame",
    "Decision",
    "DecisionError",
    "DrawnGame",
    "Draws",
    "Fairness",
    "Game",
    "GameFault",
    "InstantGame",
    "InvalidBeacon",
    "InvalidChoice",
    "InvalidDraw",
    "InvalidSeed",
    "InvalidStakeAmount",
    "Link",
    "NotYourTurn",
    "Outcome",
    "Play",
    "Rounded",
    "SeedChain",
    "ShoeRanOut",
    "Spot",
    "Stake",
    "StakeError",
    "UnknownCard",
    "UnknownOutcome",
    "UnknownPocket",
    "UnknownSeat",
    "UnknownSelection",
    "UnknownStakeType",
    "commitment_to",
    "draw_for_bet",
    "mixed",
    "read_decision",
    "server_seed_from",
]
