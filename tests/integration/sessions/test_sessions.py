from datetime import timedelta

import pytest

from casino.channels import ConnectionGone, connection_key
from casino.sessions import (
    AccessSuspended,
    Connection,
    RateLimited,
    SessionRevoked,
)
from casino.sessions.doorkeeper import Doorkeeper
from casino.sessions.limits import LIMITS, Kind
from casino.sessions.use_cases.end_sessions import end_sessions, suspend_access
from casino.shared.aws import client
from casino.shared.dynamodb import get_item
from tests.support.doors import NOW, NOW_MS


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


class TestFloods:
    @pytest.fixture
    def doorkeeper(self, sessions, connections, queue, reports, clock):
        return Doorkeeper(sessions, connections, queue[0], reports[0], clock)

    @pytest.fixture
    def connected(self, connections):
        def connect(connection_id):
            connections.add(connection_id, "ann", NOW, NOW_MS)
            return Connection(connection_id, "ann", NOW_MS)

        return connect

    def test_who_goes_on_is_shown_the_door(self, doorkeeper, connected, queue):
        _, taken = queue
        caller = connected("c-1")
        for _ in range(LIMITS[Kind.CHAT].burst):
            doorkeeper.admit(caller, "chat")
        for _ in range(LIMITS[Kind.FAULT].burst):
            with pytest.raises(RateLimited):
                doorkeeper.admit(caller, "chat")
        assert taken() == []
        doorkeeper.fault(caller)
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

    @pytest.mark.parametrize("do", ["admit", "fault"])
    def test_a_socket_of_which_nothing_is_known_is_closed_by_what_it_sends(
        self, doorkeeper, connected, connections, queue, do
    ):
        caller = connected("c-1")
        connections.remove("c-1")
        if do == "admit":
            with pytest.raises(ConnectionGone):
                doorkeeper.admit(caller, "query")
        else:
            doorkeeper.fault(caller)
        kept = get_item(client("dynamodb"), "connections", connection_key("c-1"))
        assert kept is None
        [asked] = queue[1]()
        assert asked == {"player_id": "ann", "connection_ids": ["c-1"], "reason": "unknown"}

    def test_a_socket_that_outlived_its_session_is_closed_by_what_it_sends(
        self, doorkeeper, connected, sessions, queue, clock
    ):
        caller = connected("c-1")
        sessions.suspend("ann", NOW + timedelta(minutes=1))
        with pytest.raises(AccessSuspended):
            doorkeeper.admit(caller, "query")
        sessions.revoke("ann", NOW)
        with pytest.raises(SessionRevoked):
            doorkeeper.admit(caller, "query")
        assert sorted(each["reason"] for each in queue[1]()) == ["logged_out", "suspended"]


class TestAdmissionByTheWay:
    def item(self, admission):
        return get_item(client("dynamodb"), admission.table, admission.key)

    def test_who_has_no_session_item_yet_is_admitted(self, sessions, clock):
        admission = sessions.admission("ann", NOW_MS, Kind.BET)
        admission.check([self.item(admission)], clock())

    def test_an_ended_session_is_refused(self, sessions, queue, clock):
        end_sessions(sessions, queue[0], clock, "ann")
        admission = sessions.admission("ann", NOW_MS, Kind.BET)
        with pytest.raises(SessionRevoked):
            admission.check([self.item(admission)], clock())

    def test_bets_that_were_taken_are_charged_afterwards(self, sessions, clock):
        admission = sessions.admission("ann", NOW_MS, Kind.BET)
        burst = LIMITS[Kind.BET].burst
        sessions.charge("ann", Kind.BET, range(1, burst), clock())
        admission.check([self.item(admission)], clock())
        sessions.charge("ann", Kind.BET, range(burst, burst + 11), clock())
        with pytest.raises(RateLimited):
            admission.check([self.item(admission)], clock())
        clock.tick(seconds=2)
        admission.check([self.item(admission)], clock())
