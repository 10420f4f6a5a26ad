"""What is stored of every kind of table and round stays as it is, and old items stay readable.

`stored_items.json` has the items of each story's moments. Where what is stored is meant to change,
``python -m tests.integration.tables.test_stored_items`` writes it anew.
"""

import json
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from casino.games import BeaconRound, SeedChain
from casino.games.beacon import local_value
from casino.shared.aws import client
from casino.shared.dynamodb import from_item, to_item
from casino.tables import Phase, TableStatus, table_from_item
from casino.tables.acts import Staff
from casino.tables.dealing import ApprovalRequest, Wish
from casino.tables.gates import gate_from_item
from casino.tables.live_tables import round_from_item
from casino.tables.use_cases import decide_act, settle_round
from casino.tables.use_cases.ask_beacon import ask_beacon
from casino.tables.use_cases.change_status import change_status
from tests.integration.tables.conftest import Floor
from tests.support.blackjack import BlackjackFloor, on
from tests.support.crash import BY_HAND, CRASH_TABLE, CrashFloor, at
from tests.support.dealing import EVA, DealerFloor, bet_on, dealers_table
from tests.support.moto_cloud import clouds, start_anew

FILE = Path(__file__).with_name("stored_items.json")
TABLES = ("tables", "seeds", "chains", "seats")
RED = {"type": "red", "amount": 500}
OLA = Staff("ola", "operator")


def drawn():
    """A wheel, two of whose bets are on the same shard and settled one after the other."""
    floor = Floor()
    shuffle(floor)
    floor.seat("ann", 10_000)
    floor.seat("ben", 10_000)
    floor.advance()
    for player, bet_id in (("ann", "a-1"), ("ann", "a-2"), ("ben", "b-1")):
        floor.bet(player, bet_id, RED, {"type": "dozen", "selection": [1], "amount": 300})
    yield "bets were made"
    floor.advance_to(Phase.RESULT)
    with mock.patch.object(settle_round, "PAGE", 1):
        floor.settle()
        yield "one page is paid"
        for _ in range(4):
            floor.settle()
    floor.advance_to(Phase.SETTLED)
    yield "settled"
    floor.advance()
    floor.bet("ann", "a-3", RED)
    change_status(
        floor.parts, floor.table_id, TableStatus.MAINTENANCE, by=OLA, reason="A ball is lost"
    )
    floor.advance_to(Phase.VOIDED)
    yield "voided"


def cashed_out_of():
    floor = CrashFloor(CRASH_TABLE)
    shuffle(floor)
    floor.seat("ann", 10_000)
    floor.open_round_that_reaches(300, ("ann", "a-1", BY_HAND), ("ann", "a-2", at(10_000)))
    floor.reach(200)
    floor.cash_out("ann", "a-1")
    yield "a bet is out"
    floor.run_out()
    yield "settled"


def decided():
    floor = BlackjackFloor()
    floor.deal(("ann", "a-1", on(1), on(2)), ("ben", "b-1", on(5)))
    yield "dealt"
    floor.decide("ann", 1, "stand")
    floor.get_up("ann", 1)
    floor.run_out()
    yield "settled, and dealt on from the same shoe"


def dealt():
    floor = dealers_table()
    bet_on(floor)
    floor.enter(17)
    ask(floor, outcome={"pocket": 19})
    yield "a correction is asked for"
    floor.decide("act-1")
    yield "corrected"
    floor.finish()
    yield "settled"


def dealt_with_cards():
    floor = DealerFloor("baccarat")
    floor.play_to_close()
    for position, card in enumerate(("AS", "2S", "8S", "7S")):
        floor.card(card, position)
    ask(floor, cards=("AS", "3S", "8S", "7S"))
    yield "a correction is asked for"


def never_opened():
    floor = Floor()
    client("dynamodb").delete_item(
        TableName="chains", Key=to_item({"pk": f"CHAIN#{floor.table_id}"})
    )
    floor.advance()
    yield "a chain is promised"
    floor.clock.move(60)
    ask_beacon(floor.parts, floor.table)
    yield "its value is known"
    floor.advance_to(Phase.OPEN)
    yield "the first round is open"
    floor.advance_to(Phase.SETTLED)
    yield "nobody bet on it"


STORIES = {
    each.__name__: each
    for each in (drawn, cashed_out_of, decided, dealt, dealt_with_cards, never_opened)
}


def shuffle(floor):
    floor.shuffle(SeedChain("5e" * 32), BeaconRound("local", 7, local_value(7)))


def ask(floor, **right):
    request = ApprovalRequest("act-1", Wish.CORRECT, EVA.name, "I was wrong", **right)
    decide_act.ask(*floor.console, floor.round.round_id, request, by=EVA)


def told(name):
    """Tell a story, with nothing left to chance; return all that is stored at each of its moments.

    Returns
    -------
    list of [story, moment, table, item]
    """
    start_anew()
    with mock.patch("secrets.token_bytes", lambda count: b"\x07" * count):
        return [
            [name, moment, table, item]
            for moment in STORIES[name]()
            for table in TABLES
            for item in items(table)
        ]


def items(table):
    found = map(from_item, client("dynamodb").scan(TableName=table)["Items"])
    return sorted(found, key=lambda item: (item["pk"], item.get("sk")))


def known(story):
    return [row for row in json.loads(FILE.read_text()) if row[0] == story]


@pytest.mark.parametrize("story", STORIES)
def test_what_is_stored_of_a_round_is_what_has_always_been(story):
    assert told(story) == known(story)


def stored(moment, kind):
    """Return the first item of a kind that is stored of a wheel at some moment."""
    return next(
        item
        for _, when, table, item in known("drawn")
        if (when, table) == (moment, "tables") and item["pk"].startswith(kind)
    )


def without(item, *names):
    return {name: value for name, value in item.items() if name not in names}


def test_a_table_of_before_chains_shoes_and_dealers_is_read():
    item = stored("settled", "TABLE")
    table = table_from_item(item)
    old = without(item, "dealer", "chain", "next_chain")
    old["limits"] = without(item["limits"], "max_player_exposure", "max_exposure", "max_seats")
    old["round"] = without(item["round"], "dealing", "link", "seated", "play", "rounding_seed")
    assert table_from_item(old) == replace(
        table, chain=None, next_chain=None, round=round_from_item(old["round"])
    )


def test_a_round_of_before_chains_and_drawn_fractions_is_read():
    item = stored("settled", "ROUND")
    round_ = round_from_item(without(item, "link", "rounding_seed"))
    assert round_ == replace(round_from_item(item), link=None, rounding_seed=None)


def test_a_gate_of_before_exposure_was_counted_is_read():
    item = stored("bets were made", "GATE")
    old = without(item, "exposure", "number", "is_dealt", "is_final", "cash_outs", "cashed_out")
    old["limits"] = without(item["limits"], "max_player_exposure", "max_exposure", "max_seats")
    assert gate_from_item(old) == replace(gate_from_item(item), exposure=None, number=0)


if __name__ == "__main__":
    import tests.conftest  # noqa: F401 - the environment

    with clouds():
        rows = [json.dumps(row, sort_keys=True) for story in STORIES for row in told(story)]
    FILE.write_text("[\n" + ",\n".join(rows) + "\n]\n")
