from datetime import UTC, datetime, timedelta

import pytest

from casino.channels.channel_log import MAX_APPENDED
from casino.channels.model import Draft
from casino.channels.use_cases.number_inbox import number_inbox
from casino.chat.errors import ChatMuted, ChatRefused, NotJoined
from casino.chat.messages import SendChat
from casino.chat.moderation import Ruling, Verdict, WordModerator
from casino.chat.use_cases.send_chat import send_chat
from casino.shared.aws import client
from casino.shared.dynamodb import from_item
from casino.shared.unit_of_work import UnitOfWork
from tests.support.parts import create_queues, others, some_parts

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANNEL = "table:t"


class Chat:
    """A table that Ann and Ben sit at, and Cas does not."""

    def __init__(self):
        self.parts = some_parts(create_queues(), clock=lambda: NOW)
        self.subscriptions = self.parts.subscriptions
        self.sessions = self.parts.sessions
        self.log = self.parts.channel_log
        self.inbox = self.parts.inbox
        self.is_numbered_at_once = True
        self.moderator = WordModerator()
        for name in ("ann", "ben", "cas"):
            self.parts.connections.add(f"c-{name}", name, NOW)
        for name in ("ann", "ben"):
            self.subscriptions.subscribe(f"c-{name}", CHANNEL, NOW)

    def say(self, player_id, text, *, staff=(), name=None, **more):
        send_chat(
            others(self.parts, moderator=self.moderator),
            connection_id=f"c-{player_id}",
            player_id=player_id,
            display_name=name or player_id.title(),
            from_staff=player_id in staff,
            wanted=SendChat(table_id="t", text=text, **more),
        )
        if self.is_numbered_at_once:
            self.number()

    def number(self):
        """Let the stream bring what waits to who numbers it."""
        number_inbox(self.parts, CHANNEL)

    @property
    def said(self):
        head = self.log.head(CHANNEL)
        events = self.log.since(head, head.epoch, 0, 100) or []
        return [(each.data["player_name"], each.data["text"]) for each in events]


@pytest.fixture
def chat(aws):
    return Chat()


def test_what_one_says_all_at_the_table_read_under_the_name_and_nothing_else(chat):
    chat.say("ann", "Good luck!")
    head = chat.log.head(CHANNEL)
    [event] = chat.log.since(head, head.epoch, 0, 10)
    assert event.name == "chat.message"
    assert event.data.keys() == {
        *("message_id", "player_name", "player_tag", "from_staff", "text", "at")
    }
    assert (event.data["player_name"], event.data["text"]) == ("Ann", "Good luck!")
    assert event.data["at"] == "2026-11-23T12:00:00.000000Z"


def test_the_house_is_marked_by_the_server_and_players_are_not(chat):
    chat.say("ann", "Hello")
    chat.say("ben", "Welcome", staff=("ben",))
    head = chat.log.head(CHANNEL)
    events = chat.log.since(head, head.epoch, 0, 10)
    assert [each.data["from_staff"] for each in events] == [False, True]


def test_two_of_one_name_can_be_told_apart_and_one_is_the_same_throughout(chat):
    for player, text in (("ann", "one"), ("ben", "two"), ("ann", "three")):
        chat.say(player, text, name="Sam")
    head = chat.log.head(CHANNEL)
    ann, ben, ann_again = (each.data for each in chat.log.since(head, head.epoch, 0, 10))
    assert ann["player_name"] == ben["player_name"] == "Sam"
    assert ann["player_tag"] == ann_again["player_tag"] != ben["player_tag"]
    assert "ann" not in str(ann)


def test_who_has_not_joined_the_table_says_nothing(chat):
    with pytest.raises(NotJoined):
        chat.say("cas", "Let me in")
    chat.subscriptions.unsubscribe("c-ben", CHANNEL)
    with pytest.raises(NotJoined):
        chat.say("ben", "And me")
    assert chat.said == []


