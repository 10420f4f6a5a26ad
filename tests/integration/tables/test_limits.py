"""Limits of a round, kept by the bet's own transaction."""

from dataclasses import replace

import pytest

from casino.betting import GameMoney, StakeOutOfRange
from casino.shared.clock import utc_now
from casino.shared.dynamodb import from_item
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase
from casino.tables.errors import BettingClosed
from casino.tables.gates import gate_from_item
from casino.tables.limits import MARK
from casino.tables.live_tables import table_from_item
from casino.tables.model import GATE_SHARDS, Limits, shard_of
from casino.tables.seed import DEMO_TABLES
from casino.wallet import Wallet
from functions.tables.api import handler
from tests.integration.tables.conftest import TABLE_ID, Floor
from tests.support.api_events import call, rest_event
from tests.support.blackjack import TABLE, BlackjackFloor, on, splittable
from tests.support.parts import functions_with

RICH = 100_000_000


def seven(amount):
    return {"type": "straight", "selection": [7], "amount": amount}


def players(count=40):
    """Return a player of each shard, and then others."""
    names = [f"player-{number}" for number in range(count)]
    first = [next(name for name in names if shard_of(name) == n) for n in range(GATE_SHARDS)]
    return first + [name for name in names if name not in first]


def floor_with(**limits):
    """A table with other limits than the demo's, and a round that is open."""
    table = DEMO_TABLES[0]
    wanted = Limits(**{"min_stake": 10, "max_stake": 1_000, "max_bet": 5_000} | limits)
    floor = Floor(replace(table, limits=wanted))
    for player in players():
        floor.seat(player, RICH)
    floor.advance()
    return floor


@pytest.fixture
def floor(aws):
    return floor_with()


@pytest.fixture
def ann():
    return players()[0]


def refusal(floor, player, bet_id, *stakes):
    with pytest.raises(StakeOutOfRange) as refused:
        floor.bet(player, bet_id, *stakes)
    return refused.value


class TestARound:
    def test_ten_bets_on_one_number_are_not_ten_times_the_most(self, floor, ann):
        floor.bet(ann, "b-0", seven(1_000))
        for number in range(1, 10):
            refused = refusal(floor, ann, f"b-{number}", seven(1_000))
            assert refused.details == {"limit": "max_stake", "remaining": 0}
        assert floor.ledger.wallet(ann).cash == RICH - 1_000

    def test_a_refused_bet_leaves_no_mark(self, floor, ann):
        floor.bet(ann, "b-1", seven(600))
        refusal(floor, ann, "b-2", seven(401))
        assert floor.bet(ann, "b-3", seven(400))["stake"] == 400

    def test_a_repeated_bet_counts_once(self, floor, ann):
        floor.bet(ann, "b-1", seven(600))
        assert floor.bet(ann, "b-1", seven(600))["replayed"]
        assert floor.bet(ann, "b-2", seven(400))["stake"] == 400

    def test_bets_that_come_at_once_are_counted_one_after_another(self, floor, ann, monkeypatch):
        fetch = GameMoney.fetch

        def overtaken(*asked):
            fetch(*asked)
            monkeypatch.undo()
            floor.bet(ann, "other", seven(600))

        monkeypatch.setattr(GameMoney, "fetch", overtaken)
        assert refusal(floor, ann, "b-1", seven(600)).details["remaining"] == 400
        assert floor.ledger.wallet(ann).cash == RICH - 600

    def test_the_next_round_starts_anew(self, floor, ann):
        floor.bet(ann, "b-1", seven(1_000))
        floor.run_out()
        floor.advance()
        assert floor.bet(ann, "b-2", seven(1_000))["status"] == "accepted"

    def test_what_is_won_and_paid_in_between_leaves_the_mark(self, floor, ann):
        floor.bet(ann, "b-1", seven(1_000))
        floor.give(ann, 5)
        assert refusal(floor, ann, "b-2", seven(10)).details["remaining"] == 0

    def test_the_wallet_stays_within_the_smallest_item_with_twenty_spots(self, floor, ann):
        floor.bet(ann, "b", *({**seven(100), "selection": [n]} for n in range(20)))
        answer = floor.parts.dynamodb.update_item(
            TableName="wallet",
            Key={"pk": {"S": f"PLAYER#{ann}"}, "sk": {"S": "WALLET"}},
            UpdateExpression="SET cash = cash",
            ReturnConsumedCapacity="TOTAL",
            ReturnValues="ALL_NEW",
        )
        assert len(str(answer["Attributes"])) < 2 * 1024  # as text with its types, about twice
        assert set(floor.ledger.wallet(ann).marks[MARK]) == {TABLE_ID}


