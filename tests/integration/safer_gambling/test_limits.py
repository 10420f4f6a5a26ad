"""Limits by REST, and what they do to those who play."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest

from casino.betting import BetKind, GameMoney
from casino.catalogue.seed import seed
from casino.instant.messages import PlayRound
from casino.instant.use_cases.play_round import play_round
from casino.policies import LimitKind
from casino.safer_gambling import PlayerLimitReached, is_prompt_due
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Wallet
from tests.support.api_events import call, rest_event
from tests.support.clock import Clock
from tests.support.parts import functions_with
from tests.support.policies import VersionsInMemory, policies_of, shipped, version

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


class Player:
    """Ann, who plays dice and limits herself."""

    def __init__(self, parts, versions):
        self.parts = parts
        self.clock = parts.clock
        self.versions = versions
        self.rounds = 0
        seed(parts.catalogue)
        work = UnitOfWork(parts.dynamodb)
        wallet = Wallet("ann", "EUR", cash=100_000, time_zone="Europe/London")
        parts.ledger.open_wallet(work, wallet)
        work.commit()

    def ask(self, method, path="", body=None):
        from functions.safer_gambling.api import handler

        event = rest_event(method, f"/v1/me/limits{path}", body=body, player_id="ann")
        return call(handler, event)

    def set(self, name, value):
        return self.ask("PUT", f"/{name}", {"value": value})

    def confirm(self, name):
        return self.ask("POST", f"/{name}/confirm")

    def limit(self, name):
        [found] = [
            each
            for each in self.ask("GET").body["items"]
            if f"{each['kind']}/{each['period']}" == name
        ]
        return found

    def play(self, stake, payout=0):
        """Play a round of which the outcome is said, as every way to bet does."""
        self.rounds += 1
        retrying(lambda: self._bet(f"b-{self.rounds}", stake, payout))

    def _bet(self, key, stake, payout):
        now = self.clock()
        money = GameMoney(self.parts.dynamodb, self.parts.ledger, "ann")
        money.fetch(now)
        policy = self.parts.policies.at(money.wallet.jurisdiction, now)
        on = {"game_id": "dice"}
        bet = money.stake(BetKind.INSTANT, key, stake, policy=policy, at=now, reference=on)
        if payout:
            money.win(bet, payout, at=now)
        work = UnitOfWork(self.parts.dynamodb)
        money.add_to(work)
        work.commit()

    def refused(self, stake):
        with pytest.raises(PlayerLimitReached) as refusal:
            self.play(stake)
        return refusal.value.details

    def history(self):
        return [
            (each.act, each.before, each.value, each.pending_value)
            for each in self.parts.limit_changes.of("ann")
        ]


@contextmanager
def overtaken_by(act):
    """Let something else happen right before the first commit within."""
    commit, pending = UnitOfWork.commit, [act]

    def overtaken(work):
        if pending:
            pending.pop()()
        commit(work)

    with patch.object(UnitOfWork, "commit", overtaken):
        yield


@pytest.fixture
def ann(aws):
    clock, versions = Clock(), VersionsInMemory()
    policies = policies_of("demo", clock=clock, versions=versions)
    with functions_with(clock=clock, policies=policies) as parts:
        yield Player(parts, versions)


def test_a_player_is_asked_for_limits_where_the_policy_has_it_until_they_choose(ann):
    def due():
        wallet = ann.parts.ledger.wallet("ann")
        return is_prompt_due(wallet, ann.parts.policies.at("", ann.clock.now))

    assert not due()
    policy = shipped("demo", limits=shipped("uk").limits)
    ann.versions.versions.append(version(policy, 1, ann.clock.now))
    ann.clock.now += timedelta(minutes=2)
    assert due()
    # To want none is a choice, too.
    assert ann.set("deposit/month", None).body["value"] is None
    assert not due()


def test_who_has_set_none_sees_every_limit_that_there_is(ann):
    items = ann.ask("GET").body["items"]
    assert [(each["kind"], each["period"]) for each in items] == [
        ("deposit", "day"),
        ("deposit", "week"),
        ("deposit", "month"),
        ("loss", "day"),
        ("loss", "week"),
        ("loss", "month"),
        ("stake", "bet"),
        ("play", "session"),
    ]
    assert {(each["value"], each["remaining"], each["pending"]) for each in items} == {
        (None, None, None)
    }


def test_a_first_limit_holds_at_once_and_counts_what_was_lost_before_it(ann):
    ann.play(400)
    answer = ann.set("loss/day", 1_000)
    assert answer.status == 200
    assert answer.body == {
        "kind": "loss",
        "period": "day",
        "value": 1_000,
        "used": 400,
        "remaining": 600,
        "resets_at": "2026-11-24T00:00:00.000000Z",
        "pending": None,
    }
    assert ann.refused(601) == {
        "kind": "loss",
        "period": "day",
        "remaining": 600,
        "resets_at": "2026-11-24T00:00:00.000000Z",
    }
    ann.play(600)
    assert ann.refused(1)["remaining"] == 0
    ann.clock.now += DAY
    ann.play(600)


def test_the_lowest_of_several_applies(ann):
    ann.set("loss/month", 1_000)
    ann.set("loss/day", 300)
    ann.set("loss/week", 500)
    ann.set("stake/bet", 250)
    assert ann.refused(260)["kind"] == "stake"
    ann.play(250)
    assert ann.refused(100) == ann.refused(51)
    assert (ann.refused(51)["period"], ann.refused(51)["remaining"]) == ("day", 50)
    ann.clock.now += DAY
    ann.play(250)
    assert (ann.refused(1)["period"], ann.refused(1)["remaining"]) == ("week", 0)
    # The first of December: another day, another week, another month.
    ann.clock.now += WEEK
    ann.play(250)
    assert ann.limit("loss/month")["used"] == 250


def test_what_comes_back_may_be_staked_again(ann):
    """Losses count, and not stakes: who gets everything back has lost nothing."""
    ann.set("loss/day", 100)
    for _ in range(3):
        ann.play(100, payout=100)
    assert (ann.limit("loss/day")["used"], ann.limit("loss/day")["remaining"]) == (0, 100)
    ann.play(100, payout=150)
    # Fifty ahead: that may be lost, and then what the limit leaves.
    assert ann.limit("loss/day")["remaining"] == 100
    assert ann.refused(151)["remaining"] == 100
    ann.play(150)
    assert ann.refused(1)["remaining"] == 0


def test_an_instant_round_asks_the_limits(ann):
    ann.set("loss/day", 100)
    wanted = PlayRound(stake=101, choice={"direction": "under", "chance": 4_950})
    with pytest.raises(PlayerLimitReached):
        play_round(ann.parts, "ann", "key-1", "dice", wanted)
    assert ann.parts.ledger.wallet("ann").version == 0


def test_a_stake_limit_refuses_the_whole_bet(ann):
    ann.set("stake/bet", 100)
    assert ann.refused(101) == {
        "kind": "stake",
        "period": "bet",
        "remaining": 100,
        "resets_at": None,
    }
    ann.play(100)
    assert ann.parts.ledger.wallet("ann").version == 1


def test_a_higher_limit_waits_and_has_to_be_confirmed(ann):
    ann.set("loss/day", 100)
    waiting = ann.set("loss/day", 500).body
    effective_at = to_rfc3339(ann.clock.now + DAY)
    assert (waiting["value"], waiting["pending"]) == (
        100,
        {"value": 500, "effective_at": effective_at},
    )
    too_soon = ann.confirm("loss/day")
    assert (too_soon.status, too_soon.body["code"]) == (409, "cooling_off")
    assert ann.refused(101)["remaining"] == 100
    ann.clock.now += DAY
    assert ann.refused(101)["remaining"] == 100
    confirmed = ann.confirm("loss/day")
    assert (confirmed.status, confirmed.body["value"]) == (200, 500)
    assert confirmed.body["pending"] is None
    ann.play(500)
    again = ann.confirm("loss/day")
    assert (again.status, again.body["code"]) == (409, "nothing_pending")
    assert ann.history() == [
        ("asked", None, 100, None),
        ("asked", 100, 100, 500),
        ("confirmed", 100, 500, None),
    ]


def test_the_end_of_a_limit_waits_as_well(ann):
    ann.set("stake/bet", 100)
    assert ann.set("stake/bet", None).body["pending"]["value"] is None
    ann.clock.now += DAY
    assert ann.confirm("stake/bet").body["value"] is None
    ann.play(1_000)


def test_what_nobody_confirms_for_a_week_lapses(ann):
    ann.set("loss/day", 100)
    ann.set("loss/day", 500)
    ann.clock.now += DAY + WEEK - timedelta(seconds=1)
    assert ann.limit("loss/day")["pending"]["value"] == 500
    ann.clock.now += timedelta(seconds=1)
    assert ann.limit("loss/day")["pending"] is None
    assert ann.confirm("loss/day").body["code"] == "nothing_pending"
    assert ann.refused(101)["remaining"] == 100


def test_the_same_again_does_not_wait_anew_and_another_does(ann):
    ann.set("loss/day", 100)
    first = ann.set("loss/day", 500).body["pending"]
    ann.clock.now += DAY / 2
    assert ann.set("loss/day", 500).body["pending"] == first
    other = ann.set("loss/day", 600).body["pending"]
    assert other["effective_at"] == to_rfc3339(ann.clock.now + DAY)
    assert len(ann.history()) == 3


def test_a_lower_limit_takes_back_what_waits(ann):
    ann.set("loss/day", 100)
    ann.set("loss/day", 500)
    lowered = ann.set("loss/day", 50).body
    assert (lowered["value"], lowered["pending"]) == (50, None)


def test_a_policy_can_have_it_wait_longer_but_not_shorter(ann):
    def applied(number, hours):
        policy = shipped("demo")
        rules = replace(policy.limits[LimitKind.LOSS], raise_wait_hours=hours)
        policy = replace(policy, limits={**policy.limits, LimitKind.LOSS: rules})
        ann.versions.versions.append(version(policy, number, ann.clock.now))
        ann.clock.now += timedelta(minutes=2)

    ann.set("loss/day", 100)
    told = ann.set("loss/day", 200).body["pending"]["effective_at"]
    applied(1, 72)
    # What a player was told stays true.
    assert ann.limit("loss/day")["pending"]["effective_at"] == told
    longer = ann.set("loss/day", 300).body["pending"]["effective_at"]
    assert longer == to_rfc3339(ann.clock.now + timedelta(hours=72))
    applied(2, 1)
    shorter = ann.set("loss/day", 400).body["pending"]["effective_at"]
    assert shorter == to_rfc3339(ann.clock.now + DAY)
    assert [each.policy_version for each in ann.parts.limit_changes.of("ann")] == [0, 0, 1, 2]


def test_a_limit_that_is_no_longer_on_offer_holds_all_the_same(ann):
    ann.set("stake/bet", 100)
    policy = shipped("demo")
    others = {kind: rules for kind, rules in policy.limits.items() if kind != LimitKind.STAKE}
    ann.versions.versions.append(version(replace(policy, limits=others), 1, ann.clock.now))
    ann.clock.now += timedelta(minutes=2)
    assert ann.refused(101)["kind"] == "stake"
    assert ann.limit("stake/bet")["value"] == 100
    assert ann.set("stake/bet", 50).status == 404


@pytest.mark.parametrize("path", ["loss/bet", "stake/day", "win/day", "play/week"])
def test_there_are_no_other_limits(ann, path):
    assert ann.set(path, 100).status == 404
    assert ann.confirm(path).status == 404


@pytest.mark.parametrize("value", [0, -1, 1.5, "100", True, 10**13])
def test_a_limit_is_a_whole_number_above_zero(ann, value):
    assert ann.set("loss/day", value).status == 422
    assert ann.ask("PUT", "/loss/day", {}).status == 422
    assert ann.ask("PUT", "/loss/day", {"value": 100, "more": 1}).status == 422
    assert ann.history() == []


def test_a_limit_that_is_lowered_stops_a_bet_that_was_decided_before_it(ann):
    ann.set("loss/day", 1_000)
    with overtaken_by(lambda: ann.set("loss/day", 50)):
        assert ann.refused(100)["remaining"] == 50
    assert ann.parts.ledger.wallet("ann").version == 0


def test_a_wallet_with_every_limit_costs_a_bet_no_more(ann):
    for each in ann.ask("GET").body["items"]:
        name = f"{each['kind']}/{each['period']}"
        ann.set(name, 1_000_000)
        ann.set(name, 2_000_000)
    assert all(each["pending"] for each in ann.ask("GET").body["items"])
    ann.play(100)
    item = ann.parts.dynamodb.get_item(
        TableName="wallet", Key={"pk": {"S": "PLAYER#ann"}, "sk": {"S": "WALLET"}}
    )["Item"]
    assert _size(item) < 850


def _size(item):
    """Return how many bytes DynamoDB counts: names and values, and some for each of a list."""

    def of(attribute):
        [(kind, value)] = attribute.items()
        match kind:
            case "S":
                return len(value.encode())
            case "N":
                return len(value.lstrip("-")) // 2 + 2
            case "L":
                return 3 + sum(1 + of(each) for each in value)
            case "M":
                return 3 + sum(1 + len(name) + of(each) for name, each in value.items())
            case _:
                return 1

    return sum(len(name) + of(each) for name, each in item.items())
