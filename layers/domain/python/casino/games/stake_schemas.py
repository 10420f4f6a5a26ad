"""What may be staked at each game, as JSON Schemas that are made of the games themselves.

They are the one description that everybody else works from: the catalogue serves them, the client
libraries' types and the player site's layouts are made of them or tested against them. What a game
says here is what its `stake` or `bet` takes, no more and no less; a test holds them to it.

A schema of a game that tables play describes one item of a bet's ``stakes``; one of an instant game
describes the body that asks for a round. Amounts are bounded by the game alone: a table or the
catalogue states its own limits. Apart from hot code, for nobody who bets needs it.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

from casino.games import baccarat, blackjack, crash, limbo, roulette
from casino.games.blackjack.game import RETURNS, Blackjack
from casino.games.blackjack.hands import Result
from casino.games.blackjack.rules import SEATS
from casino.games.dice import MAX_CHANCE, RETURNED, ROLLS, Dice, Direction
from casino.games.game import Game
from casino.games.multiplier import MIN_TARGET
from casino.games.slots import Slot

_Schema = dict[str, Any]

PAYS: Final = "x-pays"
"""The keyword that says in words what a win brings on top of the stake."""


def stake_schemas(game: Game[Any]) -> list[_Schema]:
    """Return what may be staked at a game, a schema for each kind of bet that can be placed.

    Raises
    ------
    TypeError
        If nothing is said of such a game: it can't be offered.
    """
    match game:
        case roulette.Roulette():
            return [_on_layout(game, kind) for kind in game.stake_types]
        case baccarat.Baccarat():
            return [_on_coup(game, kind) for kind in baccarat.BaccaratStakeType]
        case Blackjack():
            return [_on_seat()]
        case crash.Crash():
            return [_on_growth(game)]
        case Dice():
            return [_on_roll()]
        case limbo.Limbo():
            return [_on_target(game)]
        case Slot():
            return [_on_lines(game)]
    raise TypeError(f"{game.game_id} says nothing of its stakes")


def _on_layout(game: roulette.Roulette, kind: roulette.RouletteStakeType) -> _Schema:
    selections = sorted(numbers for on, numbers in game.spots if on is kind)
    pays = _to_one(roulette.PAYS_TO_ONE[kind])
    if selections == [()]:
        return _stake(kind, "Takes no selection.", pays)
    takes = roulette.SHAPES[kind]
    return _stake(
        kind,
        f"On {takes}.",
        pays,
        selection=_one_of(selections, f"{takes[0].upper()}{takes[1:]}, in rising order."),
    )


def _on_coup(game: baccarat.Baccarat, kind: baccarat.BaccaratStakeType) -> _Schema:
    usual, on_six = game.banker_pays, game.banker_pays_on_six
    pays = {
        baccarat.BaccaratStakeType.PLAYER: _to_one(1),
        baccarat.BaccaratStakeType.BANKER: _to_one(usual)
        if usual == on_six
        else f"{_to_one(usual)}, {_to_one(on_six)} on a 6",
        baccarat.BaccaratStakeType.TIE: _to_one(baccarat.TIE_PAYS),
        baccarat.BaccaratStakeType.PLAYER_PAIR: _to_one(baccarat.PAIR_PAYS),
        baccarat.BaccaratStakeType.BANKER_PAIR: _to_one(baccarat.PAIR_PAYS),
    }
    return _stake(kind, "Takes no selection.", pays[kind])


def _on_seat() -> _Schema:
    on_blackjack = Fraction(RETURNS[Result.BLACKJACK]) - 1
    return _stake(
        blackjack.game.BlackjackStakeType.SEAT,
        "On a seat that is taken by whoever bets.",
        f"1 to 1, blackjack {on_blackjack.numerator} to {on_blackjack.denominator}",
        selection=_one_of([(seat,) for seat in range(1, SEATS + 1)], "The seat's number."),
    )


def _on_growth(game: crash.Crash) -> _Schema:
    target = _target(game.cap, "The multiplier at which to get out by itself")
    return _stake(
        crash.STAKE_TYPE,
        "With a target, or without one to get out by hand.",
        "the multiplier at which it gets out",
        selection={
            "type": "array",
            "items": target,
            "minItems": 1,
            "maxItems": 1,
            "description": target["description"] + " Leave it out to get out by hand.",
            "examples": [[150]],
        },
        may_choose=True,
    )


def _on_roll() -> _Schema:
    return _round(
        "dice",
        f"On so many of {ROLLS:,} rolls, the lowest or the highest.",
        f"{RETURNED:,} divided by the chance, for 1, the stake included",
        choice={
            "direction": {"enum": [str(direction) for direction in Direction]},
            "chance": {
                "type": "integer",
                "minimum": 1,
                "maximum": MAX_CHANCE,
                "description": f"On how many of {ROLLS:,} rolls it wins.",
                "examples": [4950],
            },
        },
    )


def _on_target(game: limbo.Limbo) -> _Schema:
    return _round(
        limbo.STAKE_TYPE,
        "On a multiplier that is reached.",
        "the target, for 1, the stake included",
        choice={"target": _target(game.cap, "The multiplier to be reached")},
    )


def _on_lines(game: Slot) -> _Schema:
    lines = len(game.lines)
    return _round(
        game.game_id,
        f"On {lines} lines at once.",
        "as the paytable says, for each line",
        step=lines,
    )


def _stake(
    kind: str,
    description: str,
    pays: str,
    *,
    selection: _Schema | None = None,
    may_choose: bool = False,
) -> _Schema:
    needed = ["type"] if selection is None or may_choose else ["type", "selection"]
    properties: _Schema = {"type": {"const": str(kind)}}
    if selection is not None:
        properties["selection"] = selection
    properties["amount"] = {
        "type": "integer",
        "minimum": 1,
        "description": "Minor units of the player's currency; tables have limits of their own.",
        "examples": [100],
    }
    return _object(kind, description, pays, properties, [*needed, "amount"])


def _round(
    title: str,
    description: str,
    pays: str,
    *,
    choice: Mapping[str, _Schema] | None = None,
    step: int = 1,
) -> _Schema:
    stake: _Schema = {
        "type": "integer",
        "minimum": step,
        "description": "In all, in minor units of the player's currency.",
        "examples": [5 * step],
    }
    if step > 1:
        stake["multipleOf"] = step
    properties: _Schema = {"stake": stake}
    if choice is not None:
        properties["choice"] = {
            "type": "object",
            "additionalProperties": False,
            "required": list(choice),
            "properties": dict(choice),
        }
    return _object(title, description, pays, properties, list(properties))


def _object(
    title: str, description: str, pays: str, properties: _Schema, required: list[str]
) -> _Schema:
    return {
        "title": str(title),
        "description": description,
        PAYS: pays,
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def _one_of(selections: Iterable[tuple[int, ...]], description: str) -> _Schema:
    listed = [list(numbers) for numbers in selections]
    return {
        "type": "array",
        "items": {"type": "integer"},
        "description": description,
        "enum": listed,
        "examples": [listed[len(listed) // 2]],
    }


def _target(cap: int, what: str) -> _Schema:
    return {
        "type": "integer",
        "minimum": MIN_TARGET,
        "maximum": cap,
        "description": f"{what}, in hundredths: 150 is 1.50 times the stake.",
        "examples": [150],
    }


def _to_one(pays: Fraction | int) -> str:
    whole = Fraction(pays)
    return f"{whole if whole.denominator == 1 else float(whole)} to 1"
