"""Check finished rounds with nothing secret: ``python -m casino.games.verify round.json``.

A file is the answer of ``GET /v1/rounds/{round_id}``, or any object with the same ``game_id``,
``fairness`` and ``outcome``, and with ``play`` where players decided, or a list of such objects;
``-`` reads it from standard input. Without an outcome the one that the seeds stand for is printed.
Of a round that one player played alone the payout is checked as well. Several rounds are of one
table, and their seeds must hang together too (`casino.games.chain`).

The exit status is 0 when everything is what was promised, 1 when something is not, and 2 when the
input is not of finished rounds.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from casino.games import (
    GAMES,
    PAYTABLES,
    CommitmentMismatch,
    DecidedGame,
    DecisionError,
    DrawnGame,
    Draws,
    Fairness,
    Game,
    InstantGame,
    Outcome,
    StakeError,
    read_decision,
)
from casino.games.chain import BrokenChain, Place, PlayedRound, check_chain
from casino.games.game import is_whole

VERIFIED: Final = 0
NOT_AS_PROMISED: Final = 1
UNUSABLE: Final = 2

_TEXT_FIELDS: Final = ("scheme", "commitment", "client_seed", "server_seed")


class NotAFinishedRound(ValueError):
    """The input lacks something that a finished round has."""


class AnotherOutcome(ValueError):
    """The seeds draw another outcome than the announced one."""


def redraw(round_: Mapping[str, object]) -> Outcome:
    """Return the outcome that a round's revealed seeds stand for.

    Raises
    ------
    NotAFinishedRound
        If the game is unknown or the fairness object is not whole.
    CommitmentMismatch
        If the revealed server seed is not the committed one.
    InvalidSeed
        If a seed is not one the scheme can use.
    DecisionError, GameFault
        If the cards that the seeds stand for don't allow the decisions that are on record.
    """
    game = _game_of(round_)
    if isinstance(game, DecidedGame):
        return _replayed(game, _fairness(round_).draws(), round_.get("play"))
    if not isinstance(game, DrawnGame):
        raise NotAFinishedRound(f"game_id is one of: {', '.join(GAMES)}.")
    outcome: Outcome = game.draw(_fairness(round_).draws())
    return outcome


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the rounds named on the command line and say what was found."""
    parser = argparse.ArgumentParser(
        prog="python -m casino.games.verify",
        description="Check that finished rounds of a table are what their commitments promised.",
    )
    parser.add_argument("rounds", nargs="+", help="JSON files, or - for standard input")
    paths = parser.parse_args(arguments).rounds
    try:
        rounds = [round_ for path in paths for round_ in _read(path)]
        if not rounds:
            raise NotAFinishedRound("There is no round in it.")
        for round_ in rounds:
            _say(_check(round_))
        chained = check_chain(PlayedRound(_fairness(each), _place(each)) for each in rounds)
    except (CommitmentMismatch, DecisionError, BrokenChain, AnotherOutcome) as broken:
        return _report(f"NOT AS PROMISED: {broken}", NOT_AS_PROMISED)
    except (OSError, ValueError, RecursionError, StakeError) as unusable:
        return _report(f"Cannot check this: {unusable}", UNUSABLE)
    if chained:
        _say(f"Verified: {chained} of {len(rounds)} seeds are links of the table's chain")
    return VERIFIED


def _read(path: str) -> list[dict[str, object]]:
    content = json.loads(sys.stdin.read() if path == "-" else Path(path).read_text("utf-8"))
    rounds = content if isinstance(content, list) else [content]
    if not all(isinstance(round_, dict) for round_ in rounds):
        raise NotAFinishedRound("A round is a JSON object.")
    return rounds


def _check(round_: Mapping[str, object]) -> str:
    drawn = redraw(round_).to_wire()
    announced = round_.get("outcome")
    if announced is not None and announced != drawn:
        raise AnotherOutcome(f"announced {json.dumps(announced)}, drawn {json.dumps(drawn)}")
    owed = _owed(round_, drawn)
    if owed is not None and owed != round_.get("payout"):
        raise AnotherOutcome(f"paid {json.dumps(round_.get('payout'))}, the game pays {owed}")
    return f"Verified: the seeds were committed and draw {json.dumps(drawn)}"


def _game_of(round_: Mapping[str, Any]) -> Game[Any] | None:
    game_id = str(round_.get("game_id"))
    version = PAYTABLES.get((game_id, str(round_.get("paytable"))))
    return version or GAMES.get(game_id)


def _owed(round_: Mapping[str, Any], drawn: Mapping[str, Any]) -> int | None:
    """Return what a round that one player played alone pays; `None` for other rounds."""
    game = _game_of(round_)
    if not isinstance(game, InstantGame) or "payout" not in round_:
        return None
    stake = game.bet(round_.get("choice"), round_.get("stake"))
    return game.payout([stake], game.read_outcome(drawn))


def _replayed(game: DecidedGame[Any, Any], draws: Draws, play: object) -> Outcome:
    """Deal the round anew from where in the shoe it began, and repeat what was decided."""
    try:
        if not isinstance(play, Mapping):
            raise TypeError
        seats = [seat["seat"] for seat in play["seats"]]
        decisions = [read_decision(each) for each in play["decisions"]]
        position = int(play["position"])
    except (KeyError, TypeError, AttributeError):
        raise NotAFinishedRound("play holds a position, seats and decisions.") from None
    again = game.replay(game.shoe(draws), position, seats, decisions)
    outcome: Outcome = game.outcome(again)
    return outcome


def _fairness(round_: Mapping[str, object]) -> Fairness:
    raw = round_.get("fairness")
    if not isinstance(raw, dict):
        raise NotAFinishedRound("A finished round carries a fairness object.")
    scheme, commitment, client_seed, server_seed = (raw.get(name) for name in _TEXT_FIELDS)
    nonce = raw.get("nonce")
    if server_seed is None:
        raise NotAFinishedRound("The server seed has not been revealed yet.")
    if not (
        isinstance(scheme, str)
        and isinstance(commitment, str)
        and isinstance(client_seed, str)
        and isinstance(server_seed, str)
        and isinstance(nonce, int)
    ):
        raise NotAFinishedRound("The fairness object holds four texts and a whole nonce.")
    return Fairness(scheme, commitment, client_seed, nonce, server_seed)


def _place(round_: Mapping[str, object]) -> Place | None:
    raw = round_.get("link")
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise NotAFinishedRound("A link is a JSON object.")
    anchor, position, length = raw.get("anchor"), raw.get("position"), raw.get("length")
    if not (isinstance(anchor, str) and is_whole(position) and is_whole(length)):
        raise NotAFinishedRound("A link holds an anchor and two whole numbers.")
    return Place(anchor, position, length)


def _report(sentence: str, status: int) -> int:
    _say(sentence)
    return status


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")


if __name__ == "__main__":
    sys.exit(main())
