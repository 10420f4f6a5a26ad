"""Guessing is counted by us, whoever is guessed at."""

import os
from dataclasses import replace

import pytest

from casino.accounts.attempts import FREE_TRIES, Attempts, wait_seconds
from casino.accounts.errors import InvalidCredentials, TooManyAttempts, WrongCode
from casino.sessions import Kind, Sessions
from casino.sessions.limits import LIMITS
from casino.shared.aws import client
from casino.shared.errors import Unavailable
from tests.integration.accounts.conftest import ADA
from tests.support.clock import Clock

WRONG = {"email": ADA["email"], "password": "kelp-otter-94-lamb"}
RIGHT = {"email": ADA["email"], "password": ADA["password"]}
BURST = 20
UNKNOWN = WRONG | {"email": "nobody@example.com"}


@pytest.fixture
def clock(parts):
    """A clock by which attempts are counted."""
    clock = Clock()
    parts.attempts._clock = clock
    return clock


def log_in(api, body):
    return api("POST", "/v1/auth/login", body)


def seen(answer):
    """What tells one answer from another."""
    return answer.status, answer.body, answer.headers.get("Retry-After")


def test_sixty_wrong_passwords_end_and_the_right_one_is_not_even_looked_at(api, ada, clock):
    statuses = [log_in(api, WRONG).status for _ in range(60)]
    assert statuses == [401] * FREE_TRIES + [429] * (60 - FREE_TRIES)
    answer = log_in(api, RIGHT)
    assert (answer.status, answer.body["code"]) == (429, "too_many_attempts")
    assert int(answer.headers["Retry-After"]) == 30
    clock.move(30)
    assert log_in(api, RIGHT).status == 200


def test_an_unknown_address_is_treated_as_a_known_one(api, ada, clock):
    for _ in range(30):
        assert seen(log_in(api, WRONG)) == seen(log_in(api, UNKNOWN))


@pytest.fixture
def trips(cognito):
    """The calls that are made of other services, in order: what tells how long an answer takes."""
    made = []

    def note(model, **_):
        made.append(model.name)

    services = [cognito, client("dynamodb")]
    for service in services:
        service.meta.events.register("before-call", note, unique_id="trips")
    yield made
    for service in services:
        service.meta.events.unregister("before-call", unique_id="trips")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("login", {"password": WRONG["password"]}),
        ("password/forgot", {}),
        ("password/reset", {"code": "000000", "password": "willow-tram-38-moss"}),
        ("confirm", {"code": "000000"}),
    ],
)
def test_an_unknown_address_takes_the_same_trips_as_a_known_one(
    api, ada, parts, clock, trips, monkeypatch, path, body
):
    def refuse(*_):
        raise WrongCode

    for operation in ("confirm", "reset_password"):
        monkeypatch.setattr(f"casino.accounts.directory.Directory.{operation}", refuse)
    # What an address is charged depends on what else came from there, and not on the account.
    monkeypatch.setattr(Sessions, "charge_address", lambda *_: None)
    parts.attempts.forgive("code", ADA["email"])  # that of her registration
    known, unknown = [], []
    for email, taken in ((ADA["email"], known), (UNKNOWN["email"], unknown)):
        for _ in range(FREE_TRIES + 5):
            trips.clear()
            api("POST", f"/v1/auth/{path}", body | {"email": email})
            taken.append(list(trips))
    assert known == unknown


def test_waits_double_up_to_a_quarter_of_an_hour(api, ada, clock):
    for _ in range(FREE_TRIES):
        log_in(api, WRONG)
    waits = []
    for _ in range(8):
        waits.append(int(log_in(api, WRONG).headers["Retry-After"]))
        clock.move(waits[-1])
        assert log_in(api, WRONG).status == 401
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]
    assert wait_seconds(10**9) == 900


def test_success_forgives_what_came_before(api, ada, clock):
    for _ in range(3):
        for _ in range(FREE_TRIES - 1):
            assert log_in(api, WRONG).status == 401
        assert log_in(api, RIGHT).status == 200


def test_a_day_without_a_try_forgives_too(api, ada, clock):
    for _ in range(FREE_TRIES):
        log_in(api, WRONG)
    clock.move(24 * 3600)
    assert [log_in(api, WRONG).status for _ in range(2)] == [401, 401]


@pytest.mark.parametrize(
    ("path", "body", "operation", "refusal"),
    [
        ("confirm", {"code": "000000"}, "confirm", WrongCode),
        (
            "password/reset",
            {"code": "000000", "password": "willow-tram-38-moss"},
            "reset_password",
            WrongCode,
        ),
    ],
)
def test_codes_cannot_be_guessed_for_ever(
    api, ada, clock, monkeypatch, path, body, operation, refusal
):
    asked = []

    def refuse(self, *given):
        asked.append(given)
        raise refusal

    monkeypatch.setattr(f"casino.accounts.directory.Directory.{operation}", refuse)
    for email in (ADA["email"], "nobody@example.com"):
        asked.clear()
        statuses = [
            api("POST", f"/v1/auth/{path}", body | {"email": email}).status for _ in range(20)
        ]
        assert statuses == [422] * FREE_TRIES + [429] * (20 - FREE_TRIES)
        assert len(asked) == FREE_TRIES


