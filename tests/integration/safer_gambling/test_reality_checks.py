"""Who plays for long is told so, in time and to the cent, and has to say that they know."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casino.betting import BetKind, GameMoney
from casino.channels import player_channel
from casino.policies import SessionRules
from casino.safer_gambling import RealityCheckDue, SessionLimitReached, stretches_among
from casino.safer_gambling.limits import PLAY_BY_SESSION
from casino.safer_gambling.reality_checks import RealityChecks
from casino.safer_gambling.use_cases.acknowledge_check import acknowledge_check
from casino.safer_gambling.use_cases.change_limit import set_limit
from casino.safer_gambling.use_cases.list_limits import list_limits
from casino.safer_gambling.use_cases.tell_reality_check import tell_reality_check
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import from_item
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Wallet
from tests.support.clock import Clock
from tests.support.parts import create_queues, some_parts
from tests.support.policies import VersionsInMemory, policies_of, shipped, version

MINUTE = timedelta(minutes=1)
HOURLY = SessionRules(reality_check_minutes=60, most_minutes=None, inactivity_minutes=30)


class Waiting:
    """The queue of proposals, which waits no longer than SQS does."""

    def __init__(self, clock):
        self.clock = clock
        self.messages = []
        self.handed_over = 0

    def propose(self, player_id, since, *, in_seconds=0):
        due_at = self.clock() + timedelta(seconds=min(in_seconds, 900))
        self.messages.append((due_at, player_id, since))

    def take(self):
        """Take what is due by now."""
        now = self.clock()
        due = [each for each in self.messages if each[0] <= now]
        self.messages = [each for each in self.messages if each[0] > now]
        self.handed_over += len(due)
        return due


class Session:
    """Ann, who plays, and what she is told."""

    def __init__(self):
        self.clock = Clock()
        self.versions = VersionsInMemory()
        self.waiting = Waiting(self.clock)
        self.parts = some_parts(
            create_queues(),
            clock=self.clock,
            policies=policies_of("demo", clock=self.clock, versions=self.versions),
            reality_checks=self.waiting,
        )
        self.rule(HOURLY)
        work = UnitOfWork(self.parts.dynamodb)
        self.parts.ledger.open_wallet(work, Wallet("ann", "EUR", cash=1_000_000))
        work.commit()
        self.bets = 0
        self.heard = set()

    def rule(self, rules):
        number = len(self.versions.versions) + 1
        policy = version(shipped("demo", session=rules), number, self.clock.now)
        self.versions.versions.append(policy)
        self.clock.now += 2 * MINUTE

    def bet(self, stake=100, payout=0):
        self.bets += 1
        now = self.clock()
        money = GameMoney(self.parts.dynamodb, self.parts.ledger, "ann")
        money.fetch(now)
        policy = self.parts.policies.at("", now)
        key, on = f"b-{self.bets}", {"game_id": "dice"}
        bet = money.stake(BetKind.INSTANT, key, stake, policy=policy, at=now, reference=on)
        if payout:
            money.win(bet, payout, at=now)
        work = UnitOfWork(self.parts.dynamodb)
        money.add_to(work)
        work.commit()
        self._hear()

    def _hear(self):
        """Let the ledger's stream be heard, each entry once."""
        stored = [from_item(each) for each in self.parts.dynamodb.scan(TableName="wallet")["Items"]]
        new = [each for each in stored if each["sk"] not in self.heard]
        self.heard |= {each["sk"] for each in new if each["sk"] != "WALLET"}
        for player_id, since in stretches_among(new):
            self.waiting.propose(player_id, since)

    def wait(self, minutes):
        """Let time pass, minute by minute, and whatever is due in it be done."""
        for _ in range(minutes):
            self._deliver()
            self.clock.now += MINUTE
        self._deliver()

    def _deliver(self):
        while due := self.waiting.take():
            for _, player_id, since in due:
                tell_reality_check(self.parts, player_id, since)

    def play(self, minutes, *, every=10, **bet):
        """Bet now and every few minutes, for so long."""
        for _ in range(0, minutes, every):
            self.bet(**bet)
            self.wait(every)

    def told(self):
        head = self.parts.channel_log.head(player_channel("ann"))
        events = self.parts.channel_log.since(head, head.epoch, 0, 100) or []
        return [dict(each.data) for each in events if each.name == "session.reality_check"]

    def acknowledge(self):
        acknowledge_check(self.parts, "ann")

    def due(self):
        with pytest.raises(RealityCheckDue) as refusal:
            self.bet()
        return refusal.value.details


@pytest.fixture
def ann(aws):
    return Session()


def test_after_an_hour_of_play_a_player_is_told_and_has_to_acknowledge(ann):
    ann.play(50, stake=100, payout=30)
    ann.play(10, stake=400)
    facts = {"elapsed_minutes": 60, "staked": 900, "paid_out": 150, "net": -750}
    assert ann.told() == [facts]
    assert ann.due() == facts
    version = ann.parts.ledger.wallet("ann").version
    ann.acknowledge()
    ann.acknowledge()
    ann.bet()
    assert ann.parts.ledger.wallet("ann").version == version + 1
    assert ann.told() == [facts]


def test_nothing_is_due_before_its_time(ann):
    ann.play(50)
    ann.wait(9)
    assert ann.told() == []
    ann.acknowledge()
    assert ann.parts.ledger.wallet("ann").standing == 0
    ann.bet()


