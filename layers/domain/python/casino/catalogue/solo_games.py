"""The demo's games beside the wheel and the cards: multipliers, dice and slots."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from casino.catalogue.model import BetFigure, GameKind, Listing, Volatility
from casino.games import GAMES
from casino.games.chance_odds import dice_rtp, multiplier_rtp
from casino.games.crash import CRASH
from casino.games.dice import DICE, Direction
from casino.games.limbo import LIMBO
from casino.games.machines import GRAND_HARBOUR, LUCKY_LEMONS
from casino.games.odds import decimal_string
from casino.games.slot_odds import slot_figures
from casino.games.slots import STAKE_TYPE, Slot

HOUSE: Final = "croupier"


def solo_games() -> Iterator[Listing]:
    """Yield what the demo casino offers of them; limits are in minor units."""
    yield _game(
        CRASH.game_id,
        "Crash",
        kind=GameKind.LIVE,
        figures={"crash": multiplier_rtp()},
        volatility=Volatility.HIGH,
        limits=(10, 50_000),
    )
    yield _game(
        DICE.game_id,
        "Dice",
        figures={direction.value: dice_rtp(direction) for direction in Direction},
        volatility=Volatility.MEDIUM,
        limits=(10, 10_000),
    )
    yield _game(
        LIMBO.game_id,
        "Limbo",
        figures={"limbo": multiplier_rtp()},
        volatility=Volatility.HIGH,
        limits=(10, 10_000),
    )
    yield _slot(GRAND_HARBOUR, Volatility.MEDIUM, limits=(20, 10_000))
    yield _slot(LUCKY_LEMONS, Volatility.HIGH, limits=(10, 10_000))


def _slot(machine: Slot, volatility: Volatility, *, limits: tuple[int, int]) -> Listing:
    return _game(
        machine.game_id,
        machine.name,
        figures={STAKE_TYPE: slot_figures(machine).rtp},
        volatility=volatility,
        limits=limits,
    )


def _game(
    game_id: str,
    name: str,
    *,
    figures: dict[str, Fraction],
    volatility: Volatility,
    limits: tuple[int, int],
    kind: GameKind = GameKind.INSTANT,
) -> Listing:
    return Listing(
        game_id=game_id,
        name=name,
        kind=kind,
        category=GAMES[game_id].category,
        provider=HOUSE,
        rtp=decimal_string(min(figures.values())),
        volatility=volatility,
        min_stake=limits[0],
        max_stake=limits[1],
        rules_url=f"/rules/{game_id}.html",
        thumbnail_url=f"/thumbnails/{game_id}.svg",
        bets=tuple(BetFigure(bet, decimal_string(rtp)) for bet, rtp in figures.items()),
        # As much as the highest stake can win: no choice is refused that the limits allow.
        max_exposure=limits[1] * GAMES[game_id].longest_odds if kind is GameKind.INSTANT else None,
    )