class TestTheHouse:
    def test_loses_to_all_together_no_more_than_it_will(self, aws):
        floor = floor_with(max_exposure=100_000)
        # Five can win 17,500 each; a sixth would make it 105,000.
        for player in players()[:5]:
            floor.bet(player, "b", seven(500))
        for player in players()[5:]:
            assert refusal(floor, player, "b", seven(500)).details["limit"] == "max_exposure"
        gates = floor.gates.of_round(floor.round.round_id)
        assert sum(gate.exposure["EUR"] for gate in gates) == 87_500

    def test_takes_what_is_left_from_whoever_comes(self, aws):
        floor = floor_with(max_exposure=100_000)
        for player in players()[:5]:
            floor.bet(player, "b", seven(500))
        late = players()[5]
        assert refusal(floor, late, "b", seven(500)).details["remaining"] == 12_500
        assert floor.bet(late, "b", seven(357))["status"] == "accepted"

    def test_is_relieved_by_bets_on_the_other_side(self, aws):
        floor = floor_with(max_exposure=1_000)
        ann, ben, *_ = players()
        floor.bet(ann, "b-1", {"type": "red", "amount": 1_000})
        assert refusal(floor, ben, "b", {"type": "red", "amount": 10}).details["remaining"] == 0
        floor.bet(ann, "b-2", {"type": "black", "amount": 1_000})
        assert floor.bet(ben, "b", {"type": "red", "amount": 1_000})["status"] == "accepted"

    def test_is_not_overtaken_by_two_who_saw_the_same_room(self, aws, monkeypatch):
        floor = floor_with(max_exposure=1_000)
        ann, ben, *_ = players()
        shards = floor.gates.of_round

        def overtaken(round_id):
            seen = shards(round_id)
            monkeypatch.undo()
            floor.bet(ben, "b", {"type": "red", "amount": 800})
            return seen

        monkeypatch.setattr(floor.gates, "of_round", overtaken)
        refused = refusal(floor, ann, "b", {"type": "red", "amount": 800})
        assert refused.details == {"limit": "max_exposure", "remaining": 200}
        assert floor.ledger.wallet(ann).cash == RICH

    def test_a_closed_gate_is_told_from_a_full_one(self, aws, monkeypatch):
        floor = floor_with(max_exposure=1_000)
        ann = players()[0]
        shards = floor.gates.of_round

        def overtaken(round_id):
            seen = shards(round_id)
            monkeypatch.undo()
            now = floor.clock.now
            floor.advance_to(Phase.CLOSED)
            floor.clock.now = now
            return seen

        monkeypatch.setattr(floor.gates, "of_round", overtaken)
        with pytest.raises(BettingClosed):
            floor.bet(ann, "b", {"type": "red", "amount": 800})

    def test_counts_each_currency_for_itself(self, aws):
        floor = floor_with(max_exposure=1_000)
        work = UnitOfWork(floor.parts.dynamodb)
        floor.ledger.open_wallet(work, Wallet("yen", "JPY", cash=RICH))
        work.commit()
        floor.bet(players()[0], "b", {"type": "red", "amount": 1_000})
        assert floor.bet("yen", "b", {"type": "red", "amount": 1_000})["currency"] == "JPY"


class TestBlackjack:
    def test_a_seats_stake_stands_for_all_that_may_be_added_to_it(self, aws):
        limits = replace(TABLE.limits, max_player_exposure=16_000)
        floor = BlackjackFloor(replace(TABLE, limits=limits))
        floor.stack(splittable, [1])
        floor.advance()
        floor.sit("ann", 1)
        floor.sit("ann", 2)
        refused = refusal(floor, "ann", "b", on(1, 1_001), on(2, 1_000))
        assert refused.details == {"limit": "max_player_exposure", "remaining": 16_000}
        floor.bet("ann", "b", on(1, 2_000))
        assert refusal(floor, "ann", "c", on(2, 100)).details["remaining"] == 0
        # Nobody who has bet is kept from splitting and doubling, and no more is at stake then.
        floor.advance_to(Phase.PLAYING)
        floor.decide("ann", 1, "split")
        [gate] = [g for g in floor.gates.of_round(floor.round.round_id) if g.bets]
        assert gate.exposure == {"EUR": 16_000}
        assert gate.stakes == {"EUR": 4_000}


