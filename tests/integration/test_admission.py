"""Whoever is signed in is admitted to every route by one rule."""

from datetime import timedelta

import pytest

from casino.lambdas.rest_admission import RATE_HEADERS
from casino.sessions import Kind, Sessions
from casino.sessions.limits import LIMITS
from casino.shared.aws import client
from casino.shared.clock import utc_now
from tests.support.api_events import call, rest_event
from tests.support.parts import functions_with
from tests.support.routes import handler_of, routes

ROUTES = [(route.method, route.url) for route in routes() if not route.is_open]
LEFT_TO_THE_SUSPENDED = {
    ("POST", "/v1/auth/logout"),
    # Nobody is kept from keeping themselves away.
    ("POST", "/v1/me/time-out"),
    ("POST", "/v1/me/self-exclusion"),
}


@pytest.fixture
def sessions(aws):
    return Sessions(client("dynamodb"), "connections")


def ask(method, path, *, session="s-1", auth_time=None, raw_body=None):
    event = rest_event(method, path, player_id="ann", raw_body=raw_body)
    claims = event["requestContext"]["authorizer"]["claims"]
    claims["origin_jti"] = session
    claims["auth_time"] = str(auth_time or int(utc_now().timestamp()))
    return call(handler_of(method, path), event)


def use_up(sessions, player_id, kind, now=None):
    """Charge somebody for more than a bucket holds."""
    sessions.charge(player_id, kind, range(1, LIMITS[kind].burst + 11), now or utc_now())


def test_the_table_of_routes_is_not_empty():
    assert len(ROUTES) >= 17
    assert set(ROUTES) >= LEFT_TO_THE_SUSPENDED


@pytest.mark.parametrize(("method", "path"), ROUTES)
class TestEveryRoute:
    def test_is_closed_to_a_session_that_was_logged_out(self, sessions, method, path):
        sessions.revoke("ann", utc_now(), session="s-1")
        answer = ask(method, path)
        assert (answer.status, answer.body["code"]) == (401, "session_ended")

    def test_is_closed_to_every_session_that_began_before(self, sessions, method, path):
        sessions.revoke("ann", utc_now())
        answer = ask(method, path, session="s-2", auth_time=1_700_000_000)
        assert (answer.status, answer.body["code"]) == (401, "session_ended")

    def test_says_so_before_it_says_what_is_wrong_with_the_request(self, sessions, method, path):
        sessions.revoke("ann", utc_now(), session="s-1")
        answer = ask(method, path, raw_body='{"what": "is this"')
        assert (answer.status, answer.body["code"]) == (401, "session_ended")

    def test_is_closed_to_the_suspended_but_for_what_keeps_them_away(self, sessions, method, path):
        if (method, path) in LEFT_TO_THE_SUSPENDED:
            pytest.skip("who is suspended may still sign out, and keep themselves away")
        sessions.suspend("ann", utc_now() + timedelta(hours=1))
        answer = ask(method, path)
        assert (answer.status, answer.body["code"]) == (403, "access_suspended")

    def test_is_closed_for_a_while_to_who_asked_too_much(self, sessions, method, path):
        # A moment that does not pass: a bucket fills again while a busy machine does other things.
        now = utc_now()
        for kind in Kind:
            use_up(sessions, "ann", kind, now)
        with functions_with(clock=lambda: now):
            answer = ask(method, path)
        assert (answer.status, answer.body["code"]) == (429, "rate_limited")
        assert int(answer.headers["Retry-After"]) >= 1
        assert ";r=0;" in answer.headers["RateLimit"]
        assert set(RATE_HEADERS) <= set(answer.headers)


class TestWhatIsLeft:
    @pytest.fixture(autouse=True)
    def standing_clock(self):
        now = utc_now()
        with functions_with(clock=lambda: now):
            yield

    def ask_for_wallet(self):
        return ask("GET", "/v1/wallet")

    def test_is_told_with_every_answer_errors_too(self, sessions):
        answer = self.ask_for_wallet()
        assert answer.status == 404
        assert answer.headers["RateLimit-Policy"] == '"read";q=300;w=30'
        assert answer.headers["RateLimit"] == '"read";r=299;t=1'

    def test_shrinks_with_every_request(self, sessions):
        left = [self.ask_for_wallet().headers["RateLimit"] for _ in range(3)]
        assert [text.split(";")[1] for text in left] == ["r=299", "r=298", "r=297"]

    def test_is_counted_apart_for_reading_writing_and_money(self, sessions):
        for kind in (Kind.READ, Kind.WRITE):
            use_up(sessions, "ann", kind)
        assert ask("GET", "/v1/wallet").status == 429
        assert ask("PATCH", "/v1/me").status == 429
        assert ask("POST", "/v1/payments/deposits").headers["RateLimit"].startswith('"money"')

    def test_is_another_players_own(self, sessions):
        use_up(sessions, "ben", Kind.READ)
        assert self.ask_for_wallet().status == 404

    def test_shrinks_with_rounds_that_were_refused(self, sessions):
        for _ in range(LIMITS[Kind.BET].burst):
            assert ask("POST", "/v1/games/dice/rounds").status == 400
        assert ask("POST", "/v1/games/dice/rounds").status == 429
