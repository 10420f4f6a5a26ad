"""Chains are promised before their beacon's value is known, and opened from only afterwards."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from casino.games import BeaconRound, SeedChain, mixed, verify
from casino.games.beacon import local_value
from casino.games.chain import PlayedRound, check_chain
from casino.shared.aws import client
from casino.shared.dynamodb import get_item, to_item
from casino.shared.errors import Contention
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase, TableStatus
from casino.tables.acts import Staff
from casino.tables.beacons import BeaconUnreachable
from casino.tables.use_cases.advance_round import advance_round
from casino.tables.use_cases.ask_beacon import ask_beacon
from casino.tables.use_cases.change_status import change_status
from casino.tables.use_cases.get_round import get_round
from casino.tables.use_cases.get_table import get_table
from functions.tables import advance_round as function
from tests.integration.tables.conftest import Floor
from tests.support.api_events import LambdaContext
from tests.support.blackjack import BlackjackFloor, on

EVA = Staff("eva@house.example", "operator")
PERIOD = timedelta(seconds=5)


class Oracle:
    """A beacon with a round every five seconds, which can be out of reach."""

    source = "local"

    def __init__(self):
        self.is_down = False
        self.asked = []
        self.meanwhile = lambda: None
        self.value = local_value

    def round_ahead(self, now):
        return int(now.timestamp()) // 5 + 1

    def due_at(self, number):
        return datetime.fromtimestamp(5 * number, UTC)

    def value_of(self, number):
        self.asked.append(number)
        self.meanwhile()
        if self.is_down:
            raise BeaconUnreachable("nobody answers")
        return self.value(number)


class NewFloor(Floor):
    """A floor whose table has never been opened."""

    def __init__(self):
        self.oracle = Oracle()
        super().__init__(beacon=self.oracle)
        client("dynamodb").delete_item(TableName="chains", Key=to_item(self.chain_key))

    @property
    def chain_key(self):
        return {"pk": f"CHAIN#{self.table_id}"}

    @property
    def held(self):
        return get_item(client("dynamodb"), "chains", self.chain_key)

    @property
    def sent(self):
        """How many messages of the round clock there are, delayed ones included."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed"]
        queue = self.parts.settings.round_clock_queue_url
        answer = client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=names)
        return sum(int(answer["Attributes"][name]) for name in names)

    def turn(self):
        """Let the next message come, and the beacon be asked as the clock does it."""
        table = self.advance()
        if table is not None:
            ask_beacon(self.parts, table)
        return table

    def open(self):
        """Let messages come until a round is opened."""
        for _ in range(20):
            if self.turn() is not None and self.round and self.round.phase is Phase.OPEN:
                return self.round
        raise AssertionError("no round was opened")

    def play(self):
        """Play a round, and return it as it ended."""
        self.open()
        while self.round.phase is not Phase.SETTLED:
            self.turn()
        return self.round


@pytest.fixture
def floor(aws):
    return NewFloor()


@pytest.fixture
def short_chains(monkeypatch):
    """Have chains made of two seeds."""
    monkeypatch.setattr(SeedChain.__init__, "__defaults__", (2,))


def played(round_):
    return PlayedRound(round_.fairness, round_.number, round_.link)


class TestANewTable:
    def test_promises_its_chain_before_the_value_is_known(self, floor):
        floor.advance()
        table = floor.table
        assert (table.round, table.chain) == (None, None)
        assert table.next_chain.beacon.value is None
        assert floor.oracle.due_at(table.next_chain.beacon.round) > floor.clock.now
        assert floor.oracle.asked == []

    def test_opens_its_first_round_from_what_it_promised(self, floor):
        floor.advance()
        promised = floor.table.next_chain
        first = floor.open()
        number = promised.beacon.round
        known = BeaconRound("local", number, local_value(number))
        assert floor.clock.now >= floor.oracle.due_at(number)
        assert (first.link.anchor, first.link.position) == (promised.anchor, 1)
        assert first.link.beacon == known
        assert floor.table.chain == replace(promised, used=1, beacon=known)

    def test_has_promised_its_second_chain_when_the_first_begins_to_be_used(self, floor):
        floor.open()
        following = floor.table.next_chain
        assert following.anchor != floor.table.chain.anchor
        assert following.beacon.value is None
        assert floor.oracle.due_at(following.beacon.round) > floor.clock.now

    def test_does_not_open_a_round_before_the_value_is_there(self, floor):
        floor.advance()
        before = floor.table
        assert advance_round(floor.parts, floor.table_id, before.version) is None
        assert floor.table == before

    def test_is_seen_with_what_is_promised(self, floor):
        floor.advance()
        view = get_table(floor.tables, floor.seats, floor.table_id)
        assert (view.chain, view.round_id) == (None, None)
        assert view.next_chain.model_dump() == {
            "anchor": floor.table.next_chain.anchor,
            "length": 2_500,
            "used": 0,
            "beacon": {
                "source": "local",
                "round": floor.table.next_chain.beacon.round,
                "value": None,
            },
        }

    def test_waits_by_one_message_for_each_moment(self, floor):
        for sent in (1, 2, 3):
            floor.turn()
            assert floor.sent == sent
        assert floor.round.phase is Phase.OPEN

    def test_is_not_overdue_while_it_waits(self, floor):
        floor.advance()
        assert floor.sweep() == []

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (TableStatus.PAUSED, TableStatus.PAUSED),
            (TableStatus.CLOSING, TableStatus.CLOSED),
            (TableStatus.MAINTENANCE, TableStatus.MAINTENANCE),
        ],
    )
    def test_can_be_stopped_while_it_waits_and_opened_again(self, floor, wanted, found):
        floor.advance()
        promised = floor.table.next_chain.anchor
        change_status(floor.parts, floor.table_id, wanted, by=EVA, reason="")
        floor.turn()
        assert (floor.table.status, floor.table.is_running) == (found, False)
        change_status(floor.parts, floor.table_id, TableStatus.OPEN, by=EVA, reason="")
        assert floor.open().link.anchor == promised


