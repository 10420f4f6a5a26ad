"""Readings, guards and units of work: what one use case reads, asks and writes at once."""

from datetime import UTC, datetime

import pytest

from casino.shared.aws import client
from casino.shared.errors import Contention, Forbidden, Unavailable
from casino.shared.guard import ask
from casino.shared.reading import Reading, if_there, required
from casino.shared.unit_of_work import UnitOfWork, stale

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE, ELSEWHERE = ("wallet", {"pk": "A", "sk": "1"}), ("tables", {"pk": "B", "sk": "1"})
NOWHERE = ("wallet", {"pk": "A", "sk": "2"})


@pytest.fixture
def dynamodb(aws):
    dynamodb = client("dynamodb")
    work = UnitOfWork(dynamodb)
    for table, key in (HERE, ELSEWHERE):
        work.put(table, {**key, "says": table}, otherwise=stale)
    work.commit()
    return dynamodb


def said(item):
    return item["says"]


class Counted:
    """A client that counts what is asked of it."""

    def __init__(self, dynamodb):
        self._dynamodb = dynamodb
        self.trips = []

    def __getattr__(self, name):
        self.trips.append(name)
        return getattr(self._dynamodb, name)


class Doorman:
    """A guard that lets those in who are not barred, and counts them."""

    def wants(self):
        return [HERE, NOWHERE]

    def check(self, items, now):
        here, nowhere = items
        assert nowhere is None
        if here.get("barred"):
            raise Forbidden

    def add(self, work):
        _, key = HERE
        work.update(
            "wallet",
            key,
            "ADD visits :one",
            condition="attribute_not_exists(barred)",
            values={":one": 1},
            otherwise=stale,
        )


def test_a_reading_brings_all_that_is_wanted_in_one_trip(dynamodb):
    counted = Counted(dynamodb)
    reading = Reading(counted)
    here, elsewhere = reading.want(HERE, said), reading.want(ELSEWHERE, said)
    nowhere = reading.want(NOWHERE, if_there(said))
    again = reading.want(HERE, if_there(said))
    reading.fetch()
    assert (here.value, elsewhere.value, nowhere.value, again.value) == (
        "wallet",
        "tables",
        None,
        "wallet",
    )
    assert counted.trips == ["batch_get_item"]


def test_what_is_missing_is_told_to_whoever_asks_for_it_first(dynamodb):
    reading = Reading(dynamodb)
    missing = reading.want(NOWHERE, required(said, Forbidden))
    there = reading.want(HERE, required(said, Forbidden))
    reading.fetch()
    assert there.value == "wallet"
    with pytest.raises(Forbidden):
        _ = missing.value


def test_a_guard_decides_by_what_was_fetched_with_the_rest(dynamodb):
    counted = Counted(dynamodb)
    reading = Reading(counted)
    elsewhere = reading.want(ELSEWHERE, said)
    must_pass = ask([Doorman()], reading)
    reading.fetch()
    must_pass(NOW)
    assert (elsewhere.value, counted.trips) == ("tables", ["batch_get_item"])


def test_a_guard_refuses_and_what_it_adds_holds_at_the_commit(dynamodb):
    work = UnitOfWork(dynamodb)
    Doorman().add(work)
    table, key = HERE
    dynamodb.put_item(
        TableName=table, Item={k: {"S": v} for k, v in key.items()} | {"barred": {"BOOL": True}}
    )
    with pytest.raises(Contention):
        work.commit()
    reading = Reading(dynamodb)
    must_pass = ask([Doorman()], reading)
    reading.fetch()
    with pytest.raises(Forbidden):
        must_pass(NOW)


class TestWhatFollowsACommit:
    def work(self, dynamodb, *, condition="attribute_exists(pk)"):
        work, done = UnitOfWork(dynamodb), []
        table, key = HERE
        work.check(table, key, condition=condition, otherwise=stale)
        for number in range(3):
            work.then(lambda number=number: done.append(number))
        return work, done

    def test_is_done_once_and_in_order(self, dynamodb):
        work, done = self.work(dynamodb)
        assert done == []
        work.commit()
        assert done == [0, 1, 2]

    def test_is_not_done_if_nothing_was_written(self, dynamodb):
        work, done = self.work(dynamodb, condition="attribute_not_exists(pk)")
        with pytest.raises(Contention):
            work.commit()
        assert done == []

    def test_is_never_taken_for_a_commit_that_was_refused(self, dynamodb):
        work, done = self.work(dynamodb)

        def contend():
            raise Contention

        work.then(contend)
        with pytest.raises(Unavailable):
            work.commit()
        assert done == [0, 1, 2]