def test_the_same_message_again_is_read_once(chat):
    for _ in range(3):
        chat.say("ann", "Hello", message_id="m-1")
    assert chat.said == [("Ann", "Hello")]


def test_two_players_ids_for_their_messages_don_t_meet(chat):
    chat.say("ann", "Hello", message_id="m-1")
    chat.say("ben", "Hello", message_id="m-1")
    assert chat.said == [("Ann", "Hello"), ("Ben", "Hello")]


def test_without_an_id_the_same_words_are_said_twice(chat):
    chat.say("ann", "Zero!")
    chat.say("ann", "Zero!")
    assert chat.said == [("Ann", "Zero!")] * 2


@pytest.mark.parametrize("arrived", [False, True], ids=["before", "after"])
def test_a_message_whose_reply_was_lost_in_a_crash_can_be_sent_again(chat, monkeypatch, arrived):
    commit = UnitOfWork.commit

    def crash(work):
        if arrived:
            commit(work)
        raise ConnectionError("the environment died")

    monkeypatch.setattr(UnitOfWork, "commit", crash)
    with pytest.raises(ConnectionError):
        chat.say("ann", "Hello", message_id="m-1")
    monkeypatch.undo()
    chat.say("ann", "Hello", message_id="m-1")
    assert chat.said == [("Ann", "Hello")]


def test_who_is_muted_says_nothing_until_the_time_is_over(chat):
    chat.sessions.mute("ann", NOW + timedelta(seconds=1))
    with pytest.raises(ChatMuted) as refusal:
        chat.say("ann", "Hello")
    assert refusal.value.code == "chat_muted"
    chat.say("ben", "Where is Ann?")
    chat.sessions.mute("ann", NOW)
    chat.say("ann", "Here")
    assert chat.said == [("Ben", "Where is Ann?"), ("Ann", "Here")]


def test_what_a_moderator_masks_is_read_masked_and_what_they_refuse_is_not_read(chat):
    chat.say("ann", "Look at casino.example.com")
    assert chat.said == [("Ann", "Look at ***")]
    with pytest.raises(ChatRefused):
        chat.say("ann", "Kill yourself")
    assert len(chat.said) == 1


def test_an_operator_can_have_another_moderator(chat):
    class Strict:
        def review(self, text):
            return Verdict(Ruling.MASK, "…")

    chat.moderator = Strict()
    chat.say("ann", "Hello")
    assert chat.said == [("Ann", "…")]


