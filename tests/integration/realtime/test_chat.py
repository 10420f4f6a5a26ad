from datetime import UTC, datetime, timedelta

import pytest

from casino.realtime import ChannelLog, Connections, Fanout, Sessions
from casino.realtime.errors import ChatMuted, ChatRefused, NotJoined
from casino.realtime.messages import SendChat
from casino.realtime.moderation import Ruling, Verdict, WordModerator
from casino.realtime.use_cases.send_chat import send_chat
from casino.shared.aws import client
from casino.shared.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANNEL = "table:t"


class Chat:
    """A table that Ann and Ben sit at, and Cas does not."""

    def __init__(self):
        dynamodb, sqs = client("dynamodb"), client("sqs")
        queue = sqs.create_queue(QueueName="fanout.fifo", Attributes={"FifoQueue": "true"})
        self.connections = Connections(dynamodb, "connections")
        self.sessions = Sessions(dynamodb, "connections")
        self.log = ChannelLog(dynamodb, "channels")
        self.fanout = Fanout(sqs, queue["QueueUrl"], self.connections)
        self.moderator = WordModerator()
        for name in ("ann", "ben", "cas"):
            self.connections.add(f"c-{name}", name, NOW)
        for name in ("ann", "ben"):
            self.connections.subscribe(f"c-{name}", CHANNEL, NOW)

    def say(self, player_id, text, **more):
        send_chat(
            self.connections,
            self.sessions,
            self.log,
            self.fanout,
            self.moderator,
            lambda: NOW,
            connection_id=f"c-{player_id}",
            player_id=player_id,
            display_name=player_id.title(),
            wanted=SendChat(table_id="t", text=text, **more),
        )

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
    assert event.data.keys() == {"message_id", "player_name", "text", "at"}
    assert (event.data["player_name"], event.data["text"]) == ("Ann", "Good luck!")
    assert event.data["at"] == "2026-11-23T12:00:00.000000Z"


def test_who_has_not_joined_the_table_says_nothing(chat):
    with pytest.raises(NotJoined):
        chat.say("cas", "Let me in")
    chat.connections.unsubscribe("c-ben", CHANNEL)
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
