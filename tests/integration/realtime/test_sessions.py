import json
from datetime import UTC, datetime, timedelta

import pytest

from casino.realtime import (
    AccessSuspended,
    ClosingQueue,
    Connections,
    RateLimited,
    SessionRevoked,
    Sessions,
    TicketRefused,
    end_sessions,
    suspend_access,
)
from casino.realtime.alerts import Alert, Alerts
from casino.realtime.connections import connection_key
from casino.realtime.doorkeeper import Doorkeeper
from casino.realtime.limits import LIMITS, Kind
from casino.realtime.model import Closing, Connection
from casino.realtime.reports import Reports
from casino.realtime.use_cases.authorize_connection import authorize_connection
from casino.realtime.use_cases.close_connections import close_connections
from casino.realtime.use_cases.issue_ticket import issue_ticket
from casino.realtime.use_cases.list_alerts import list_alerts
from casino.realtime.use_cases.open_connection import open_connection
from casino.realtime.use_cases.restore_access import restore_access
from casino.realtime.use_cases.sweep_connections import sweep_connections
from casino.realtime.use_cases.watch_conduct import ACCOUNTS_PER_ADDRESS, watch_conduct
from casino.shared.aws import client
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import get_item

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)
SITE = "https://play.example.test"


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def tick(self, **time):
        self.now += timedelta(**time)


class Closer:
    """Notes what it would have said."""

    def __init__(self):
        self.said = []

    def announce(self, connection, closing, in_seconds=None):
        self.said.append((connection.connection_id, closing, in_seconds))
        return True

    def close(self, connection, closing):
        self.announce(connection, closing)


class Silence:
    def publish(self, events):
        assert not list(events)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def connections(aws):
    return Connections(client("dynamodb"), "connections")


@pytest.fixture
def sessions(aws):
    return Sessions(client("dynamodb"), "connections")


@pytest.fixture
def queue(aws):
    url = client("sqs").create_queue(QueueName="closing")["QueueUrl"]

    def taken():
        answer = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
        return [json.loads(each["Body"]) for each in answer.get("Messages", [])]

    return ClosingQueue(client("sqs"), url), taken


@pytest.fixture
def reports(clock):
    """Reports, and what they said."""
    said = []

    class Bus:
        def publish(self, events):
            said.extend(events)

    return Reports(Bus, clock), said


@pytest.fixture
def ticket(connections, sessions, clock):
    def issue(**changes):
        given = {
            "player_id": "ann",
            "session": "s-1",
            "signed_in_at": NOW_MS // 1000 - 60,
            "origin": "",
            "websocket_url": "wss://x",
        }
        return issue_ticket(connections, sessions, clock, **(given | changes)).ticket

    return issue


@pytest.fixture
def handshake(connections, sessions, reports, clock):
    def shake(ticket, origin=None, address="203.0.113.7"):
        return authorize_connection(
            connections,
            sessions,
            reports[0],
            clock,
            ticket=ticket,
            origin=origin,
            address=address,
            allowed_origins={SITE, "https://other.example.test"},
        )

    return shake


class TestBuckets:
    def test_a_burst_is_let_in_and_then_one_for_each_interval(self, sessions, clock):
        limit = LIMITS[Kind.CHAT]
        for _ in range(limit.burst):
            sessions.admit("ann", NOW_MS, Kind.CHAT, clock())
        with pytest.raises(RateLimited) as refusal:
            sessions.admit("ann", NOW_MS, Kind.CHAT, clock())
        assert refusal.value.retry_after_seconds == 2
        assert refusal.value.retryable
        clock.tick(milliseconds=limit.interval_ms)
        sessions.admit("ann", NOW_MS, Kind.CHAT, clock())
        with pytest.raises(RateLimited):
            sessions.admit("ann", NOW_MS, Kind.CHAT, clock())

    def test_kinds_and_players_have_buckets_of_their_own(self, sessions, clock):
        for _ in range(LIMITS[Kind.CHAT].burst):
            sessions.admit("ann", NOW_MS, Kind.CHAT, clock())
        sessions.admit("ann", NOW_MS, Kind.BET, clock())
        sessions.admit("ben", NOW_MS, Kind.CHAT, clock())

    def test_who_is_patient_pays_one_write(self, sessions, clock):
        calls = []
        events = client("dynamodb").meta.events
        events.register("before-call.dynamodb", lambda model, **_: calls.append(model.name))
        sessions.admit("cat", NOW_MS, Kind.BET, clock())
        assert calls == ["UpdateItem"]


