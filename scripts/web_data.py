"""Write the data that the player site shares with the platform: `python -m scripts.web_data`.

The games that there are, by name and category, with what variants of a category differ in; the slot
machines, so that a browser can check a round by the same strips and paytables as drew it; the
schemas of what may be staked at each game, which say what the site's layouts must offer, and what
it pays; finished rounds of every game, which the site's own verifier is tested with; and the
pockets that each spot of a roulette layout covers. The schemas of stakes stand beside the API's
descriptions too (`docs/api/stakes.json`), for the client libraries and for readers. All are
committed; a test compares them with the games.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from casino.catalogue.seed import demo_games
from casino.games import (
    GAMES,
    PAYTABLES,
    BeaconRound,
    DecidedGame,
    Decision,
    DrawnGame,
    Fairness,
    Game,
    InstantGame,
    SeedChain,
    mixed,
)
from casino.games.beacon import LOCAL, local_value
from casino.games.blackjack import Blackjack
from casino.games.fairness import SCHEME, SCHEME_ROUNDING_DOWN
from casino.games.multiplier import MultiplierGame
from casino.games.roulette import Roulette
from casino.games.slots import Slot
from casino.games.stake_schemas import stake_schemas
from scripts.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


GAMES_OF_SITE: Final = ROOT / "web/src/games/games.json"
MACHINES: Final = ROOT / "web/src/fairness/machines.json"
STAKES: Final = ROOT / "web/src/tables/stakeSchemas.json"
ROUNDS: Final = ROOT / "web/tests/rounds.json"
SPOTS: Final = ROOT / "web/tests/spots.json"
REFERENCE: Final = ROOT / "docs/api/stakes.json"

_ROUNDS_OF_A_TABLE: Final = 12
_ROUNDS_ALONE: Final = 20
_CHOICES: Final[Mapping[str, list[dict[str, Any]]]] = {
    "dice": [{"direction": "under", "chance": 4950}, {"direction": "over", "chance": 333}],
    "limbo": [{"target": 150}, {"target": 1234}],
}
# Which of the decisions that are open to take; each line is played at another round.
_WISHES: Final = (
    ("stand",),
    ("hit",),
    ("double", "insure", "stand"),
    ("split", "double", "hit"),
    ("surrender", "decline"),
    ("insure", "split", "stand"),
)


def rendered() -> dict[Path, str]:
    """Return the text of every file by its path."""
    return {
        GAMES_OF_SITE: _written(_games()),
        MACHINES: _written(map(_machine, _machines())),
        STAKES: _written(_stakes()),
        ROUNDS: _written(_rounds()),
        SPOTS: _written(_spots()),
        REFERENCE: json.dumps(_stakes_by_game(), indent=2, ensure_ascii=False) + "\n",
    }


def main() -> None:
    """Write the files."""
    for path, text in rendered().items():
        path.write_text(text)
        print(f"wrote {path.relative_to(ROOT)}")


def _games() -> Iterator[dict[str, Any]]:
    for listing in demo_games():
        named = {
            "game_id": listing.game_id,
            "name": listing.name,
            "category": listing.category,
        }
        yield named | _variant(GAMES[listing.game_id])


def _variant(game: Game[Any]) -> dict[str, Any]:
    """Return what a game differs in from others of its category."""
    match game:
        case Roulette():
            return {"pockets": len(game.wheel), "la_partage": game.la_partage}
        case Blackjack():
            return asdict(game.rules)
        case MultiplierGame():
            return {"cap": game.cap}
        case _:
            return {}


def _stakes() -> Iterator[dict[str, Any]]:
    for game_id, game in GAMES.items():
        for schema in stake_schemas(game):
            yield {"game_id": game_id, "schema": schema}


def _stakes_by_game() -> dict[str, Any]:
    return {game_id: stake_schemas(game) for game_id, game in GAMES.items()}


def _spots() -> Iterator[dict[str, Any]]:
    for game_id, game in GAMES.items():
        if not isinstance(game, Roulette):
            continue
        for (kind, selection), covered in game.spots.items():
            yield {
                "game_id": game_id,
                "type": kind,
                "selection": list(selection),
                "covers": sorted(covered),
            }


def _machines() -> Iterator[Slot]:
    return (game for game in PAYTABLES.values() if isinstance(game, Slot))


def _machine(slot: Slot) -> dict[str, Any]:
    return {
        "game_id": slot.game_id,
        "paytable": slot.paytable,
        "strips": [list(strip) for strip in slot.strips],
        "rows": slot.rows,
        "lines": [list(line) for line in slot.lines],
        "pays": {symbol: dict(pays) for symbol, pays in slot.pays.items()},
        "wild": slot.wild,
        "scatter": slot.scatter,
        "scatter_pays": dict(slot.scatter_pays),
        "free_spins": dict(slot.free_spins),
        "free_multiplier": slot.free_multiplier,
        "most_free_spins": slot.most_free_spins,
    }


def _rounds() -> Iterator[dict[str, Any]]:
    for game_id, game in GAMES.items():
        if isinstance(game, InstantGame):
            yield from _played_alone(game_id, game)
        elif isinstance(game, DrawnGame):
            yield from _played_at_a_table(game_id, game)
        elif isinstance(game, DecidedGame):
            yield from _played_by_decisions(game_id, game)


def _played_at_a_table(game_id: str, game: DrawnGame[Any]) -> Iterator[dict[str, Any]]:
    """Play an old chain to its end, and go on with one that a beacon's value is mixed into."""
    table_id, beacon = f"{game_id}-1", BeaconRound(LOCAL, 7, local_value(7))
    old, new = SeedChain("5e" * 32, length=4), SeedChain("6f" * 32, length=_ROUNDS_OF_A_TABLE - 4)
    for number in range(1, _ROUNDS_OF_A_TABLE + 1):
        is_old = number <= old.length
        chain, position = (old, number) if is_old else (new, number - old.length)
        seed = chain.seed(position)
        fairness = _revealed(seed if is_old else mixed(seed, beacon), table_id, number)
        outcome = game.draw(fairness.draws()).to_wire()
        yield _round(game_id, table_id, number, fairness, outcome) | {
            "link": {
                "anchor": chain.anchor,
                "position": position,
                "length": chain.length,
                "seed": None if is_old else seed,
                "beacon": None if is_old else asdict(beacon),
            }
        }