def test_second_factors_cannot_be_guessed_by_signing_in_again_and_again(api, clock, monkeypatch):
    monkeypatch.setattr(
        "casino.accounts.directory.Directory.answer_second_factor",
        lambda *_: (_ for _ in ()).throw(InvalidCredentials()),
    )
    statuses = [
        api("POST", "/v1/auth/mfa", {"session": f"ada:{n:030}", "code": "000000"}).status
        for n in range(15)
    ]
    assert statuses == [401] * FREE_TRIES + [429] * (15 - FREE_TRIES)


def test_a_new_password_ends_the_wait_for_the_old_one(api, ada, clock):
    for _ in range(FREE_TRIES):
        log_in(api, WRONG)
    api("POST", "/v1/auth/password/forgot", {"email": ADA["email"]})
    new = {"email": ADA["email"], "code": "654321", "password": "willow-tram-38-moss"}
    assert api("POST", "/v1/auth/password/reset", new).status == 204
    assert log_in(api, {"email": ADA["email"], "password": new["password"]}).status == 200


@pytest.mark.parametrize("path", ["register", "password/forgot"])
@pytest.mark.parametrize("email", [ADA["email"], "nobody@example.com"])
def test_nobody_is_sent_codes_without_end(api, ada, code_requests, clock, path, email):
    body = ADA | {"email": email} if path == "register" else {"email": email}
    # Ada's own registration was one.
    free = FREE_TRIES - (email == ADA["email"])
    answers = [api("POST", f"/v1/auth/{path}", body) for _ in range(free + 5)]
    assert {answer.status for answer in answers[:free]} == {201 if path == "register" else 204}
    assert [answer.status for answer in answers[free:]] == [429] * 5
    clock.move(30)
    assert api("POST", f"/v1/auth/{path}", body).status < 300


def test_a_reset_ends_the_wait_for_codes_too(api, ada, clock):
    asking = {"email": ADA["email"]}
    while api("POST", "/v1/auth/password/forgot", asking).status == 204:
        pass
    new = asking | {"code": "654321", "password": "willow-tram-38-moss"}
    assert api("POST", "/v1/auth/password/reset", new).status == 204
    assert api("POST", "/v1/auth/password/forgot", asking).status == 204


class TestCounting:
    @pytest.fixture
    def counted(self, aws, monkeypatch):
        fewer = {Kind.WRONG_SECRET: replace(LIMITS[Kind.WRONG_SECRET], burst=BURST)}
        monkeypatch.setattr("casino.sessions.repository.LIMITS", dict(LIMITS) | fewer)
        sessions = Sessions(client("dynamodb"), "connections")
        self.attempts = Attempts(
            client("dynamodb"), os.environ["ACCOUNTS_TABLE"], sessions, Clock()
        )

        def attempt(error=None, account="ada", address="203.0.113.7"):
            with self.attempts.counted("password", account, address):
                if error:
                    raise error

        return attempt

    def test_a_try_is_counted_before_the_secret_is_looked_at(self, counted):
        """So as many as are under way at once are no more than as many one after the other."""

        def nested(depth):
            with self.attempts.counted("password", "ada", "203.0.113.7"):
                if depth < 60:
                    nested(depth + 1)
                raise InvalidCredentials

        with pytest.raises(TooManyAttempts):
            nested(1)

    def test_what_nobody_looked_at_costs_nothing(self, counted):
        for _ in range(3 * FREE_TRIES):
            with pytest.raises(Unavailable):
                counted(Unavailable())
        counted()

    def test_one_address_cannot_try_everybody(self, counted):
        for number in range(BURST):
            with pytest.raises(InvalidCredentials):
                counted(InvalidCredentials(), account=f"player-{number}")
        with pytest.raises(TooManyAttempts):
            counted(account="another")
        counted(account="another", address="203.0.113.8")

    def test_who_succeeds_uses_up_no_address(self, counted):
        for number in range(BURST + 10):
            counted(account=f"player-{number}")

    def test_nothing_kept_tells_whose_tries_they_are(self, counted):
        with pytest.raises(InvalidCredentials):
            counted(InvalidCredentials(), account=ADA["email"])
        kept = str(client("dynamodb").scan(TableName=os.environ["ACCOUNTS_TABLE"])["Items"])
        assert "ATTEMPTS#password#" in kept
        assert "ada" not in kept