class TestTheValue:
    def test_is_fetched_once_and_shown_with_the_next_round(self, floor):
        for _ in range(4):
            floor.play()
        first, second = floor.oracle.asked
        assert first < second
        assert floor.table.next_chain.beacon == BeaconRound("local", second, local_value(second))

    def test_is_in_every_seed_of_the_chain(self, floor):
        rounds = [floor.play() for _ in range(3)]
        assert check_chain(played(each) for each in rounds) == 3
        for each in rounds:
            assert each.fairness.server_seed == mixed(each.link.seed, each.link.beacon)

    def test_that_was_stored_first_stands_against_one_that_comes_at_the_same_time(self, floor):
        floor.advance()
        waiting = floor.advance()

        def another_clock():
            floor.oracle.meanwhile = lambda: None
            floor.oracle.value = lambda _number: "aa" * 32
            ask_beacon(floor.parts, waiting)
            floor.oracle.value = lambda _number: "bb" * 32

        floor.oracle.meanwhile = another_clock
        ask_beacon(floor.parts, waiting)
        assert len(floor.oracle.asked) == 2
        assert floor.held["following"]["beacon"]["value"] == "aa" * 32
        assert floor.open().link.beacon.value == "aa" * 32

    def test_that_is_stored_is_not_asked_for_again(self, floor):
        floor.advance()
        waiting = floor.advance()
        ask_beacon(floor.parts, waiting)
        floor.oracle.value = lambda _number: "bb" * 32
        ask_beacon(floor.parts, waiting)
        assert len(floor.oracle.asked) == 1
        assert floor.open().link.beacon.value != "bb" * 32

    def test_survives_a_machine_that_dies_as_it_has_stored_it(self, floor, monkeypatch):
        floor.advance()
        waiting = floor.advance()

        def die(*_args):
            raise ConnectionError("the environment died")

        monkeypatch.setattr(floor.parts.round_clock, "propose", die)
        with pytest.raises(ConnectionError):
            ask_beacon(floor.parts, waiting)
        monkeypatch.undo()
        stored = floor.held["following"]["beacon"]["value"]
        floor.clock.move(6)
        assert floor.sweep() == [floor.table_id]
        assert floor.open().link.beacon.value == stored

    def test_is_never_of_a_round_that_was_there_when_the_chain_was_promised(
        self, floor, short_chains
    ):
        promised_at = {}
        for _ in range(30):
            floor.turn()
            following = floor.table.next_chain
            promised_at.setdefault(following.anchor, floor.clock.now)
            assert floor.oracle.due_at(following.beacon.round) > promised_at[following.anchor]
        assert len(promised_at) >= 3


class TestTheNextChain:
    def test_is_promised_by_one_of_two_clocks(self, floor):
        works = []
        for _ in range(2):
            works.append(UnitOfWork(floor.parts.dynamodb))
            floor.parts.chains.prepare(
                works[-1], floor.parts.chains.of(floor.table_id), floor.clock()
            )
        works[0].commit()
        promised = floor.held["following"]
        with pytest.raises(Contention):
            works[1].commit()
        assert floor.held["following"] == promised

    def test_is_the_one_whose_promise_was_committed_when_the_machine_died(self, floor, monkeypatch):
        def die(*_args):
            raise ConnectionError("the environment died")

        monkeypatch.setattr(floor.parts.round_clock, "propose", die)
        with pytest.raises(ConnectionError):
            floor.advance()
        monkeypatch.undo()
        promised = floor.table.next_chain.anchor
        assert promised == floor.held["following"]["anchor"]
        floor.clock.move(20)
        assert floor.sweep() == [floor.table_id]
        assert floor.open().link.anchor == promised

    def test_is_not_shown_if_it_was_not_stored(self, floor, monkeypatch):
        def refuse(_work):
            raise ConnectionError("the environment died")

        monkeypatch.setattr(UnitOfWork, "commit", refuse)
        with pytest.raises(ConnectionError):
            floor.advance()
        assert (floor.table.next_chain, floor.held) == (None, None)

    def test_follows_the_one_that_ends_as_it_was_promised(self, floor, short_chains):
        promised = []
        for position in (1, 2, 1, 2, 1, 2):
            if position == 1 and floor.table.next_chain:
                promised.append(floor.table.next_chain)
            link = floor.play().link
            assert link.position == position
            if position == 1 and promised:
                assert link.anchor == promised[-1].anchor
                assert (link.beacon.source, link.beacon.round) == (
                    promised[-1].beacon.source,
                    promised[-1].beacon.round,
                )
        assert len({each.anchor for each in promised}) == 2