def _played_alone(game_id: str, game: InstantGame[Any]) -> Iterator[dict[str, Any]]:
    choices = _CHOICES.get(game_id)
    yield from _alone(game_id, game, choices or (None,), SCHEME)
    if choices:
        yield from _alone(game_id, game, choices, SCHEME_ROUNDING_DOWN)


def _alone(
    game_id: str, game: InstantGame[Any], choices: Sequence[Any], scheme: str
) -> Iterator[dict[str, Any]]:
    balance = 10_000
    for nonce in range(_ROUNDS_ALONE):
        fairness = replace(_revealed("a1" * 32, "seven bells", nonce), scheme=scheme)
        choice = choices[nonce % len(choices)]
        stake = game.bet(choice, 120)
        draws = fairness.draws()
        outcome = game.draw(draws)
        rounded = game.rounded([stake], outcome, None if fairness.rounds_down else draws.draw)
        rounding = {"drawn": rounded.drawn, "of": rounded.of} if rounded.of else None
        yield {
            "round_id": f"{game_id}-{nonce}",
            "game_id": game_id,
            "paytable": game.paytable,
            "currency": "EUR",
            "stake": stake.amount,
            "choice": choice,
            "outcome": outcome.to_wire(),
            "payout": rounded.payout,
            "rounding": rounding,
            "balance_before": balance,
            "balance_after": (balance := balance - stake.amount + rounded.payout),
            "fairness": fairness.to_wire(),
        }


def _played_by_decisions(game_id: str, game: DecidedGame[Any, Any]) -> Iterator[dict[str, Any]]:
    """Play rounds of several shoes, each until the cut card or for as long as there are wishes."""
    for first in (1, 101, 401):
        table_id, position = f"{game_id}-1", 0
        fairness = _revealed(f"{first:064x}", table_id, first)
        shoe = game.shoe(fairness.draws())
        for number in range(first, first + 2 * len(_WISHES)):
            if game.is_spent(position):
                break
            seats = [[1], [2, 5, 7], [3, 4]][number % 3]
            play: Any = game.deal(seats, shoe, position)
            while not play.is_over:
                play = game.decide(play, _decision(play, _WISHES[number % len(_WISHES)]), shoe)
            position = play.next_position
            outcome = game.outcome(play).to_wire()
            yield _round(game_id, table_id, number, fairness, outcome) | {
                "link": None,
                "play": play.to_wire(),
            }


def _decision(play: Any, wishes: tuple[str, ...]) -> Decision:
    seat, hand = play.on or (next(s.seat for s in play.seats if s.insured is None), 1)
    open_ones = [choice.value for choice in play.choices]
    return Decision(seat, hand, next((wish for wish in wishes if wish in open_ones), open_ones[-1]))


def _round(
    game_id: str, table_id: str, number: int, fairness: Fairness, outcome: dict[str, Any]
) -> dict[str, Any]:
    return {
        "round_id": f"{table_id}-{number}",
        "table_id": table_id,
        "game_id": game_id,
        "number": number,
        "paytable": GAMES[game_id].paytable,
        "play": None,
        "outcome": outcome,
        "fairness": fairness.to_wire(),
        "rounding_seed": fairness.rounding_seed(number),
    }


def _revealed(server_seed: str, client_seed: str, nonce: int) -> Fairness:
    promised = Fairness.committed(server_seed, client_seed=client_seed, nonce=nonce)
    return promised.revealed(server_seed)


def _written(items: Iterator[dict[str, Any]]) -> str:
    """Write a list of objects, one a line, so that a change shows as what it is."""
    lines = (json.dumps(item, separators=(",", ":")) for item in items)
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    main()
