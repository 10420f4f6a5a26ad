"""Check finished rounds with nothing secret: ``python -m casino.games.verify round.json``.

A file is the answer of ``GET /v1/rounds/{round_id}``, or any object with the same ``game_id``,
``fairness`` and ``outcome``, and with ``play`` where players decided, or a list of such objects;
``-`` reads it from standard input. Without an outcome the one that the seeds stand for is printed.
Of a round that one player played alone the payout is checked as well. Several rounds are of one
table, and their seeds must hang together too (`casino.games.chain`).

Or it is an answer of ``GET /v1/tables/{table_id}`` that somebody kept from before: then the rounds
must be from the chains that the table showed there.

A file may also be the answer of ``GET /v1/bets/{bet_id}``, beside that of its round: then what the
bet was paid is checked. ``--player`` tells whose it is, for what decides a fraction of its payout
is named after its player and itself.

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
    BeaconRound,
    CashOutGame,
    CommitmentMismatch,
    DecidedGame,
    DecisionError,
    DrawnGame,
    Draws,
    Fairness,
    Game,
    InstantGame,
    Outcome,
    Rounded,
    StakeError,
    draw_for_bet,
    read_decision,
)
from casino.games.beacon import DRAND, drand_url
from casino.games.chain import (
    BrokenChain,
    Chain,
    Link,
    PlayedRound,
    Promise,
    check_chain,
    check_promise,
)
from casino.games.game import is_whole
from casino.games.rounding import Draw, rounded

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
    return _redraw(round_, _fairness(round_).draws())


def _redraw(round_: Mapping[str, object], draws: Draws) -> Outcome:
    game = _game_of(round_)
    if isinstance(game, DecidedGame):
        return _replayed(game, draws, round_.get("play"))
    if not isinstance(game, DrawnGame):
        raise NotAFinishedRound(f"game_id is one of: {', '.join(GAMES)}.")
    outcome: Outcome = game.draw(draws)
    return outcome


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the rounds named on the command line and say what was found."""
    parser = argparse.ArgumentParser(
        prog="python -m casino.games.verify",
        description="Check that finished rounds of a table are what their commitments promised.",
    )
    parser.add_argument("rounds", nargs="+", help="JSON files, or - for standard input")
    parser.add_argument("--player", help="the player_id of whose bets are among them")
    options = parser.parse_args(arguments)
    try:
        given = [each for path in options.rounds for each in _read(path)]
        tables = [each for each in given if "next_chain" in each]
        rounds = [
            each
            for each in given
            if each not in tables and ("fairness" in each or "bet_id" not in each)
        ]
        if not rounds:
            raise NotAFinishedRound("There is no round in it.")
        for round_ in rounds:
            _say(_check(round_))
        for bet in (each for each in given if each not in rounds and each not in tables):
            _say(_check_bet(bet, rounds, options.player))
        played = [_played(each) for each in rounds]
        chained = check_chain(played)
        for table in tables:
            held = check_promise(_promise(table), played)
            _say(f"Verified: {held} of {len(rounds)} rounds are from the chains that were shown")
    except (CommitmentMismatch, DecisionError, BrokenChain, AnotherOutcome) as broken:
        return _report(f"NOT AS PROMISED: {broken}", NOT_AS_PROMISED)
    except (OSError, ValueError, RecursionError, StakeError) as unusable:
        return _report(f"Cannot check this: {unusable}", UNUSABLE)
    if chained:
        _say(f"Verified: {chained} of {len(rounds)} seeds are links of the table's chain")
    for beacon in dict.fromkeys(each.link.beacon for each in played if each.link):
        if beacon is not None:
            _say(f"Mixed in: {beacon.value}, to be {_whose(beacon)}")
    return VERIFIED


def _whose(beacon: BeaconRound) -> str:
    """Say where a beacon's value can be compared: only the network itself can tell it."""
    if beacon.source == DRAND:
        return f"compared with {drand_url(beacon.round)}"
    return f"the value of round {beacon.round} of the beacon named {beacon.source}"


def _read(path: str) -> list[dict[str, object]]:
    content = json.loads(sys.stdin.read() if path == "-" else Path(path).read_text("utf-8"))
    rounds = content if isinstance(content, list) else [content]
    if not all(isinstance(round_, dict) for round_ in rounds):
        raise NotAFinishedRound("A round is a JSON object.")
    return rounds


def _check(round_: Mapping[str, object]) -> str:
    fairness = _fairness(round_)
    draws = fairness.draws()
    drawn = _redraw(round_, draws).to_wire()
    announced = round_.get("outcome")
    if announced is not None and announced != drawn:
        raise AnotherOutcome(f"announced {json.dumps(announced)}, drawn {json.dumps(drawn)}")
    # The word after those of the outcome decides a fraction.
    owed = _owed(round_, drawn, None if fairness.rounds_down else draws.draw)
    if owed is not None:
        _compare(owed, round_)
    told = round_.get("rounding_seed")
    if told is not None and told != _rounding_seed(round_):
        raise AnotherOutcome("the rounding seed does not follow from the round's seeds")
    return f"Verified: the seeds were committed and draw {json.dumps(drawn)}"


def _game_of(round_: Mapping[str, Any]) -> Game[Any] | None:
    game_id = str(round_.get("game_id"))
    version = PAYTABLES.get((game_id, str(round_.get("paytable"))))
    return version or GAMES.get(game_id)