class TestFromBefore:
    """Items that were written when nothing of this was known."""

    def test_tables_and_gates_are_read_with_what_they_lack(self, floor):
        key = {"pk": {"S": "TABLE"}, "sk": {"S": TABLE_ID}}
        old = {"min_stake": 10, "max_stake": 1_000, "max_bet": 5_000}
        _, gate_key = floor.gates.key(floor.round.round_id, 0)
        items = [
            floor.parts.dynamodb.get_item(TableName="tables", Key=each)["Item"]
            for each in (key, {name: {"S": value} for name, value in gate_key.items()})
        ]
        table, gate = map(from_item, items)
        del gate["exposure"]
        table["limits"] = gate["limits"] = old
        assert table_from_item(table).limits.max_player_exposure == 175_000
        assert gate_from_item(gate).limits.max_exposure == 3_500_000
        assert gate_from_item(gate).exposure is None

    def test_a_round_that_was_opened_before_is_bet_on_to_its_end(self, floor, ann):
        for shard in range(GATE_SHARDS):
            _, key = floor.gates.key(floor.round.round_id, shard)
            floor.parts.dynamodb.update_item(
                TableName="tables",
                Key={name: {"S": value} for name, value in key.items()},
                UpdateExpression="REMOVE exposure",
            )
        assert floor.bet(ann, "b", seven(1_000))["status"] == "accepted"


class TestByRest:
    @pytest.fixture
    def post(self, floor):
        # Whoever admits a request goes by the clock, as the round does: both by that on the wall.
        floor.clock.now = utc_now()
        floor.run_out()
        floor.advance()

        def send(player, bet_id, *stakes, table_id=TABLE_ID, round_id=None, **more):
            body = {
                "bet_id": bet_id,
                "round_id": round_id or floor.round.round_id,
                "stakes": list(stakes),
            } | more
            path = f"/v1/tables/{table_id}/bets"
            return call(handler, rest_event("POST", path, body=body, player_id=player))

        with functions_with(clock=floor.clock):
            yield send

    def test_is_the_same_bet_by_either_door(self, floor, ann, post):
        answer = post(ann, "b-1", seven(600))
        assert answer.status == 201
        assert "Idempotent-Replay" not in answer.headers
        by_socket = floor.bet(ann, "b-1", seven(600))
        assert by_socket == answer.body | {"replayed": True}
        again = post(ann, "b-1", seven(600))
        assert (again.status, again.body) == (201, by_socket)
        assert again.headers["Idempotent-Replay"] == "true"
        floor.bet(ann, "b-2", seven(100))
        assert post(ann, "b-2", seven(100)).body["replayed"] is True
        assert floor.ledger.wallet(ann).cash == RICH - 700

    def test_both_doors_count_together(self, floor, ann, post):
        floor.bet(ann, "b-1", seven(600))
        refused = post(ann, "b-2", seven(401))
        assert (refused.status, refused.body["code"]) == (422, "stake_out_of_range")
        assert refused.body["details"] == {"limit": "max_stake", "remaining": 400}
        assert refused.body["errors"][0]["pointer"] == "/stakes/0/amount"

    def test_what_is_wrong_is_said_as_the_contract_has_it(self, floor, ann, post):
        round_id = floor.round.round_id
        post(ann, "b-1", seven(600))
        assert post(ann, "b-1", seven(500)).body["code"] == "bet_id_reused"
        assert post(ann, "b-2", seven(500), table_id="nowhere").status == 404
        assert post(ann, "b-2", seven(500), table_id="no%20where").status in {404, 422}
        assert post(ann, "b-2", seven(500), round_id="nothing").status == 404
        assert post(ann, "b-2").status == 422
        assert post(ann, "b-2", seven(500), table_id=TABLE_ID, more=1).status == 422
        floor.advance_to(Phase.CLOSED)
        assert post(ann, "b-2", seven(500), round_id=round_id).body["code"] == "betting_closed"

    def test_staff_do_not_bet(self, floor, ann):
        event = rest_event(
            "POST",
            f"/v1/tables/{TABLE_ID}/bets",
            body={"bet_id": "b", "round_id": floor.round.round_id, "stakes": [seven(100)]},
            player_id=ann,
        )
        event["requestContext"]["authorizer"]["claims"]["cognito:groups"] = "[dealers]"
        assert call(handler, event).status == 403
