"""Rounds of crash: a bet is worth more and more, until the moment that only the seed knows."""

from collections import Counter
from datetime import timedelta

import pytest

from casino.betting import UnknownBet
from casino.games import GAMES
from casino.games.crash import CRASH
from casino.sessions import SessionRevoked
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase
from casino.tables.audit import RoundAudit
from casino.tables.errors import CashOutClosed
from casino.tables.seed import DEMO_TABLES
from casino.tables.use_cases.advance_round import advance_round
from casino.tables.use_cases.summarise_bets import summarise_bets
from casino.tables.views import view_of_table
from casino.wallet import EntryType
from casino.wallet.reader import LedgerReader
from tests.support.crash import BY_HAND, CHANNEL, CRASH_TABLE, CrashFloor, at


@pytest.fixture
def floor(aws):
    floor = CrashFloor(CRASH_TABLE)
    for player in ("ann", "ben"):
        floor.seat(player, 10_000)
    return floor


def test_a_round_flies_until_the_moment_that_its_seed_stands_for(floor):
    floor.advance()
    floor.fly()
    floor.clock.now = floor.ends_at - timedelta(milliseconds=1)
    assert advance_round(floor.parts, floor.table_id, floor.table.version) is None
    assert floor.round.phase is Phase.PLAYING
    breaks_at = floor.breaks_at
    floor.land()
    assert floor.round.outcome == {"multiplier": breaks_at}
    assert [event.name for event in floor.events(CHANNEL)] == [
        "round.opened",
        "round.closing",
        "round.closed",
        "round.playing",
        "round.result",
    ]


def test_nobody_is_told_when_it_will_be_over(floor):
    floor.advance()
    floor.fly()
    started_at, ends_at = floor.round.play.started_at, floor.ends_at
    advance_round(floor.parts, floor.table_id, None)
    assert floor.table.next_at == started_at
    assert view_of_table(floor.table).next_at is None
    for shown in (floor.table, floor.tables.round(floor.round.round_id), *floor.events(CHANNEL)):
        assert ends_at.isoformat()[:23] not in repr(shown)
        assert str(floor.breaks_at) not in str(getattr(shown, "data", ""))


def test_a_bet_cashed_out_by_hand_is_paid_at_the_multiplier_of_that_moment(floor):
    floor.open_round_that_reaches(250, ("ann", "a", BY_HAND))
    floor.reach(231)
    paid = floor.cash_out("ann", "a")
    assert (paid["multiplier"], paid["payout"]) == (231, 2_310)
    assert paid["balance"]["available"] == 10_000 - 1_000 + 2_310
    floor.land()
    floor.settle()
    floor.advance()
    assert floor.ledger.wallet("ann").cash == 11_310
    assert floor.round.turnover.payouts == {"EUR": 2_310}
    assert floor.shown("ann", "a").status == "won"


def test_cashing_out_again_gives_the_first_answer_whatever_time_it_is(floor):
    floor.open_round_that_reaches(250, ("ann", "a", BY_HAND))
    floor.reach(150)
    first = floor.cash_out("ann", "a")
    floor.reach(200)
    round_id = floor.round.round_id
    assert floor.cash_out("ann", "a") == first | {"replayed": True}
    floor.land()
    floor.settle()
    floor.clock.move(86_400)
    assert floor.cash_out("ann", "a", round_id) == first | {"replayed": True}
    assert floor.ledger.wallet("ann").version == 2


def test_a_target_is_paid_by_settlement_if_the_round_gets_there_and_not_if_it_breaks_before(floor):
    floor.open_round_that_reaches(200, ("ann", "a", at(200)), ("ben", "b", at(CRASH.cap)))
    breaks_at = floor.breaks_at
    floor.land()
    floor.settle()
    floor.advance()
    assert floor.ledger.wallet("ann").cash == 11_000
    assert floor.ledger.wallet("ben").cash == 9_000 or breaks_at == CRASH.cap


def test_who_is_out_by_hand_before_their_target_is_not_paid_again_when_it_is_reached(floor):
    floor.open_round_that_reaches(300, ("ann", "a", at(200)))
    floor.reach(150)
    assert floor.cash_out("ann", "a")["payout"] == 1_500
    floor.land()
    floor.settle()
    floor.settle()
    assert floor.ledger.wallet("ann").cash == 10_500


def test_cashing_out_after_the_target_pays_the_target(floor):
    floor.open_round_that_reaches(300, ("ann", "a", at(150), BY_HAND))
    floor.reach(250)
    assert floor.cash_out("ann", "a")["payout"] == 1_500 + 2_500


def test_a_cash_out_when_the_round_is_over_is_refused_even_if_nobody_has_said_so_yet(floor):
    floor.open_round_that_reaches(120, ("ann", "a", BY_HAND))
    floor.clock.now = floor.ends_at
    with pytest.raises(CashOutClosed):
        floor.cash_out("ann", "a")
    floor.land()
    with pytest.raises(CashOutClosed):
        floor.cash_out("ann", "a")
    floor.settle()
    assert floor.ledger.wallet("ann").cash == 9_000