class TestRevocation:
    def test_what_was_opened_before_is_refused_and_what_comes_after_is_not(
        self, sessions, queue, clock
    ):
        closings, taken = queue
        end_sessions(sessions, closings, clock, "ann", session="s-1")
        with pytest.raises(SessionRevoked):
            sessions.admit("ann", NOW_MS, Kind.BET, clock())
        sessions.admit("ann", NOW_MS + 1, Kind.BET, clock())
        assert taken() == [{"player_id": "ann", "opened_until": NOW_MS, "reason": "logged_out"}]

    def test_a_token_that_outlived_its_session_gets_no_ticket(self, sessions, queue, clock, ticket):
        end_sessions(sessions, queue[0], clock, "ann", session="s-1")
        with pytest.raises(SessionRevoked):
            ticket()
        with pytest.raises(SessionRevoked):
            ticket(session="s-1", signed_in_at=NOW_MS // 1000)
        assert ticket(session="s-2", signed_in_at=NOW_MS // 1000)

    def test_suspension_lasts_until_its_end(self, sessions, queue, clock):
        closings, taken = queue
        suspend_access(sessions, closings, clock, "ann", NOW + timedelta(minutes=5))
        with pytest.raises(AccessSuspended):
            sessions.admit("ann", NOW_MS + 1, Kind.QUERY, clock())
        clock.tick(minutes=5)
        sessions.admit("ann", NOW_MS + 1, Kind.QUERY, clock())
        assert taken()[0]["reason"] == "suspended"


class TestTickets:
    def test_a_ticket_tells_whose_it_is_and_since_when(self, ticket, handshake):
        grant = handshake(ticket())
        assert (grant.player_id, grant.opened_at) == ("ann", NOW_MS)

    def test_a_pages_ticket_works_from_that_page_only(self, ticket, handshake):
        assert handshake(ticket(origin=SITE), SITE).player_id == "ann"
        for origin in (None, "https://other.example.test"):
            with pytest.raises(TicketRefused):
                handshake(ticket(origin=SITE), origin)

    def test_guessing_ends(self, handshake, reports):
        for _ in range(LIMITS[Kind.WRONG_TICKET].burst):
            with pytest.raises(TicketRefused):
                handshake("guess")
        with pytest.raises(RateLimited):
            handshake("guess")
        with pytest.raises(TicketRefused):
            handshake("guess", address="203.0.113.8")
        assert [event.name for event in reports[1]] == ["tickets.guessed"]


class TestDevices:
    @pytest.fixture
    def opened(self, connections, queue, reports, clock):
        def opened(number):
            connection = Connection(f"c-{number}", "ann", NOW_MS + number)
            open_connection(
                connections, queue[0], reports[0], clock, connection, address="::1", devices=2
            )

        return opened

    def test_the_newest_win(self, opened, queue, reports):
        _, taken = queue
        for number in range(4):
            opened(number)
        assert [event.name for event in reports[1]] == ["connection.opened"] * 4
        replaced = [each["connection_ids"] for each in taken()]
        assert sorted(replaced) == [["c-0"], ["c-0", "c-1"]]

    def test_who_disconnects_makes_room(self, connections, opened, queue):
        _, taken = queue
        for number in range(4):
            opened(number)
            connections.remove(f"c-{number}")
        assert taken() == []

    def test_closing_says_why_and_forgets(self, connections, reports, clock):
        for number in range(3):
            connections.add(f"c-{number}", "ann", NOW, NOW_MS + number)
        closer = Closer()
        close_connections(
            connections,
            None,
            Silence(),
            closer,
            reports[0],
            clock,
            player_id="ann",
            closing=Closing.LOGGED_OUT,
            opened_until=NOW_MS + 1,
        )
        assert [said[0] for said in closer.said] == ["c-0", "c-1"]
        assert [each.connection_id for each in connections.of_player("ann", NOW)] == ["c-2"]
        assert [event.data["reason"] for event in reports[1]] == ["logged_out"] * 2


class TestFloods:
    @pytest.fixture
    def doorkeeper(self, sessions, queue, reports, clock):
        return Doorkeeper(sessions, queue[0], reports[0], clock)

    @pytest.fixture
    def connected(self, connections):
        def connect(connection_id):
            connections.add(connection_id, "ann", NOW, NOW_MS)
            return Connection(connection_id, "ann", NOW_MS)

        return connect

    def test_who_goes_on_is_shown_the_door(self, doorkeeper, connected, queue):
        _, taken = queue
        visitor = connected("c-1")
        for _ in range(LIMITS[Kind.CHAT].burst):
            doorkeeper.admit(visitor, "chat")
        for _ in range(LIMITS[Kind.FAULT].burst):
            with pytest.raises(RateLimited):
                doorkeeper.admit(visitor, "chat")
        assert taken() == []
        doorkeeper.fault(visitor)
        assert taken() == [{"player_id": "ann", "connection_ids": ["c-1"], "reason": "flood"}]

    def test_a_players_other_device_is_refused_by_their_bucket_and_stays_connected(
        self, doorkeeper, connected, queue
    ):
        _, taken = queue
        flooding, quiet = connected("c-1"), connected("c-2")
        for _ in range(LIMITS[Kind.CHAT].burst):
            doorkeeper.admit(flooding, "chat")
        for _ in range(LIMITS[Kind.FAULT].burst + 1):
            with pytest.raises(RateLimited):
                doorkeeper.admit(flooding, "chat")
        with pytest.raises(RateLimited):
            doorkeeper.admit(quiet, "chat")
        assert [each["connection_ids"] for each in taken()] == [["c-1"]]

    def test_what_a_connection_sent_before_it_ended_leaves_nothing_behind(
        self, doorkeeper, connected, connections, queue
    ):
        visitor = connected("c-1")
        connections.remove("c-1")
        doorkeeper.fault(visitor)
        kept = get_item(client("dynamodb"), "connections", connection_key("c-1"))
        assert kept is None
        assert queue[1]() == []


class TestWatch:
    @pytest.fixture
    def alerts(self, aws):
        return Alerts(client("dynamodb"), "connections")

    @pytest.fixture
    def watch(self, sessions, alerts, queue, reports, clock):
        def look(name, **data):
            alert = watch_conduct(sessions, alerts, queue[0], reports[0], clock, name, data)
            return alert and (alert.pattern, alert.subject, alert.suspended)

        return look

    @pytest.mark.parametrize(
        ("name", "data", "found"),
        [
            ("connection.closed", {"player_id": "ann", "reason": "flood"}, "message_flood"),
            ("limit.exceeded", {"player_id": "ann", "kind": "bet"}, "impossible_bet_rate"),
            ("tickets.guessed", {"address": "a1"}, "ticket_guessing"),
        ],
    )
    def test_what_speaks_for_itself_is_told_once_a_minute(
        self, watch, alerts, clock, name, data, found
    ):
        subject = data.get("player_id") or data["address"]
        assert watch(name, **data) == (found, subject, False)
        assert watch(name, **data) is None
        clock.tick(minutes=1)
        assert watch(name, **data) is not None
        assert [each.pattern for each in alerts.of_day(clock())] == [found] * 2

    def test_ordinary_closings_are_nobodys_business(self, watch):
        assert watch("connection.closed", player_id="ann", reason="logged_out") is None

    def test_many_accounts_at_one_address_are_noticed_and_nobody_is_suspended(self, watch):
        found = [
            watch("connection.opened", player_id=f"p-{number}", address="a1")
            for number in range(ACCOUNTS_PER_ADDRESS + 1)
        ]
        assert not any(found[:-1])
        assert found[-1] == ("accounts_on_one_address", "a1", False)

    def test_a_storm_of_reconnects_is_noticed(self, watch):
        for _ in range(LIMITS[Kind.RECONNECT].burst):
            assert watch("connection.opened", player_id="ann", address="a1") is None
        assert watch("connection.opened", player_id="ann", address="a1") == (
            "reconnect_storm",
            "ann",
            False,
        )

    def test_the_third_strike_suspends_for_a_while(self, watch, sessions, queue, reports, clock):
        for expected in (False, False, True):
            _, _, suspended = watch("connection.closed", player_id="ann", reason="flood")
            assert suspended is expected
            clock.tick(minutes=1)
        with pytest.raises(AccessSuspended):
            sessions.admit("ann", NOW_MS, Kind.BET, clock())
        assert queue[1]()[0]["reason"] == "suspended"
        assert reports[1][-1].data["suspended"] is True
        clock.tick(minutes=15)
        sessions.admit("ann", NOW_MS, Kind.BET, clock())


class TestOldAge:
    def sweep(self, connections, clock):
        closer = Closer()
        done = sweep_connections(connections, None, Silence(), closer, clock)
        return done, closer.said

    def test_nobody_is_bothered_in_between(self, connections, clock):
        connections.add("c-1", "ann", NOW)
        clock.tick(hours=1)
        assert self.sweep(connections, clock) == ({}, [])

    def test_the_end_is_announced_once_and_spread(self, connections, clock):
        connections.add("c-1", "ann", NOW)
        clock.tick(hours=1, minutes=56)
        done, [(connection_id, closing, in_seconds)] = self.sweep(connections, clock)
        assert (done, connection_id, closing) == ({"noticed": 1}, "c-1", Closing.MAX_LIFETIME)
        assert 1 <= in_seconds <= 180
        assert self.sweep(connections, clock) == ({}, [])

    def test_who_ended_unheard_is_forgotten(self, connections, clock):
        connections.add("c-1", "ann", NOW)
        connections.subscribe("c-1", "player:ann", NOW)
        clock.tick(hours=2, minutes=3)
        assert self.sweep(connections, clock) == ({"forgotten": 1}, [])
        left = client("dynamodb").scan(TableName="connections")["Items"]
        assert left == []
        assert self.sweep(connections, clock) == ({}, [])


class TestAdmissionByTheWay:
    def item(self, admission):
        return get_item(client("dynamodb"), admission.table, admission.key)

    def test_who_has_no_session_item_yet_is_admitted(self, sessions, clock):
        admission = sessions.admission("ann", NOW_MS, Kind.BET)
        admission.check(self.item(admission), clock())

    def test_an_ended_session_is_refused(self, sessions, queue, clock):
        end_sessions(sessions, queue[0], clock, "ann")
        admission = sessions.admission("ann", NOW_MS, Kind.BET)
        with pytest.raises(SessionRevoked):
            admission.check(self.item(admission), clock())

    def test_bets_that_were_taken_are_charged_afterwards(self, sessions, clock):
        admission = sessions.admission("ann", NOW_MS, Kind.BET)
        sessions.charge("ann", Kind.BET, LIMITS[Kind.BET].burst - 1, clock())
        admission.check(self.item(admission), clock())
        sessions.charge("ann", Kind.BET, 11, clock())
        with pytest.raises(RateLimited):
            admission.check(self.item(admission), clock())
        clock.tick(seconds=2)
        admission.check(self.item(admission), clock())


class TestWhatAnOperatorSees:
    """Alerts as they are listed, and suspensions that a person makes and lifts."""

    @pytest.fixture
    def alerts(self, aws):
        kept = Alerts(client("dynamodb"), "connections")
        for minutes, pattern, subject in (
            (0, "message_flood", "ann"),
            (1, "ticket_guessing", "5f3a"),
            (60 * 24 * 2, "message_flood", "ben"),
        ):
            at = NOW - timedelta(minutes=minutes)
            kept.add(Alert(to_rfc3339(at), pattern, subject, suspended=False), at)
        return kept

    def subjects(self, alerts, **wanted):
        return [each.subject for each in list_alerts(alerts, lambda: NOW, **wanted)]

    def test_the_newest_alerts_come_first_over_many_days(self, alerts):
        assert self.subjects(alerts) == ["ann", "5f3a", "ben"]

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ({"kind": "message_flood"}, ["ann", "ben"]),
            ({"subject": "ben"}, ["ben"]),
            ({"kind": "ticket_guessing", "subject": "ann"}, []),
            ({"limit": 2}, ["ann", "5f3a"]),
        ],
    )
    def test_alerts_are_narrowed_down_by_kind_player_and_number(self, alerts, wanted, found):
        assert self.subjects(alerts, **wanted) == found

    def test_a_suspension_that_is_lifted_lets_the_player_back_in(self, sessions, queue):
        suspend_access(sessions, queue[0], lambda: NOW, "ann", NOW + timedelta(hours=1))
        with pytest.raises(AccessSuspended):
            sessions.admit("ann", NOW_MS, Kind.TICKET, NOW)
        restore_access(sessions, lambda: NOW, "ann")
        sessions.admit("ann", NOW_MS, Kind.TICKET, NOW)
