"""What a player may do is a condition of every entry: who bars somebody is never a moment late.

Each way in which money moves is overtaken once, right before its commit, by somebody who bars the
player from everything. The commit must fail, and what was asked be decided again: what takes money
into play, or out of the house, is refused, and what is owed is posted all the same.
"""

import importlib
import pkgutil
import sys
from contextlib import suppress
from functools import partial
from unittest.mock import patch

import pytest

import casino
from casino.betting import GameMoney
from casino.payments.messages import DepositRequest, WithdrawalRequest
from casino.payments.notices import Subject
from casino.payments.provider import DisputeState, Failed, FailureReason, Succeeded
from casino.payments.use_cases.approve_withdrawal import approve_withdrawal
from casino.payments.use_cases.make_deposit import make_deposit
from casino.payments.use_cases.make_withdrawal import make_withdrawal
from casino.payments.use_cases.reject_withdrawal import reject_withdrawal
from casino.shared.aws import client
from casino.shared.errors import Contention
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase, TableStatus
from casino.wallet import (
    Activity,
    Bar,
    BarReason,
    EntryType,
    Ledger,
    SelfExcluded,
    WalletRestricted,
    post,
)
from tests.integration.instant.conftest import Room
from tests.integration.payments.conftest import PLAYER, Bench
from tests.integration.payments.fake_provider import CAREFUL_CARD, GOOD_CARD
from tests.integration.payments.test_notices import tell
from tests.integration.tables.conftest import Floor
from tests.integration.tables.test_lifecycle import change
from tests.support.bars import bar_on
from tests.support.blackjack import BlackjackFloor, hard, on
from tests.support.crash import BY_HAND, CRASH_TABLE, CrashFloor

RED = {"type": "red", "amount": 100}
# No use case gives a bonus yet.
NEVER_POSTED = {EntryType.BONUS}
EVERYTHING = bar_on(*Activity)
AN_EXCLUSION = frozenset({Activity.PLAY, Activity.DEPOSIT, Activity.CHAT, Activity.MARKETING})
A_TIME_OUT = frozenset({Activity.PLAY, Activity.DEPOSIT, Activity.CHAT})
LONG_AGO, MUCH_LATER = "2000-01-01T00:00:00.000000Z", "9000-01-01T00:00:00.000000Z"
SENT_BACK = Failed(FailureReason.REFUSED)


def bet_at_a_table():
    floor = Floor()
    floor.seat("ann", 10_000)
    floor.advance()
    return "ann", partial(floor.bet, "ann", "b-1", RED)


def seat():
    floor = BlackjackFloor()
    return "ann", partial(floor.sit, "ann", 1)


def double():
    floor = BlackjackFloor()
    floor.deal_so_that(hard, ("ann", "b-1", on(1)))
    return "ann", partial(floor.decide, "ann", 1, "double")


def instant_round():
    room = Room()
    room.seat("ann", 10_000)
    return "ann", partial(room.play, "key-1")


def winnings():
    floor = Floor()
    floor.seat("ann", 10_000)
    floor.advance()
    floor.bet("ann", "b-1", RED, {"type": "black", "amount": 100})
    floor.bet("ann", "b-2", {"type": "straight", "selection": [0], "amount": 100})
    floor.advance_to(Phase.RESULT)
    return "ann", floor.settle


def voided_bet():
    floor = Floor()
    floor.seat("ann", 10_000)
    floor.advance()
    floor.bet("ann", "b-1", RED)
    change(floor, TableStatus.MAINTENANCE)
    floor.advance_to(Phase.VOIDED)
    return "ann", floor.settle


def cash_out():
    floor = CrashFloor(CRASH_TABLE)
    floor.seat("ann", 10_000)
    floor.open_round_that_reaches(300, ("ann", "b-1", BY_HAND))
    floor.reach(200)
    return "ann", partial(floor.cash_out, "ann", "b-1")


def adjustment():
    floor = Floor()
    floor.seat("ann", 0)
    return "ann", partial(floor.give, "ann", 100)


def a_bench(*, won=0):
    bench = Bench(client("dynamodb"))
    bench.open_wallet()
    if won:
        bench.win(won)
    return bench


def pay_in(bench, card=GOOD_CARD):
    request = DepositRequest(amount=25_00, currency="EUR", payment_method=card)
    body = make_deposit(bench.parts, PLAYER, "in", request).body
    return bench.payments.deposit(PLAYER, body["deposit_id"])


