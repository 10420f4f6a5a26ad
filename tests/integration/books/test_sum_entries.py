"""Every entry is in the sums once, whatever is delivered how often and in which order."""

import json
from contextlib import suppress

import pytest
from botocore.exceptions import EndpointConnectionError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casino.books import AccountDay, AccountSum
from casino.books.errors import GapInLedger
from casino.books.use_cases import sum_entries as module
from casino.books.use_cases.rebuild_sums import rebuild_sums
from casino.shared.aws import client
from casino.shared.dynamodb import to_item
from functions.books import sum_entries as function
from tests.integration.books.conftest import GAME, Office
from tests.support.api_events import LambdaContext
from tests.support.moto_cloud import start_anew


def test_postings_are_summed_by_account_currency_and_day(office):
    office.deposit("ann", 1_000)
    office.bet("ann", 300)
    office.deposit("ben", 500)
    office.let_days_pass(1)
    office.bet("ann", 200)
    office.win("ann", 450)
    assert office.sum("ann", "ben").entries == 5
    sums = office.books.sums(1)
    assert sums[AccountDay(GAME, "EUR", "2026-11-23")] == AccountSum(300, 0, 1)
    assert sums[AccountDay(GAME, "EUR", "2026-11-24")] == AccountSum(200, 450, 2)
    assert sums[AccountDay("psp:stripe", "GBP", "2026-11-23")] == AccountSum(0, 500, 1)
    assert sums[AccountDay("player:cash", "EUR", "2026-11-24")].balance == 250


def test_what_has_been_summed_is_not_summed_again(office):
    office.deposit("ann", 1_000)
    assert office.sum("ann", "ann").entries == 1
    assert office.sum("ann").entries == 0
    office.bet("ann", 300)
    assert office.sum("ann").entries == 1
    assert office.summed() == office.true_sums()


def test_what_flowed_is_told_once_and_by_currency(office):
    office.deposit("ann", 1_000)
    office.bet("ann", 300)
    office.deposit("ben", 500)
    office.sum("ann", "ben")
    office.win("ann", 450)
    for _ in range(3):
        office.sum("ann", "ben")
    assert office.flowed("EUR") == (1_000, 300, 450, 1)
    assert office.flowed("GBP") == (500, 0, 0, 0)


def test_what_flowed_is_measured_as_people_write_it(office, monkeypatch, capsys):
    monkeypatch.setattr(function, "parts", office.parts)
    office.open_wallet("kim", "KWD")
    office.deposit("kim", 10_000)
    office.bet("kim", 1_250)
    office.win("kim", 500)
    body = json.dumps({"player_ids": ["kim"]})
    event = {"Records": [{"messageId": "m-1", "body": body}]}
    assert function.handler(event, LambdaContext()) == {"batchItemFailures": []}
    assert function.handler(event, LambdaContext()) == {"batchItemFailures": []}
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    [measured] = [each for each in lines if "_aws" in each]
    assert (measured["service"], measured["currency"]) == ("books", "KWD")
    assert {name: values[0] for name, values in measured.items() if isinstance(values, list)} == {
        "Deposited": 10.0,
        "Withdrawn": 0.0,
        "Staked": 1.25,
        "PaidOut": 0.5,
        "GamingRevenue": 0.75,
        "Bets": 1.0,
    }


def test_what_flowed_is_told_once_while_two_generations_are_summed(office):
    office.books.begin_rebuild()
    office.deposit("ann", 1_000)
    office.sum("ann")
    rebuild_sums(office.books, office.reader, segments=1)
    office.sum("ann")
    assert office.flowed() == (1_000, 0, 0, 0)


def test_a_message_that_was_lost_is_made_good_by_the_next(office):
    office.deposit("ann", 1_000)
    for _ in range(5):
        office.bet("ann", 10)
    assert office.sum("ann").entries == 6
    assert office.summed()[GAME, "EUR"] == 50


def test_nobody_is_summed_whose_wallet_is_unknown(office):
    assert office.sum("nobody").entries == 0


def test_each_currency_sums_to_zero(office):
    office.deposit("ann", 1_000)
    office.bet("ann", 300)
    office.deposit("ben", 77)
    office.sum("ann", "ben")
    for wanted in ("EUR", "GBP"):
        assert sum(a for (_, currency), a in office.summed().items() if currency == wanted) == 0


def test_more_than_one_transaction_holds_is_summed_in_several(office, monkeypatch):
    monkeypatch.setattr(module, "_WRITES_AT_ONCE", 3)
    office.deposit("ann", 1_000)
    office.deposit("ben", 1_000)
    for _ in range(4):
        office.bet("ann", 10)
        office.let_days_pass(1)
    assert office.sum("ann", "ben").entries == 6
    assert office.summed() == office.true_sums()