def _owed(round_: Mapping[str, Any], drawn: Mapping[str, Any], draw: Draw | None) -> Rounded | None:
    """Return what a round that one player played alone pays; `None` for other rounds."""
    game = _game_of(round_)
    if not isinstance(game, InstantGame) or "payout" not in round_:
        return None
    stake = game.bet(round_.get("choice"), round_.get("stake"))
    return game.rounded([stake], game.read_outcome(drawn), draw)


def _check_bet(
    bet: Mapping[str, Any], rounds: Sequence[Mapping[str, Any]], player_id: str | None
) -> str:
    name = bet.get("bet_id")
    round_ = next((each for each in rounds if each.get("round_id") == bet.get("round_id")), None)
    game = None if round_ is None else _game_of(round_)
    if round_ is None or game is None:
        raise NotAFinishedRound(f"The round of bet {name} is not among these.")
    if bet.get("status") not in ("won", "lost"):
        return f"Bet {name} is not settled, or was returned: there is nothing to check."
    if _rounding_seed(round_) is not None and player_id is None:
        raise NotAFinishedRound("Say --player, whose bet it is.")
    try:
        stakes = [
            game.stake(each["type"], each.get("selection"), each["amount"])
            for each in bet["stakes"]
        ]
    except (KeyError, TypeError, AttributeError):
        raise NotAFinishedRound("A bet lists its stakes.") from None
    outcome = game.read_outcome(redraw(round_).to_wire())
    seed = _rounding_seed(round_)
    draw = None if seed is None else draw_for_bet(seed, str(player_id), str(name))
    multiplier = bet.get("multiplier")
    if isinstance(game, CashOutGame) and is_whole(multiplier):
        owed = rounded([game.cashed_out(each, multiplier, outcome) for each in stakes], draw)
    else:
        owed = game.rounded(stakes, outcome, draw)
    _compare(owed, bet)
    return f"Verified: bet {name} was paid {owed.payout}, as the game pays"


def _compare(owed: Rounded, told: Mapping[str, Any]) -> None:
    """Compare what the game pays with what was paid, and with what is said to have decided it."""
    if owed.payout != told.get("payout"):
        paid = json.dumps(told.get("payout"))
        raise AnotherOutcome(f"paid {paid}, the game pays {owed.payout}")
    rounding = None if owed.drawn is None else {"drawn": owed.drawn, "of": owed.of}
    if "rounding" in told and told["rounding"] != rounding:
        said = json.dumps(told["rounding"])
        raise AnotherOutcome(f"rounding is said to be {said}, and is {json.dumps(rounding)}")


def _rounding_seed(round_: Mapping[str, Any]) -> str | None:
    number = round_.get("number")
    fairness = _fairness(round_)
    return fairness.rounding_seed(number if is_whole(number) else fairness.nonce)


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


def _played(round_: Mapping[str, object]) -> PlayedRound:
    fairness, number = _fairness(round_), round_.get("number")
    return PlayedRound(
        fairness,
        number=number if is_whole(number) else fairness.nonce,
        link=_link(round_),
        is_of_shoe=isinstance(_game_of(round_), DecidedGame),
    )


def _promise(table: Mapping[str, object]) -> Promise:
    table_id, number = table.get("table_id"), table.get("number")
    if not isinstance(table_id, str) or not (number is None or is_whole(number)):
        raise NotAFinishedRound("A table tells its id and the number of its round.")
    present, following = (_chain(table.get(name)) for name in ("chain", "next_chain"))
    return Promise(table_id, number or 0, present, following)


def _chain(raw: object) -> Chain | None:
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise NotAFinishedRound("A chain is a JSON object.")
    anchor, length, used = raw.get("anchor"), raw.get("length"), raw.get("used")
    if not (isinstance(anchor, str) and is_whole(length) and is_whole(used)):
        raise NotAFinishedRound("A chain holds an anchor and two whole numbers.")
    return Chain(anchor, length, used, _beacon(raw.get("beacon"), is_known=False))


def _link(round_: Mapping[str, object]) -> Link | None:
    raw = round_.get("link")
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise NotAFinishedRound("A link is a JSON object.")
    anchor, position, length = raw.get("anchor"), raw.get("position"), raw.get("length")
    if not (isinstance(anchor, str) and is_whole(position) and is_whole(length)):
        raise NotAFinishedRound("A link holds an anchor and two whole numbers.")
    seed = raw.get("seed")
    if not (seed is None or isinstance(seed, str)):
        raise NotAFinishedRound("A link's seed is text.")
    return Link(anchor, position, length, seed, _beacon(raw.get("beacon")))


def _beacon(raw: object, *, is_known: bool = True) -> BeaconRound | None:
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise NotAFinishedRound("A beacon's round is a JSON object.")
    source, number, value = raw.get("source"), raw.get("round"), raw.get("value")
    is_value = isinstance(value, str) or (value is None and not is_known)
    if not (isinstance(source, str) and is_whole(number) and is_value):
        raise NotAFinishedRound("A beacon's round holds its source, its number and its value.")
    return BeaconRound(source, number, None if value is None else str(value))


def _report(sentence: str, status: int) -> int:
    _say(sentence)
    return status


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")


if __name__ == "__main__":
    sys.exit(main())