def take_out(bench, amount):
    request = WithdrawalRequest(amount=amount, currency="EUR")
    return make_withdrawal(bench.parts, PLAYER, "out", request).body["withdrawal_id"]


def deposit():
    return PLAYER, partial(pay_in, a_bench())


def taken_charge():
    bench = a_bench()
    charge = pay_in(bench, CAREFUL_CARD).reference
    bench.provider.charges[charge].outcome = Succeeded(charge)
    return PLAYER, partial(tell, bench, Subject.CHARGE, charge)


def withdrawal():
    return PLAYER, partial(take_out, a_bench(won=25_00), 25_00)


def waiting_withdrawal(decide):
    bench = a_bench(won=2_000_00)
    named = take_out(bench, 2_000_00)
    return PLAYER, partial(decide, bench.parts, PLAYER, named, actor="ann@house", reason="why")


def arrived_payout():
    bench = a_bench(won=25_00)
    take_out(bench, 25_00)
    bench.provider.ended["po_1"] = Succeeded("po_1")
    return PLAYER, partial(tell, bench, Subject.PAYOUT, "po_1")


def returned_payout():
    bench = a_bench(won=25_00)
    take_out(bench, 25_00)
    bench.provider.ended["po_1"] = Succeeded("po_1")
    tell(bench, Subject.PAYOUT, "po_1")
    bench.provider.ended["po_1"] = SENT_BACK
    return PLAYER, partial(tell, bench, Subject.PAYOUT, "po_1")


def dispute():
    bench = a_bench()
    reference = bench.provider.dispute(pay_in(bench).reference)
    return PLAYER, partial(tell, bench, Subject.DISPUTE, reference)


def won_dispute():
    bench = a_bench()
    charge = pay_in(bench).reference
    tell(bench, Subject.DISPUTE, bench.provider.dispute(charge))
    reference = bench.provider.dispute(charge, DisputeState.WON)
    return PLAYER, partial(tell, bench, Subject.DISPUTE, reference)


REFUSED = (
    bet_at_a_table,
    seat,
    double,
    instant_round,
    deposit,
    withdrawal,
    partial(waiting_withdrawal, approve_withdrawal),
)
POSTED = (
    winnings,
    voided_bet,
    cash_out,
    adjustment,
    taken_charge,
    partial(waiting_withdrawal, reject_withdrawal),
    arrived_payout,
    returned_payout,
    dispute,
    won_dispute,
)


def name_of(way):
    return way.__name__ if hasattr(way, "__name__") else way.args[0].__name__


class Overtaking:
    """Bars a player right before the first commit that depends on their wallet."""

    def __init__(self, player_id, bar):
        self.ledger = Ledger(client("dynamodb"), "wallet")
        self.player_id = player_id
        self.bar = bar
        self.refused = 0
        self.posted = set()
        self.posted_by = set()
        self._commit = UnitOfWork.commit

    def commit(self, work):
        if self.refused or not self._depends_on_the_wallet(work):
            self._commit(work)
            return
        self._put_up_the_bar()
        try:
            self._commit(work)
        except Contention:
            self.refused += 1
            raise

    def entries(self):
        return self.ledger.statement(self.player_id, limit=100).items

    def _depends_on_the_wallet(self, work):
        _, key = self.ledger.wallet_key(self.player_id)
        wanted = {name: {"S": value} for name, value in key.items()}
        return any(
            request.get("Key") == wanted for write in work._writes for request in write.values()
        )

    def _put_up_the_bar(self):
        before = self.ledger.wallet(self.player_id)
        work = UnitOfWork(client("dynamodb"))
        self.ledger.change_standing(work, before, before.barring(self.bar))
        self._commit(work)


@pytest.fixture(scope="module")
def seen():
    """What was posted in all tests, and by which modules."""
    return {"types": set(), "modules": set()}


def overtaken(way, seen, bar=EVERYTHING):
    """Set a way up and go it, overtaken by a bar; return what became of it."""
    player_id, act = way()
    overtaking = Overtaking(player_id, bar)
    before = len(overtaking.entries())
    append = Ledger.append

    def noted(ledger, work, *given, **indexed):
        frame = sys._getframe(1)
        while frame is not None:
            seen["modules"].add(frame.f_globals["__name__"])
            frame = frame.f_back
        append(ledger, work, *given, **indexed)

    refused = False
    with (
        patch.object(UnitOfWork, "commit", lambda work: overtaking.commit(work)),
        patch.object(Ledger, "append", noted),
    ):
        # A message that meets contention comes again.
        for _ in range(2):
            with suppress(Contention):
                try:
                    act()
                except WalletRestricted:
                    refused = True
                break
    entries = overtaking.entries()
    new = entries[: len(entries) - before]
    seen["types"] |= {each.type for each in entries}
    return overtaking.refused, refused, new