def test_a_missing_entry_stops_its_player_and_nobody_else(office):
    office.deposit("ann", 1_000)
    lost = office.bet("ann", 10)
    office.bet("ann", 20)
    office.deposit("ben", 500)
    table, key = office.ledger.entry_key("ann", lost.type, lost.key)
    client("dynamodb").delete_item(TableName=table, Key=to_item(key))
    summed = office.sum("ann", "ben")
    assert summed.entries == 2
    assert summed.gaps == ("ann: entry 2 is missing",)
    with pytest.raises(GapInLedger, match="ann: entry 2"):
        summed.must_be_whole()


def test_a_rebuild_puts_right_what_was_wrong(office):
    office.deposit("ann", 1_000)
    office.sum("ann")
    office.books.add(
        1, {}, {AccountDay(GAME, "EUR", "2026-11-23"): AccountSum(received=1, postings=1)}
    )
    assert office.summed() != office.true_sums()
    rebuilt = rebuild_sums(office.books, office.reader, segments=1)
    assert (rebuilt.generation, rebuilt.players, rebuilt.entries) == (2, 2, 1)
    assert office.summed() == office.true_sums()
    assert office.books.sums(1) == {}


def test_entries_that_come_during_a_rebuild_are_in_both_sums(office):
    office.deposit("ann", 1_000)
    office.deposit("ben", 500)
    office.sum("ann", "ben")
    building = office.books.begin_rebuild()
    office.bet("ann", 100)
    office.sum("ann")  # the walk has not come by yet
    office.sum("ben")
    assert office.summed() == office.true_sums()
    office.bet("ben", 50)  # and its message comes after the walk
    rebuild_sums(office.books, office.reader, segments=1)
    assert office.books.generations().serving == building
    office.sum("ben")
    assert office.summed() == office.true_sums()


def test_a_rebuild_that_died_is_gone_on_with(office):
    office.deposit("ann", 1_000)
    assert office.books.begin_rebuild() == office.books.begin_rebuild() == 2
    assert rebuild_sums(office.books, office.reader, segments=1).generation == 2
    assert office.books.generations().building is None


class Crashing:
    """A DynamoDB that breaks down before or after some of its transactions."""

    def __init__(self, dynamodb, crashes):
        self._dynamodb = dynamodb
        self._crashes = list(crashes)

    def __getattr__(self, name):
        return getattr(self._dynamodb, name)

    def transact_write_items(self, **request):
        crash = self._crashes.pop(0) if self._crashes else None
        if crash == "before":
            raise EndpointConnectionError(endpoint_url="https://dynamodb")
        answer = self._dynamodb.transact_write_items(**request)
        if crash == "after":
            raise EndpointConnectionError(endpoint_url="https://dynamodb")
        return answer


PLAYERS = ("ann", "ben", "cat")
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("deposit"), st.sampled_from(PLAYERS), st.integers(1, 500)),
        st.tuples(st.just("bet"), st.sampled_from(PLAYERS), st.integers(1, 50)),
        st.tuples(st.just("deliver"), st.sets(st.sampled_from(PLAYERS), min_size=1)),
        st.tuples(st.just("begin a rebuild")),
        st.tuples(st.just("rebuild")),
        st.tuples(st.just("a day later")),
    ),
    max_size=25,
)


@given(deeds=deeds, crashes=st.lists(st.sampled_from([None, "before", "after"]), max_size=12))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_the_sums_are_the_ledgers_whatever_happens(deeds, crashes):
    start_anew()
    office = Office(Crashing(client("dynamodb"), crashes))
    for player_id in PLAYERS:
        office.open_wallet(player_id)
        office.deposit(player_id, 1_000)
    for deed in deeds:
        with suppress(EndpointConnectionError):
            match deed:
                case ("deposit", player_id, amount):
                    office.deposit(player_id, amount)
                case ("bet", player_id, amount):
                    office.bet(player_id, amount)
                case ("deliver", player_ids):
                    office.sum(*sorted(player_ids))
                case ("begin a rebuild",):
                    office.books.begin_rebuild()
                case ("rebuild",):
                    rebuild_sums(office.books, office.reader, segments=1)
                case ("a day later",):
                    office.let_days_pass(1)
    settled = Office()
    settled.sum(*PLAYERS)
    assert settled.summed() == settled.true_sums()
    settled.sum(*PLAYERS)
    assert settled.summed() == settled.true_sums()
    # What a crash kept from being told is missing; nothing is ever told twice.
    wallets = [settled.ledger.wallet(each).totals for each in PLAYERS]
    deposited, staked, _, _ = map(sum, zip(office.flowed(), settled.flowed(), strict=True))
    assert deposited <= sum(each.deposited for each in wallets)
    assert staked <= sum(each.staked for each in wallets)
