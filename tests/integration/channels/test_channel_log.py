from datetime import UTC, datetime
from itertools import product

import pytest

from casino.channels import Draft
from casino.channels.channel_log import MAX_APPENDED, ChannelLog
from casino.shared.aws import client
from casino.shared.dynamodb import put_new, to_item
from casino.shared.errors import Contention
from casino.shared.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANNEL = "table:t"


@pytest.fixture
def log(aws):
    return ChannelLog(client("dynamodb"), "channels", lambda *_: None)


def tell(log, *names, channel=CHANNEL):
    work = UnitOfWork(client("dynamodb"))
    drafts = [Draft(name, {"number": number}) for number, name in enumerate(names)]
    events = log.append(work, log.head(channel), drafts, NOW)
    work.commit()
    return events


def test_events_are_numbered_from_one_without_gaps(log):
    tell(log, "a")
    tell(log, "b", "c")
    head = log.head(CHANNEL)
    events = log.since(head, head.epoch, 0, 100)
    assert [(event.seq, event.name) for event in events] == [(1, "a"), (2, "b"), (3, "c")]


def test_two_writers_with_the_same_head_cannot_both_take_the_next_number(log):
    tell(log, "a")
    head = log.head(CHANNEL)
    tell(log, "b")
    work = UnitOfWork(client("dynamodb"))
    log.append(work, head, [Draft("late", {})], NOW)
    with pytest.raises(Contention):
        work.commit()
    assert log.head(CHANNEL).seq == 2


def test_two_writers_cannot_both_begin_a_channel(log):
    nothing_yet = log.head(CHANNEL)
    tell(log, "a")
    work = UnitOfWork(client("dynamodb"))
    log.append(work, nothing_yet, [Draft("late", {})], NOW)
    with pytest.raises(Contention):
        work.commit()


def test_a_source_is_heard_once_however_often_it_speaks(log):
    first = log.append_once(CHANNEL, [Draft("a", {})], NOW, source="s")
    assert [event.seq for event in first] == [1]
    assert log.append_once(CHANNEL, [Draft("a", {})], NOW, source="s") == []
    assert log.append_once("table:other", [Draft("a", {})], NOW, source="s") != []
    assert log.head(CHANNEL).seq == 1


@pytest.mark.parametrize("appends", ["a b c d e", "ab cde", "a bcd e", "abcde"])
def test_a_gap_is_replayed_however_the_events_were_appended(log, appends):
    events = [event for names in appends.split() for event in tell(log, *names)]
    head = log.head(CHANNEL)
    for seen, limit in product(range(5), range(1, 6)):
        assert log.since(head, head.epoch, seen, limit) == events[seen : seen + limit]
    assert log.since(head, head.epoch, 5, 100) == []
    assert log.since(head, head.epoch, 6, 100) is None
    assert log.since(head, "another", 2, 100) is None


def test_a_gap_is_replayed_whole_or_not_at_all(log):
    events = [event for name in "abcde" for event in tell(log, name)]
    head = log.head(CHANNEL)
    client("dynamodb").delete_item(
        TableName="channels",
        Key={"pk": {"S": CHANNEL}, "sk": {"S": f"EVENT#{head.epoch}#{4:012d}"}},
    )
    assert log.since(head, head.epoch, 2, 100) is None
    assert log.since(head, head.epoch, 4, 100) == events[4:]


def test_events_that_were_stored_each_in_an_item_of_its_own_are_read_with_those_after(log):
    head = log.ensure(CHANNEL)
    for seq, name in enumerate("ab", start=1):
        item = {"pk": CHANNEL, "sk": f"EVENT#{head.epoch}#{seq:012d}", "at": "then"}
        put_new(client("dynamodb"), "channels", item | {"event": name, "data": {}})
    client("dynamodb").update_item(
        TableName="channels",
        Key=to_item({"pk": CHANNEL, "sk": "HEAD"}),
        UpdateExpression="SET seq = :two",
        ExpressionAttributeValues=to_item({":two": 2}),
    )
    tell(log, "c", "d")
    head = log.head(CHANNEL)
    told = log.since(head, head.epoch, 0, 10)
    assert [(event.seq, event.name) for event in told] == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]
    newest = log.newest(head, ["b", "d"], back_to="a")
    assert {name: event.seq for name, event in newest.items()} == {"a": 1, "b": 2, "d": 4}


def test_no_more_is_appended_at_once_than_who_reads_one_event_expects(log):
    assert len(tell(log, *["x"] * MAX_APPENDED)) == MAX_APPENDED
    with pytest.raises(ValueError, match="at most 100"):
        tell(log, *["x"] * (MAX_APPENDED + 1))
    assert log.head(CHANNEL).seq == MAX_APPENDED


def test_a_long_gap_is_left_to_a_snapshot(log):
    for _ in range(3):
        tell(log, *["x"] * 90)
    head = log.head(CHANNEL)
    assert log.whole_gap(head, head.epoch, 0) is None
    assert len(log.whole_gap(head, head.epoch, 70)) == 200


def test_an_epoch_holds_from_the_moment_that_somebody_was_told_it(log):
    assert log.ensure(CHANNEL).epoch == log.ensure(CHANNEL).epoch
    assert tell(log, "a")[0].epoch == log.ensure(CHANNEL).epoch