def test_the_next_check_is_an_hour_after_the_last_one_was_acknowledged(ann):
    ann.play(60)
    ann.wait(5)
    ann.acknowledge()
    ann.play(60)
    assert [each["elapsed_minutes"] for each in ann.told()] == [60, 125]
    assert ann.told()[1]["staked"] == 1_200
    assert ann.due()["elapsed_minutes"] == 125


def test_what_is_won_later_by_what_was_staked_counts_too(ann):
    ann.play(60)
    assert ann.due()["paid_out"] == 0
    wallet = ann.parts.ledger.wallet("ann")
    money = GameMoney(ann.parts.dynamodb, ann.parts.ledger, "ann")
    money.fetch(ann.clock())
    bet = ann.parts.ledger.statement("ann", limit=1).items[0]
    money.win(bet, 5_000, at=ann.clock())
    work = UnitOfWork(ann.parts.dynamodb)
    money.add_to(work)
    work.commit()
    assert ann.parts.ledger.wallet("ann").version == wallet.version + 1
    assert (ann.due()["paid_out"], ann.due()["net"]) == (5_000, 4_400)


def test_a_break_ends_a_session(ann):
    ann.play(40)
    # The last bet was ten minutes ago.
    ann.wait(20)
    ann.bet()
    ann.wait(59)
    assert ann.told() == []
    ann.bet()
    assert ann.parts.ledger.wallet("ann").marks["play"]["staked"] == 500


def test_a_break_that_is_too_short_does_not(ann):
    ann.play(40)
    ann.wait(19)
    ann.bet()
    ann.wait(1)
    assert [each["elapsed_minutes"] for each in ann.told()] == [60]
    assert ann.due()["staked"] == 500


def test_who_has_stopped_playing_is_told_nothing(ann):
    ann.play(20)
    ann.wait(200)
    assert ann.told() == []
    ann.bet()


def test_a_check_that_was_due_stays_due_the_next_day(ann):
    ann.play(60)
    ann.wait(24 * 60)
    assert ann.due()["elapsed_minutes"] == 80
    ann.acknowledge()
    ann.bet()
    assert len(ann.told()) == 1


def test_messages_that_come_twice_late_or_for_another_stretch_tell_nothing_twice(ann):
    ann.play(10)
    since = int(ann.clock.now.timestamp()) - 600
    tell_reality_check(ann.parts, "ann", since)
    tell_reality_check(ann.parts, "ann", since - 1)
    ann.play(50)
    for _ in range(3):
        tell_reality_check(ann.parts, "ann", since)
        tell_reality_check(ann.parts, "ann", since + 1)
    assert len(ann.told()) == 1
    ann.acknowledge()
    tell_reality_check(ann.parts, "ann", since)
    assert len(ann.told()) == 1


def test_an_hour_takes_a_handful_of_messages_however_much_is_bet(ann):
    ann.play(60, every=1)
    assert len(ann.told()) == 1
    assert ann.waiting.handed_over <= 6


def test_where_no_check_is_prescribed_nobody_is_stopped(ann):
    ann.rule(replace(HOURLY, reality_check_minutes=None))
    ann.play(180)
    assert ann.told() == []
    assert ann.waiting.messages == []


def test_a_policy_that_changes_while_somebody_plays_holds_for_them(ann):
    ann.play(20)
    ann.rule(replace(HOURLY, reality_check_minutes=20))
    assert ann.due()["elapsed_minutes"] == 22


def test_a_player_may_end_their_own_sessions(ann):
    ann.rule(replace(HOURLY, reality_check_minutes=None))
    set_limit(ann.parts, "ann", PLAY_BY_SESSION, 45)
    ann.play(40)
    shown = _play_limit(ann)
    last = ann.clock.now - 10 * MINUTE
    assert (shown.used, shown.remaining) == (40, 5)
    ann.wait(4)
    ann.bet()
    ann.wait(1)
    with pytest.raises(SessionLimitReached) as refusal:
        ann.bet()
    assert refusal.value.details == {
        "kind": "play",
        "period": "session",
        "remaining": 0,
        "resets_at": to_rfc3339(last + 44 * MINUTE),
    }
    ann.wait(28)
    with pytest.raises(SessionLimitReached):
        ann.bet()
    ann.wait(1)
    ann.bet()
    assert _play_limit(ann).used == 0


def test_the_policys_own_limit_holds_beside_the_players(ann):
    ann.rule(replace(HOURLY, most_minutes=30))
    set_limit(ann.parts, "ann", PLAY_BY_SESSION, 45)
    ann.play(30)
    with pytest.raises(SessionLimitReached):
        ann.bet()


def test_what_is_owed_is_paid_while_a_check_is_due(ann):
    ann.play(60)
    ann.due()
    money = GameMoney(ann.parts.dynamodb, ann.parts.ledger, "ann")
    money.fetch(ann.clock())
    money.win(ann.parts.ledger.statement("ann", limit=1).items[0], 100, at=ann.clock())


def test_a_message_waits_as_long_as_one_can(ann, monkeypatch):
    sent = []
    queue = RealityChecks(ann.parts.sqs, ann.parts.settings.reality_check_queue_url)
    monkeypatch.setattr(ann.parts.sqs, "send_message", lambda **message: sent.append(message))
    queue.propose("ann", 7)
    queue.propose("ann", 7, in_seconds=59.2)
    queue.propose("ann", 7, in_seconds=3_600)
    assert [each["DelaySeconds"] for each in sent] == [0, 60, 900]
    assert sent[0]["MessageBody"] == '{"player_id": "ann", "since": 7}'


def _play_limit(ann):
    [found] = [each for each in list_limits(ann.parts, "ann").items if each.kind == "play"]
    return found