class TestInbox:
    """Who speaks leaves an item of their own; one hand numbers what waits."""

    @pytest.fixture
    def chat(self, chat):
        chat.is_numbered_at_once = False
        return chat

    @pytest.fixture
    def inbox_items(self, chat):
        return lambda: client("dynamodb").scan(TableName="channels")["Items"]

    def test_speaking_touches_no_item_that_anybody_else_writes(self, chat, monkeypatch):
        chat.log.ensure(CHANNEL)
        keys = []
        transact = chat.inbox._client.transact_write_items

        def note(TransactItems):  # noqa: N803 - as the SDK calls it
            keys.extend(write["Item"]["sk"]["S"] for [write] in map(dict.values, TransactItems))
            return transact(TransactItems=TransactItems)

        monkeypatch.setattr(chat.inbox._client, "transact_write_items", note)
        for text in ("one", "two"):
            chat.say("ann", text)
        assert len(keys) == len(set(keys)) == 4
        assert not any(key == "HEAD" or key.startswith("EVENT#") for key in keys)

    def test_a_crowd_is_numbered_in_order_without_gaps_in_few_transactions(self, chat, monkeypatch):
        texts = [f"message {number:03}" for number in range(2 * MAX_APPENDED + 5)]
        times = iter(NOW + timedelta(microseconds=number) for number in range(len(texts)))
        for text in texts:
            chat.inbox.leave(CHANNEL, Draft(text, {}), next(times), source=text)
        commits = []
        commit = UnitOfWork.commit
        monkeypatch.setattr(
            UnitOfWork, "commit", lambda work: (commits.append(work), commit(work))[1]
        )
        chat.number()
        head = chat.log.head(CHANNEL)
        events = chat.log.since(head, head.epoch, 0, 1000)
        assert [event.name for event in events] == texts
        assert [event.seq for event in events] == list(range(1, len(texts) + 1))
        assert len(commits) == 3

    def test_what_is_numbered_waits_no_longer_and_is_not_said_again(self, chat):
        chat.say("ann", "once", message_id="m-1")
        chat.number()
        chat.number()
        chat.say("ann", "once", message_id="m-1")
        chat.number()
        assert chat.said == [("Ann", "once")]

    def test_of_two_hands_at_once_each_message_is_numbered_by_one(self, chat, monkeypatch):
        chat.say("ann", "first")
        waiting = chat.inbox.waiting

        def overtaken(channel):
            found = waiting(channel)
            monkeypatch.undo()
            chat.number()
            return found

        monkeypatch.setattr(chat.inbox, "waiting", overtaken)
        chat.number()
        assert chat.said == [("Ann", "first")]

    def test_a_hand_that_is_late_to_clear_leaves_alone_what_others_took(self, chat, monkeypatch):
        chat.say("ann", "first")
        clear = chat.inbox.clear

        def overtaken(channel, taken):
            monkeypatch.undo()
            clear(channel, taken)
            chat.say("ben", "second")
            with monkeypatch.context() as dying:
                dying.setattr(chat.inbox, "clear", lambda *_: 1 / 0)
                with pytest.raises(ZeroDivisionError):
                    chat.number()
            clear(channel, taken)

        monkeypatch.setattr(chat.inbox, "clear", overtaken)
        chat.number()
        assert chat.said == [("Ann", "first"), ("Ben", "second")]

    def test_a_channels_end_is_held_with_two_items_more_however_many_speak(self, chat, monkeypatch):
        for number in range(MAX_APPENDED):
            chat.say("ann", "hey", message_id=f"m-{number}")
        held = []
        transact = chat.inbox._client.transact_write_items

        def note(TransactItems):  # noqa: N803 - as the SDK calls it
            held.append(len(TransactItems))
            return transact(TransactItems=TransactItems)

        monkeypatch.setattr(chat.inbox._client, "transact_write_items", note)
        chat.number()
        assert held == [3]

    def test_the_clock_may_come_between(self, chat, monkeypatch):
        chat.say("ann", "Last bets?")
        head = chat.log.head

        def overtaken(channel):
            found = head(channel)
            monkeypatch.undo()
            chat.log.append_once(CHANNEL, [Draft("round.closed", {})], NOW, source="clock")
            return found

        monkeypatch.setattr(chat.log, "head", overtaken)
        chat.number()
        last = chat.log.head(CHANNEL)
        events = chat.log.since(last, last.epoch, 0, 10)
        assert [each.name for each in events] == ["round.closed", "chat.message"]

    def test_a_crash_before_or_after_the_numbers_loses_and_doubles_nothing(self, chat, monkeypatch):
        chat.say("ann", "still here")
        dying_at = (
            (chat.log, "append"),
            (chat.parts.sqs, "send_message_batch"),
            (chat.inbox, "clear"),
        )
        for part, name in dying_at:
            with monkeypatch.context() as dying:
                dying.setattr(part, name, lambda *_, **__: 1 / 0)
                with pytest.raises(ZeroDivisionError):
                    chat.number()
        chat.number()
        assert chat.said == [("Ann", "still here")]

    def test_the_stream_says_which_channels_have_something_waiting(self, chat, inbox_items):
        chat.say("ann", "one")
        chat.say("ben", "two")
        assert chat.inbox.channels_among(map(from_item, inbox_items())) == [CHANNEL]
        chat.number()
        assert chat.inbox.channels_among(map(from_item, inbox_items())) == []