class TestABeaconThatIsDown:
    def test_holds_nobody_up_while_there_are_seeds(self, floor, short_chains):
        floor.open()
        floor.oracle.is_down = True
        floor.advance_to(Phase.SETTLED)
        table = floor.advance()
        with pytest.raises(BeaconUnreachable):
            ask_beacon(floor.parts, table)
        assert (floor.table, table.round.phase) == (table, Phase.OPEN)

    def test_is_waited_for_when_the_seeds_are_used_up(self, floor, short_chains):
        floor.open()
        floor.oracle.is_down = True
        promised = floor.table.next_chain
        while floor.table.chain.used < 2 or floor.round.phase is not Phase.SETTLED:
            floor.advance()
        last = floor.round
        for _ in range(3):
            waiting = floor.advance()
            assert waiting == floor.table
            with pytest.raises(BeaconUnreachable):
                ask_beacon(floor.parts, waiting)
            assert floor.round == last
            assert floor.clock.now + timedelta(seconds=5) < datetime.fromisoformat(
                floor.table.next_at
            )
            assert floor.sweep() == []
        floor.oracle.is_down = False
        link = floor.open().link
        assert (link.anchor, link.position) == (promised.anchor, 1)
        assert floor.round.number == last.number + 1

    def test_keeps_no_table_from_being_closed(self, floor):
        floor.oracle.is_down = True
        floor.advance()
        with pytest.raises(BeaconUnreachable):
            floor.turn()
        change_status(floor.parts, floor.table_id, TableStatus.CLOSING, by=EVA, reason="")
        floor.turn()
        assert floor.table.status is TableStatus.CLOSED

    def test_is_asked_again_by_one_message_for_each_time(self, floor):
        floor.oracle.is_down = True
        floor.advance()
        for sent in (2, 3):
            with pytest.raises(BeaconUnreachable):
                floor.turn()
            assert floor.sent == sent


def test_a_beacon_that_is_down_is_counted_and_fails_no_message(floor, monkeypatch, capsys):
    monkeypatch.setattr(function, "parts", floor.parts)
    floor.oracle.is_down = True
    floor.advance()
    floor.proposal()
    body = json.dumps({"table_id": floor.table_id, "version": floor.table.version})
    event = {"Records": [{"messageId": "m-1", "body": body}]}
    assert function.handler(event, LambdaContext()) == {"batchItemFailures": []}
    assert '"service":"tables","BeaconUnreachable":[1.0]' in capsys.readouterr().out


def test_a_round_costs_no_more_reads_and_writes_for_its_beacon(floor):
    for _ in range(3):
        floor.play()
    requests = []
    floor.parts.dynamodb.meta.events.register(
        "before-parameter-build.dynamodb.*",
        lambda params, model, **_: requests.append((model.name, str(params))),
    )
    floor.turn()
    assert floor.round.phase is Phase.OPEN
    about_chains = [(name, text) for name, text in requests if "'chains'" in text]
    assert [name for name, _ in about_chains] == ["GetItem", "TransactWriteItems"]
    assert about_chains[1][1].count("'chains'") == 1


class TestAShoe:
    @pytest.fixture
    def floor(self, aws):
        floor = BlackjackFloor()
        floor.shuffle(SeedChain(f"{1:064x}", length=20), BeaconRound("local", 7, local_value(7)))
        return floor

    def test_shows_its_chains_seed_when_its_last_round_is_over(self, floor, tmp_path):
        floor.deal(("ann", "a", on(1, 100)))
        floor.run_out()
        first = floor.round.round_id
        assert get_round(floor.tables, floor.parts.revealed_seeds, first).link.seed is None
        floor.deal_on_from(300)
        floor.deal(("ann", "b", on(1, 100)))
        floor.run_out()
        assert floor.table.shoe is None
        views = [
            get_round(floor.tables, floor.parts.revealed_seeds, round_id).model_dump(mode="json")
            for round_id in (first, floor.round.round_id)
        ]
        for view in views:
            beacon = BeaconRound(**view["link"]["beacon"])
            assert view["fairness"]["server_seed"] == mixed(view["link"]["seed"], beacon)
        path = tmp_path / "first.json"
        path.write_text(json.dumps(views[0]), "utf-8")
        assert verify.main([str(path)]) == verify.VERIFIED

    def test_does_not_keep_back_what_is_learnt_of_the_next_chain(self, floor):
        floor.advance()
        assert floor.table.next_chain.beacon.value is None
        floor.clock.move(1)
        ask_beacon(floor.parts, floor.table)
        floor.run_out()
        floor.advance()
        assert floor.table.shoe.round_id != floor.round.round_id
        assert floor.table.next_chain.beacon.value is not None
