"""The relay of the ledger's stream: who hears of an entry, also when one of them can't."""

import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from casino.channels import MAX_SOURCES
from casino.parts import at_start
from casino.sessions import Kind, Sessions
from casino.sessions.limits import LIMITS
from casino.shared.aws import client
from casino.shared.errors import Unavailable
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, EntryType, Ledger, Wallet
from casino.wallet.game_entries import post_game_entry
from casino.wallet.use_cases.publish_wallet_entries import publish_wallet_entries
from functions.streams.wallet import handler
from tests.support.api_events import LambdaContext
from tests.support.parts import create_queues, functions_with
from tests.support.traffic import traffic

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def stream(aws):
    """Ann's deposit and bet, as the stream tells them."""
    _post(EntryType.DEPOSIT, {CASH: 1_000, "psp:stripe": -1_000})
    _post(EntryType.BET, {CASH: -100, "game:dice": 100})
    queues = create_queues()
    with functions_with(queues, clock=lambda: NOW):
        yield SimpleNamespace(
            summing=queues["SUMMING_QUEUE_URL"],
            tell=lambda: handler({"Records": _records()}, LambdaContext()),
        )


def _records():
    """Whatever the stream has told by now."""
    stored = client("dynamodb").scan(TableName="wallet")["Items"]
    entries = [each for each in stored if each["sk"]["S"].startswith("ENTRY#")]
    entries.sort(key=lambda each: int(each["version"]["N"]))
    return [{"dynamodb": {"NewImage": each}} for each in entries]


def _post(entry_type, postings):
    ledger = Ledger(client("dynamodb"), "wallet")
    work = UnitOfWork(client("dynamodb"))
    if entry_type is EntryType.DEPOSIT:
        ledger.open_wallet(work, Wallet("ann", "EUR"))
        work.commit()
        work = UnitOfWork(client("dynamodb"))
    wallet = ledger.wallet("ann")
    after, entry = post_game_entry(wallet, entry_type, entry_type, postings, at=NOW)
    ledger.append(work, wallet, after, entry)
    work.commit()


def told(player_id="ann"):
    """What a player hears: the reasons of their wallet's changes."""
    log = at_start().channel_log
    head = log.head(f"player:{player_id}")
    return [event.data["reason"] for event in log.since(head, head.epoch, 0, 10) or []]


def asked(stream):
    """Whose entries the books are asked to sum, message by message."""
    answer = client("sqs").receive_message(QueueUrl=stream.summing, MaxNumberOfMessages=10)
    return [json.loads(each["Body"])["player_ids"] for each in answer.get("Messages", [])]


def bets_left():
    allowance = Sessions(client("dynamodb"), "connections").admit("ann", 0, Kind.BET, NOW)
    return allowance.remaining + 1


def test_books_player_and_bucket_hear_of_every_entry(stream):
    stream.tell()
    assert asked(stream) == [["ann"]]
    assert told() == ["deposit", "bet"]
    assert bets_left() == LIMITS[Kind.BET].burst - 1


def test_what_is_told_again_changes_nothing(stream):
    stream.tell()
    stream.tell()
    assert told() == ["deposit", "bet"]
    assert bets_left() == LIMITS[Kind.BET].burst - 1


@pytest.mark.parametrize("lost", ["books", "players"])
def test_one_who_can_not_hear_keeps_nothing_from_the_others(stream, monkeypatch, lost):
    def unavailable(*_args, **_given):
        raise Unavailable

    with monkeypatch.context() as outage:
        if lost == "books":
            outage.setattr("casino.books.queue.SummingQueue.ask_for", unavailable)
        else:
            outage.setattr("casino.channels.channel_log.ChannelLog.append_each_once", unavailable)
        with pytest.raises(ExceptionGroup):
            stream.tell()
    assert (asked(stream) == []) is (lost == "books")
    assert (told() == []) is (lost == "players")
    stream.tell()
    assert asked(stream) == [["ann"]]
    assert told() == ["deposit", "bet"]
    # Charged with the delivery that failed, and no second time.
    assert bets_left() == LIMITS[Kind.BET].burst - 1


def entries_of(player_id, number):
    """Some entries of one player, as the stream brings them together."""
    wallet, entries = Wallet(player_id, "EUR"), []
    for key in range(number):
        deposit = {CASH: 1, "psp:stripe": -1}
        wallet, entry = post_game_entry(wallet, EntryType.DEPOSIT, str(key), deposit, at=NOW)
        entries.append(entry)
    return entries


@pytest.mark.parametrize("number", [1, 10])
def test_a_players_entries_are_told_in_one_write_however_many(stream, number):
    with traffic() as seen:
        publish(entries_of("ben", number))
    assert told("ben") == ["deposit"] * number
    # Where the channel ends, the events and their marks, and the senders: once for all of them.
    assert seen.calls == {"GetItem": 1, "TransactWriteItems": 1, "SendMessageBatch": 1}


def test_what_comes_again_beside_what_is_new_is_told_once(stream):
    stream.tell()
    _post(EntryType.WIN, {CASH: 200, "game:dice": -200})
    stream.tell()
    assert told() == ["deposit", "bet", "win"]


def test_more_entries_than_one_write_takes_are_told_in_their_order(stream):
    publish(entries_of("ben", MAX_SOURCES + 2))
    log = at_start().channel_log
    head = log.head("player:ben")
    versions = [event.data["version"] for event in log.since(head, head.epoch, 0, 200)]
    assert versions == list(range(1, MAX_SOURCES + 3))


def publish(entries):
    publish_wallet_entries(at_start().channel_log, lambda: NOW, entries)
