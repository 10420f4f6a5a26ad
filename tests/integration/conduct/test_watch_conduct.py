from datetime import timedelta

import pytest

from casino.conduct.repository import Alert
from casino.conduct.use_cases.list_alerts import list_alerts
from casino.conduct.use_cases.watch_conduct import ACCOUNTS_PER_ADDRESS, watch_conduct
from casino.sessions import AccessSuspended
from casino.sessions.limits import LIMITS, Kind
from casino.sessions.use_cases.end_sessions import suspend_access
from casino.sessions.use_cases.restore_access import restore_access
from casino.shared.clock import to_rfc3339
from tests.support.doors import NOW, NOW_MS


class TestWatch:
    @pytest.fixture
    def alerts(self, parts):
        return parts.alerts

    @pytest.fixture
    def watch(self, parts):
        def look(name, **data):
            alert = watch_conduct(parts, name, data)
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


class TestWhatAnOperatorSees:
    """Alerts as they are listed, and suspensions that a person makes and lifts."""

    @pytest.fixture
    def alerts(self, parts):
        kept = parts.alerts
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
