import re
from dataclasses import fields, replace

import pytest

from casino.channels.model import SUBSCRIBERS_PER_SHARD
from casino.channels.quota import SENDERS_SHARE
from scripts.capacity import (
    SHARD,
    Habits,
    Prices,
    Quotas,
    bill,
    cost_a_second,
    cost_of_a_bet,
    demand,
    limits,
    most_players,
    report,
)
from scripts.settings import ROOT
from tests.support.stages import aws_stage

HABITS, QUOTAS, PRICES = Habits(), Quotas(), Prices()


def test_the_simulator_knows_what_the_code_keeps_to():
    assert SHARD == SUBSCRIBERS_PER_SHARD
    assert (QUOTAS.requests, QUOTAS.push_share) == (
        aws_stage("test").requests_per_second,
        SENDERS_SHARE,
    )


def test_it_counts_on_what_the_benchmarks_counted():
    page = (ROOT / "docs/benchmarks.md").read_text()
    counted = {
        name: (int(writes), int(reads))
        for name, writes, reads in re.findall(
            r"^\| (.+?) \| \d+ \| (\d+) \| (\d+) \|", page, re.MULTILINE
        )
    }
    bet = counted["`bet.place`, 1 to 20 stakes"]
    assert (HABITS.bet_write_units, HABITS.bet_read_units) == bet
    assert HABITS.settle_write_units == counted["settle one winning bet, and its shard"][0]
    session = zip(counted["`table.join`"], counted["`$disconnect`"], strict=True)
    assert [sum(each) for each in session] == [
        HABITS.session_write_units,
        HABITS.session_read_units,
    ]


def test_it_counts_on_what_the_stage_that_is_shipped_lets_in():
    prod = aws_stage("prod", {"alarm_email": "house@example.com"})
    assert prod.rest_throttle.rate == QUOTAS.rest_throttle
    assert prod.websocket_throttle.rate == QUOTAS.websocket_throttle


def test_a_bill_is_the_sum_of_what_it_is_for():
    asked = demand(1_000, HABITS)
    lines = bill(asked, 1_000, HABITS, PRICES)
    assert cost_a_second(asked, 1_000, HABITS, PRICES) == pytest.approx(sum(lines.values()))
    # Kept for ten years, a bet costs as much again as four of it.
    kept = lines["ten years of bets"] / asked.bets
    assert 3 < kept / cost_of_a_bet(HABITS, PRICES) < 6
    forgetful = replace(HABITS, kept_months=0)
    assert bill(asked, 1_000, forgetful, PRICES)["ten years of bets"] == 0


def test_one_table_worked_out_by_hand():
    habits = Habits(at_table=10, round_seconds=10, betting_seconds=5, bets_a_round=1, wins=0.5)
    asked = demand(10, habits)
    assert asked.tables == 1
    assert asked.bets == 1
    # Five phases, four times somebody came or went, and a summary in each second of betting.
    assert asked.table_events == pytest.approx(14 / 10)
    assert asked.personal_pushes == pytest.approx(2.5)
    assert asked.pushes == pytest.approx(14 + 2.5)


def test_demand_grows_with_players_and_the_hottest_item_does_not():
    few, many = demand(1_000, HABITS), demand(100_000, HABITS)
    assert many.pushes == pytest.approx(100 * few.pushes)
    assert many.hottest_item == few.hottest_item


def test_a_larger_audience_is_told_in_more_shards_but_of_no_more_events():
    small, large = demand(1_000, HABITS), demand(1_000, replace(HABITS, at_table=1_000))
    assert large.table_events < small.table_events
    assert large.queued < small.queued
    assert large.pushes == pytest.approx(small.pushes)


def test_pushes_bind_first_and_a_raised_quota_passes_it_on():
    asked = demand(100_000, HABITS)
    assert limits(asked, QUOTAS)[0].name.startswith("pushes")
    raised = replace(QUOTAS, requests=1_000_000)
    assert not limits(asked, raised)[0].name.startswith("pushes")


def test_as_many_players_as_fit_do_and_one_table_more_does_not():
    most = most_players(HABITS, QUOTAS)
    assert limits(demand(most, HABITS), QUOTAS)[0].share <= 1
    assert limits(demand(most + HABITS.at_table, HABITS), QUOTAS)[0].share > 1


def test_an_hour_of_play_costs_more_than_its_bets_and_less_than_a_cent():
    players = 10_000
    asked = demand(players, HABITS)
    hour = 3600 * cost_a_second(asked, players, HABITS, PRICES) / players
    bets = 3600 * asked.bets / players * cost_of_a_bet(HABITS, PRICES)
    assert bets < hour < 0.02


def test_what_costs_nothing_costs_nothing():
    free = Prices(*(0 for _ in fields(Prices)))
    assert cost_of_a_bet(HABITS, free) == 0
    assert cost_a_second(demand(10, HABITS), 10, HABITS, free) == 0


def test_the_page_shows_what_the_simulator_says():
    assert (
        report((1_000, 10_000, 100_000, 1_000_000), HABITS) in (ROOT / "docs/scale.md").read_text()
    )