def test_nothing_is_cashed_out_before_the_start_or_at_the_very_start(floor):
    floor.advance()
    floor.bet("ann", "a", BY_HAND)
    with pytest.raises(CashOutClosed):
        floor.cash_out("ann", "a")
    floor.fly()
    with pytest.raises(CashOutClosed):
        floor.cash_out("ann", "a")
    assert floor.ledger.wallet("ann").version == 1


def test_a_cash_out_that_was_on_its_way_when_the_round_was_ended_is_refused(floor, monkeypatch):
    floor.open_round_that_reaches(150, ("ann", "a", BY_HAND))
    floor.reach(140)
    commit = UnitOfWork.commit

    def end_the_round_first(work):
        monkeypatch.setattr(UnitOfWork, "commit", commit)
        in_time, floor.clock.now = floor.clock.now, floor.ends_at
        floor.land()
        floor.clock.now = in_time
        commit(work)

    monkeypatch.setattr(UnitOfWork, "commit", end_the_round_first)
    with pytest.raises(CashOutClosed):
        floor.cash_out("ann", "a")
    floor.settle()
    assert floor.ledger.wallet("ann").cash == 9_000


def test_another_players_bet_or_one_of_another_round_is_not_found(floor):
    floor.open_round_that_reaches(250, ("ann", "a", BY_HAND))
    floor.reach(150)
    with pytest.raises(UnknownBet):
        floor.cash_out("ben", "a")
    with pytest.raises(UnknownBet):
        floor.cash_out("ann", "a", "crash-1.999")
    assert floor.ledger.wallet("ann").version == 1


def test_an_ended_session_cashes_nothing_out(floor):
    floor.open_round_that_reaches(250, ("ann", "a", BY_HAND))
    floor.reach(150)
    floor.parts.dynamodb.put_item(
        TableName="connections",
        Item={"pk": {"S": "PLAYER#ann"}, "sk": {"S": "SESSION"}, "revoked_before": {"N": "5"}},
    )
    with pytest.raises(SessionRevoked):
        floor.cash_out("ann", "a")


def test_a_round_whose_seed_is_lost_in_the_air_returns_every_stake_but_those_that_are_out(floor):
    floor.open_round_that_reaches(250, ("ann", "a", BY_HAND), ("ben", "b", BY_HAND))
    floor.reach(150)
    floor.cash_out("ann", "a")
    key = {"pk": {"S": f"ROUND#{floor.round.round_id}"}}
    floor.parts.dynamodb.delete_item(TableName="seeds", Key=key)
    with pytest.raises(CashOutClosed):
        floor.cash_out("ben", "b")
    advance_round(floor.parts, floor.table_id, floor.table.version)
    assert floor.round.phase is Phase.VOIDED
    floor.settle()
    assert [floor.ledger.wallet(player).cash for player in ("ann", "ben")] == [10_500, 10_000]
    assert floor.shown("ann", "a").status == "won"
    assert floor.shown("ben", "b").status == "void"


def test_the_table_hears_how_many_are_out_and_for_how_much(floor):
    floor.open_round_that_reaches(250, ("ann", "a", BY_HAND), ("ben", "b", BY_HAND))
    floor.reach(150)
    floor.cash_out("ann", "a")
    for _ in range(2):
        summarise_bets(floor.parts, [floor.round.round_id])
    told = [event.data for event in floor.events(CHANNEL) if event.name == "cash_outs.summary"]
    assert [(each["cash_outs"], each["total_payout"]) for each in told] == [(1, 1_500)]


def test_the_audit_finds_nothing_wrong_with_cash_outs_and_notices_one_that_was_overpaid(floor):
    floor.open_round_that_reaches(250, ("ann", "a", BY_HAND), ("ben", "b", at(200)))
    floor.reach(150)
    floor.cash_out("ann", "a")
    floor.land()
    floor.settle()
    floor.advance()
    client = floor.parts.dynamodb
    audit = RoundAudit(client, "tables", floor.ledger, LedgerReader(client, "wallet"))
    assert list(audit.faults(floor.round, floor.clock())) == []
    _, key = floor.ledger.entry_key("ann", EntryType.WIN, "a")
    client.update_item(
        TableName="wallet",
        Key={name: {"S": value} for name, value in key.items()},
        UpdateExpression="SET #reference.multiplier = :more",
        ExpressionAttributeNames={"#reference": "reference"},
        ExpressionAttributeValues={":more": {"N": str(floor.round.outcome["multiplier"] + 1)}},
    )
    assert any("was paid 1500 EUR" in fault for fault in audit.faults(floor.round, floor.clock()))


def test_the_game_is_one_of_those_that_tables_play():
    assert GAMES["crash"] is CRASH
    assert Counter(table.game_id for table in DEMO_TABLES)["crash"] == 1
