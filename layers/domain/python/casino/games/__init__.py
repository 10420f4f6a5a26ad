"""The games: their rules, their payouts, their fairness. Pure: no clock, no randomness, no I/O.

`casino.games.odds`, the exact mathematics for the catalogue, is imported by name by those who
need it, so that a bet does not pay for it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from casino.games.baccarat import NO_COMMISSION, PUNTO_BANCO
from casino.games.beacon import BeaconRound, mixed
from casino.games.blackjack import BLACKJACK, BLACKJACK_CLASSIC, BLACKJACK_H17
from casino.games.chain import Chain, Link
from casino.games.crash import CRASH
from casino.games.dice import DICE
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
from casino.games.limbo import LIMBO
from casino.games.machines import GRAND_HARBOUR, LUCKY_LEMONS
from casino.games.roulette import AMERICAN, EUROPEAN, FRENCH
from casino.games.rounding import Rounded

_LIVE: Final[tuple[Game[Any], ...]] = (
    EUROPEAN,
    AMERICAN,
    FRENCH,
    PUNTO_BANCO,
    NO_COMMISSION,
    BLACKJACK,
    BLACKJACK_H17,
    BLACKJACK_CLASSIC,
    CRASH,
)

_INSTANT: Final[tuple[InstantGame[Any], ...]] = (DICE, LIMBO, GRAND_HARBOUR, LUCKY_LEMONS)

GAMES: Final[Mapping[str, Game[Any]]] = MappingProxyType(
    {game.game_id: game for game in (*_LIVE, *_INSTANT)}
)
"""Every game, by its id; those that one player plays alone are of the kind `InstantGame`."""

PAYTABLES: Final[Mapping[tuple[str, str], InstantGame[Any]]] = MappingProxyType(
    {(game.game_id, game.paytable): game for game in _INSTANT}
)
"""Every version of an instant game, by id and paytable. A round is recalled by the version that it
was played by, so one that is not offered any more stays here."""

AT_TABLES: Final = frozenset(game.game_id for game in _LIVE)
"""The games that tables can be set up for."""

__all__ = [
    "AMERICAN",
    "AT_TABLES",
    "BLACKJACK",
    "BLACKJACK_CLASSIC",
    "BLACKJACK_H17",
    "CRASH",
    "DICE",
    "EUROPEAN",
    "FRENCH",
    "GAMES",
    "GRAND_HARBOUR",
    "LIMBO",
    "LUCKY_LEMONS",
    "NO_COMMISSION",
    "PAYTABLES",
    "PUNTO_BANCO",
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