@pytest.mark.parametrize("way", REFUSED, ids=name_of)
def test_a_bar_stops_what_was_decided_before_it(aws, seen, way):
    commits_refused, refused, new = overtaken(way, seen)
    assert (commits_refused, refused) == (1, True)
    assert new == []


@pytest.mark.parametrize("way", POSTED, ids=name_of)
def test_a_bar_does_not_keep_back_what_is_owed(aws, seen, way):
    commits_refused, refused, new = overtaken(way, seen)
    assert (commits_refused, refused) == (1, False)
    assert len(new) >= 1


def bar_name(bar):
    return f"{bar.reason}-{bar.until[:4]}{'' if bar.lapses else '-stands'}"


OF_PLAYERS_OWN = (
    Bar(BarReason.TIME_OUT, A_TIME_OUT, until=MUCH_LATER),
    Bar(BarReason.SELF_EXCLUSION, AN_EXCLUSION, until=MUCH_LATER, lapses=False),
    # Its end alone reopens nothing.
    Bar(BarReason.SELF_EXCLUSION, AN_EXCLUSION, until=LONG_AGO, lapses=False),
)
THAT_HAVE_ENDED = (
    Bar(BarReason.TIME_OUT, A_TIME_OUT, until=LONG_AGO),
    # By reinstatement.
    Bar(BarReason.SELF_EXCLUSION, AN_EXCLUSION, until=LONG_AGO),
)
INTO_PLAY = (bet_at_a_table, seat, double, instant_round, deposit)
OUT_OF_THE_HOUSE = tuple(way for way in REFUSED if way not in INTO_PLAY)


@pytest.mark.parametrize("bar", OF_PLAYERS_OWN, ids=bar_name)
@pytest.mark.parametrize("way", INTO_PLAY, ids=name_of)
def test_who_keeps_themselves_away_is_never_a_moment_late(aws, seen, way, bar):
    commits_refused, refused, new = overtaken(way, seen, bar)
    assert (commits_refused, refused, new) == (1, True, [])


@pytest.mark.parametrize("bar", OF_PLAYERS_OWN, ids=bar_name)
@pytest.mark.parametrize("way", OUT_OF_THE_HOUSE, ids=name_of)
def test_they_can_withdraw(aws, seen, way, bar):
    commits_refused, refused, _ = overtaken(way, seen, bar)
    assert (commits_refused, refused) == (1, False)


@pytest.mark.parametrize("bar", THAT_HAVE_ENDED, ids=bar_name)
@pytest.mark.parametrize("way", INTO_PLAY, ids=name_of)
def test_a_bar_that_has_ended_refuses_nobody(aws, seen, way, bar):
    commits_refused, refused, _ = overtaken(way, seen, bar)
    assert (commits_refused, refused) == (1, False)


def test_a_hand_is_played_to_its_end_without_another_stake(aws):
    floor = BlackjackFloor()
    floor.deal_so_that(hard, ("ann", "b-1", on(1)))
    Overtaking("ann", OF_PLAYERS_OWN[1])._put_up_the_bar()
    with pytest.raises(SelfExcluded):
        floor.decide("ann", 1, "double")
    floor.decide("ann", 1, "stand")
    floor.advance_to(Phase.RESULT)
    floor.settle()
    assert {each.type for each in floor.ledger.statement("ann", limit=9).items} >= {EntryType.BET}


def _posts(module):
    """Tell a use case that moves money by what it takes to do so: a game's, or any other."""
    return module.__dict__.get("post") is post or module.__dict__.get("GameMoney") is GameMoney


def test_no_way_in_which_money_moves_was_forgotten(seen):
    assert seen["types"] | NEVER_POSTED >= set(EntryType)
    posting = {
        name
        for name in (each.name for each in pkgutil.walk_packages(casino.__path__, "casino."))
        if name.rpartition(".")[0].endswith("use_cases") and _posts(importlib.import_module(name))
    }
    names = {name.rpartition(".")[2] for name in posting}
    assert names >= {"place_bet", "decide_hand", "play_round", "settle_round", "adjust_balance"}
    assert posting <= seen["modules"]
