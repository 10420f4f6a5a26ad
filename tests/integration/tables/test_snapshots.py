"""Whoever joins at a number is shown what those who heard every event up to it know."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casino.announcements.messages import AnnouncementMade
from casino.announcements.model import Level
from casino.announcements.use_cases.announce import announce
from casino.channels import LOBBY
from casino.channels.model import ANNOUNCEMENTS, player_channel, table_channel
from casino.channels.use_cases.announce_presence import announce_presence
from casino.channels.use_cases.read_reach import read_reach
from casino.shared.aws import client
from casino.shared.errors import CasinoError
from casino.tables import Phase
from casino.tables.seed import DEMO_TABLES
from casino.tables.use_cases.list_tables import list_tables
from casino.tables.use_cases.show_table import show_table
from casino.tables.use_cases.summarise_bets import summarise_bets
from casino.tables.use_cases.tell_lobby import tell_lobby
from casino.wallet.use_cases.get_wallet import get_wallet
from casino.wallet.use_cases.publish_wallet_entries import publish_wallet_entries
from tests.integration.tables.conftest import Floor
from tests.support.blackjack import BlackjackFloor, on
from tests.support.crash import CRASH_TABLE, CrashFloor, at
from tests.support.moto_cloud import start_anew

PLAYERS = ("ann", "ben")
NOTHING_BET = {"bets": 0, "currency": "EUR", "total_stake": 0, "total_payout": 0, "totals": []}

few_long_examples = settings(
    max_examples=4, suppress_health_check=list(HealthCheck), derandomize=True
)


def heard(state, event):
    """Return what somebody knows of a table who has heard one event more."""
    told = dict(event.data)
    match event.name:
        case "round.opened":
            fresh = {"outcome": None, "play": None, "cards": [], "fairness": None}
            known = ("round_id", "number", "closes_at", "next_at", "commitment")
            return (
                state
                | fresh
                | {
                    "phase": "open",
                    "turnover": NOTHING_BET,
                    "cash_outs": None,
                    **{name: told[name] for name in known},
                }
            )
        case "round.closing" | "round.closed" | "round.playing" | "round.settled" | "round.voided":
            changes = {
                name: told[name] for name in ("next_at", "closes_at", "play") if name in told
            }
            if event.name == "round.settled":
                changes["turnover"] = {name: told[name] for name in NOTHING_BET}
            return state | changes | {"phase": event.name.removeprefix("round.")}
        case "round.result":
            result = {name: told[name] for name in ("round_id", "number", "outcome")}
            results = [result, *state["last_results"]]
            changes = {name: told[name] for name in ("outcome", "fairness", "next_at")}
            return state | changes | {"phase": "result", "last_results": results}
        case "bets.summary":
            sums = {name: told.get(name, 0) for name in NOTHING_BET}
            return state | {"turnover": sums}
        case "cash_outs.summary":
            return state | {"cash_outs": {n: told[n] for n in told if n != "round_id"}}
        case "presence.changed":
            return state | {"players": told["players"]}
        case "seat.taken":
            return state | {"seats_taken": sorted({*state["seats_taken"], told["seat"]})}
        case "seat.left":
            return state | {"seats_taken": sorted({*state["seats_taken"]} - {told["seat"]})}
        case "chat.message":
            return state
    raise AssertionError(f"what does {event.name} change?")


def comparable(state):
    # How a round can be checked is told with its result; of results a newcomer sees the last few,
    # and of a hand of blackjack's the dealer's.
    results = [each["round_id"] for each in state["last_results"]]
    fairness = state["fairness"] if state["outcome"] else None
    return state | {"fairness": fairness, "last_results": results[:3]}


class Hall:
    """A table, those around it, and whatever may happen there, as often as it likes."""

    def __init__(self, floor):
        self.floor, self.log = floor, floor.log
        self.channel = table_channel(floor.table_id)
        self.bets = 0
        for number in range(3):  # ann has two windows
            floor.connections.add(f"c-{number}", PLAYERS[number % 2], floor.clock())

    def shown(self):
        floor = self.floor
        reach = read_reach(floor.subscriptions, self.log, self.channel)
        view = show_table(floor.parts, reach, floor.table_id)
        return reach.head.seq, view.model_dump(mode="json")

    def do(self, what, number):
        floor, who = self.floor, PLAYERS[number % 2]
        try:
            match what:
                case "come":
                    floor.subscriptions.subscribe(f"c-{number}", self.channel, floor.clock())
                case "go":
                    floor.subscriptions.unsubscribe(f"c-{number}", self.channel)
                case "bet":
                    self.bets += 1
                    floor.bet(who, f"b-{self.bets}", self.stake(number))
                case "sum up":
                    summarise_bets(floor.parts, [floor.round.round_id])
                case "count":
                    announce_presence(floor.subscriptions, floor.log, floor.clock, self.channel)
                case "wait":
                    floor.clock.now += timedelta(milliseconds=700)
                case "go on":
                    self.go_on()
                case "act":
                    self.act(who, number)
        except CasinoError:
            pass  # refused: nothing has happened, so nothing may have been told

    def go_on(self):
        floor = self.floor
        if floor.round and floor.round.phase is Phase.RESULT:
            floor.settle()
        floor.advance()

    def stake(self, number):
        return {"type": "red", "amount": 100 * (number + 1)}

    def act(self, who, number):
        """Do what only this game knows."""


class CrashHall(Hall):
    def stake(self, number):
        return at(10_000, 100 * (number + 1))

    def act(self, who, number):
        self.floor.cash_out(who, f"b-{max(1, self.bets - number)}")


class BlackjackHall(Hall):
    def stake(self, number):
        return on(number + 1)

    def act(self, who, number):
        if number % 2:
            self.floor.get_up(who, number + 1)
        else:
            self.floor.sit(who, number + 1)


HALLS = {
    "roulette": lambda: Hall(Floor(DEMO_TABLES[0])),
    "crash": lambda: CrashHall(CrashFloor(CRASH_TABLE)),
    "blackjack": lambda: BlackjackHall(BlackjackFloor()),
}
WHAT = ("come", "go", "bet", "bet", "sum up", "count", "wait", "go on", "go on", "act")


@pytest.mark.parametrize("game", sorted(HALLS))
@few_long_examples
@given(
    steps=st.lists(st.tuples(st.sampled_from(WHAT), st.integers(0, 2)), min_size=12, max_size=20)
)
def test_a_table_is_shown_as_its_channel_has_told_of_it(game, steps):
    start_anew()
    hall = HALLS[game]()
    if game != "blackjack":
        for player in PLAYERS:
            hall.floor.seat(player, 100_000)
    hall.floor.advance()
    since, known = hall.shown()
    for what, number in steps:
        hall.do(what, number)
        seq, shown = hall.shown()
        for event in hall.floor.events(hall.channel)[since:seq]:
            known = heard(known, event)
        since = seq
        assert comparable(shown) == comparable(known), (what, number)


def test_what_was_bet_in_mid_round_is_shown_as_it_was_told(floor):
    floor.seat("ann", 10_000)
    floor.advance()
    hall = Hall(floor)
    floor.bet("ann", "b-1", {"type": "red", "amount": 1_000})
    assert hall.shown()[1]["turnover"]["bets"] == 0  # nobody has been told yet
    hall.do("sum up", 0)
    turnover = hall.shown()[1]["turnover"]
    assert (turnover["bets"], turnover["total_stake"]) == (1, 1_000)


def test_of_a_round_that_its_channel_has_forgotten_the_table_says_all(floor):
    floor.seat("ann", 10_000)
    floor.advance()
    floor.bet("ann", "b-1", {"type": "red", "amount": 1_000})
    floor.run_out()
    hall = Hall(floor)
    before = hall.shown()[1]["turnover"]
    for event in floor.events(hall.channel):
        key = {"pk": {"S": hall.channel}, "sk": {"S": f"EVENT#{event.epoch}#{event.seq:012d}"}}
        client("dynamodb").delete_item(TableName="channels", Key=key)
    assert hall.shown()[1]["turnover"] == before
    assert before["bets"] == 1


@few_long_examples
@given(steps=st.lists(st.sampled_from(("go on", "tell", "bet")), min_size=10, max_size=20))
def test_the_lobby_is_shown_as_it_was_told(steps):
    start_anew()
    floor = Floor()
    hall, known, told = Hall(floor), {}, 0
    floor.seat("ann", 100_000)
    floor.advance()
    for step in (*steps, "tell"):
        hall.do(step, 0)
        if step != "tell":
            continue
        tell_lobby(floor.log, floor.clock, [floor.table])
        for event in floor.events(LOBBY)[told:]:
            known |= {each["table_id"]: each for each in event.data["tables"]}
            told += 1
        page = list_tables(floor.tables, 25, None, consistent=True).model_dump(mode="json")
        for shown in page["items"]:
            shown["last_result"] = next(iter(shown["last_results"]), None)
            entry = known[shown["table_id"]]
            assert entry == {name: shown[name] for name in entry}


@few_long_examples
@given(minutes=st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_announcements_are_shown_as_they_were_told(minutes):
    start_anew()
    floor = Floor()
    announcements = floor.parts.announcements
    for number, wait in enumerate(minutes):
        announce(
            floor.parts,
            text=f"No {number}",
            level=Level.INFO,
            until=floor.clock() + timedelta(minutes=20),
        )
        floor.clock.now += timedelta(minutes=wait)
        now = floor.clock().isoformat()[:19]
        told = [each.data for each in floor.events(ANNOUNCEMENTS)]
        known = {each["announcement_id"]: each for each in told if each["until"][:19] > now}
        current = announcements.current(floor.clock())
        shown = [AnnouncementMade.of(each).model_dump(mode="json") for each in current]
        assert {each["announcement_id"]: each for each in shown} == known


@few_long_examples
@given(amounts=st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_a_wallet_is_what_its_players_channel_told_last(amounts):
    start_anew()
    floor = Floor()
    floor.seat("ann", 0)
    floor.give("ann", 10_000)
    floor.advance()
    for number, amount in enumerate(amounts):
        floor.bet("ann", f"b-{number}", {"type": "red", "amount": 100 * amount})
        entries = reversed(floor.ledger.statement("ann", limit=100).items)
        publish_wallet_entries(floor.log, floor.clock, entries)
        last = floor.events(player_channel("ann"))[-1].data
        wallet = get_wallet(floor.ledger, floor.clock, "ann").model_dump(mode="json")
        assert wallet == {name: last.get(name, wallet["as_of"]) for name in wallet}
