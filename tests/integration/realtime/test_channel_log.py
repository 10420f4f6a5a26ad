from datetime import UTC, datetime

import pytest

from casino.realtime import ChannelLog, Draft
from casino.shared.aws import client
from casino.shared.errors import Contention
from casino.shared.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANNEL = "table:t"


@pytest.fixture
def log(aws):
    return ChannelLog(client("dynamodb"), "channels")


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


def test_a_gap_is_replayed_whole_or_not_at_all(log):
    events = tell(log, *"abcde")
    head = log.head(CHANNEL)
    assert log.since(head, head.epoch, 2, 100) == events[2:]
    assert log.since(head, head.epoch, 2, 2) == events[2:4]
    assert log.since(head, head.epoch, 5, 100) == []
    assert log.since(head, head.epoch, 6, 100) is None
    assert log.since(head, "another", 2, 100) is None
    client("dynamodb").delete_item(
        TableName="channels",
        Key={"pk": {"S": CHANNEL}, "sk": {"S": f"EVENT#{head.epoch}#{4:012d}"}},
    )
    assert log.since(head, head.epoch, 2, 100) is None
    assert log.since(head, head.epoch, 4, 100) == events[4:]


def test_a_long_gap_is_left_to_a_snapshot(log):
    for _ in range(3):
        tell(log, *["x"] * 90)
    head = log.head(CHANNEL)
    assert log.whole_gap(head, head.epoch, 0) is None
    assert len(log.whole_gap(head, head.epoch, 70)) == 200


def test_an_epoch_holds_from_the_moment_that_somebody_was_told_it(log):
    assert log.ensure(CHANNEL).epoch == log.ensure(CHANNEL).epoch
    assert tell(log, "a")[0].epoch == log.ensure(CHANNEL).epoch
