import io
import json
import logging
import os
from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from casino.accounts.model import TERMS
from casino.lambdas.observability import logger
from casino.parts import at_start
from casino.shared.aws import client
from casino.shared.ids import new_player_id
from tests.integration.accounts.conftest import ADA
from tests.support.api_events import call, rest_event

CREDENTIALS = {"email": ADA["email"], "password": ADA["password"]}


def log_in(api):
    return api("POST", "/v1/auth/login", CREDENTIALS)


def closings_asked_for():
    """Return whose connections are to be closed, and why."""
    answer = client("sqs").receive_message(
        QueueUrl=os.environ["CLOSING_QUEUE_URL"], MaxNumberOfMessages=10
    )
    asked = [json.loads(each["Body"]) for each in answer.get("Messages", [])]
    return [(each["player_id"], each["reason"]) for each in asked]


@pytest.fixture
def refusing(cognito):
    """Have the next call of Cognito's refused with a code that moto never gives."""
    directory = at_start().directory
    assert directory._secret  # which is asked for once, and not by the call that is refused
    with Stubber(cognito) as stub:
        yield lambda operation, code: stub.add_client_error(operation, code, "not to be shown")


class TestLogIn:
    def test_the_right_password_gives_a_session(self, api, ada):
        answer = log_in(api)
        assert answer.status == 200
        tokens = {"access_token", "id_token", "refresh_token"}
        assert set(answer.body) == tokens | {"expires_in", "restriction"}
        assert answer.body["restriction"] is None
        assert answer.body["expires_in"] > 0

    def test_the_address_may_be_written_in_capitals(self, api, ada):
        body = CREDENTIALS | {"email": "ADA@EXAMPLE.COM"}
        assert api("POST", "/v1/auth/login", body).status == 200

    def test_a_wrong_password_and_an_unknown_address_look_the_same(self, api, ada):
        wrong = api("POST", "/v1/auth/login", CREDENTIALS | {"password": "kelp-otter-94-lamb"})
        unknown = api("POST", "/v1/auth/login", CREDENTIALS | {"email": "bob@example.com"})
        assert wrong.status == unknown.status == 401
        assert wrong.body == unknown.body
        assert wrong.body["code"] == "invalid_credentials"

    def test_an_unconfirmed_address_looks_like_an_unknown_one(
        self, api, ada, by_email_code, refusing
    ):
        refusing("admin_initiate_auth", "UserNotConfirmedException")
        answer = log_in(api)
        assert (answer.status, answer.body["code"]) == (401, "invalid_credentials")

    def test_cognito_is_told_where_a_sign_in_comes_from(self, api, ada, cognito):
        told = []

        def note(params, **_):
            told.append(params["ContextData"])

        event = "provide-client-params.cognito-identity-provider.AdminInitiateAuth"
        cognito.meta.events.register(event, note)
        browser = {"User-Agent": "Firefox/150", "Cookie": "not=told"}
        try:
            api("POST", "/v1/auth/login", CREDENTIALS, headers=browser)
        finally:
            cognito.meta.events.unregister(event, note)
        assert told == [
            {
                "IpAddress": "203.0.113.7",
                "ServerName": "api.example.test",
                "ServerPath": "/v1/auth/login",
                "HttpHeaders": [{"headerName": "User-Agent", "headerValue": "Firefox/150"}],
            }
        ]

    def test_the_login_before_is_shown(self, api, ada, parts):
        log_in(api)
        assert api("GET", "/v1/me", player_id=ada).body["previous_login_at"] is None
        first = parts.profiles.get(ada).last_login_at
        log_in(api)
        assert api("GET", "/v1/me", player_id=ada).body["previous_login_at"] == first

    @pytest.mark.parametrize(
        ("code", "status"),
        [
            ("TooManyRequestsException", 429),
            ("LimitExceededException", 429),
            ("InternalErrorException", 503),
            ("UnexpectedLambdaException", 503),
            ("PasswordResetRequiredException", 403),
            ("InvalidParameterException", 401),
        ],
    )
    def test_what_cognito_refuses_is_translated(self, api, ada, refusing, code, status):
        refusing("admin_initiate_auth", code)
        answer = log_in(api)
        assert answer.status == status
        assert ("Retry-After" in answer.headers) == (status == 429)
        assert "not to be shown" not in str(answer.body)


class TestRepair:
    """A crash between Cognito's transaction and ours."""

    def sign_up_directly(self, pool, *, confirmed=True, password=ADA["password"], **attributes):
        """Make an identity and nothing else; return the id that it has."""
        values = {
            "name": "Ada",
            "birthdate": "1990-12-10",
            "custom:player_id": new_player_id(),
            "custom:country": "DE",
            "custom:currency": "EUR",
            "custom:terms": TERMS,
        } | attributes
        pool.bare.sign_up(
            ClientId=pool.app,
            SecretHash=pool.proof(ADA["email"]),
            Username=ADA["email"],
            Password=password,
            UserAttributes=[{"Name": k, "Value": v} for k, v in values.items() if v],
        )
        if confirmed:
            pool.bare.admin_confirm_sign_up(UserPoolId=pool.id, Username=ADA["email"])
        return values["custom:player_id"]

    def test_the_next_login_builds_profile_and_wallet(self, api, pool, parts):
        player_id = self.sign_up_directly(pool)
        assert api("GET", "/v1/me", player_id=player_id).status == 404
        assert log_in(api).status == 200
        me = api("GET", "/v1/me", player_id=player_id).body
        assert (me["email"], me["country"], me["status"]) == ("ada@example.com", "DE", "active")
        assert parts.ledger.wallet(player_id).currency == "EUR"

    def test_the_id_is_that_of_the_first_registration_however_often_one_registers(
        self, api, pool, parts, code_requests
    ):
        player_id = self.sign_up_directly(pool)
        again = [api("POST", "/v1/auth/register", ADA).body["player_id"] for _ in range(2)]
        assert player_id not in again
        assert log_in(api).status == 200
        assert parts.profiles.get(player_id).player_id == player_id
        assert [parts.profiles.find(each) for each in again] == [None, None]

    def test_a_crash_before_the_profile_leaves_the_id_that_it_would_have_had(
        self, api, pool, parts, monkeypatch
    ):
        def crash(*_):
            raise MemoryError

        with monkeypatch.context() as crashing:
            crashing.setattr("casino.accounts.use_cases.register.open_account", crash)
            assert api("POST", "/v1/auth/register", ADA).status == 500
        [identity] = pool.users()
        assert parts.profiles.find(identity["custom:player_id"]) is None
        assert log_in(api).status == 200
        assert parts.profiles.get(identity["custom:player_id"]).version > 1

    def test_an_identity_to_which_we_gave_no_id_does_not_sign_in(self, api, pool):
        self.sign_up_directly(pool, **{"custom:player_id": None})
        answer = log_in(api)
        assert (answer.status, answer.body["code"]) == (403, "sign_in_not_offered")

    def test_an_account_that_needs_no_proof_is_confirmed_late(
        self, api, pool, cognito, monkeypatch
    ):
        self.sign_up_directly(pool, confirmed=False)
        real, calls = cognito.admin_initiate_auth, []

        def unconfirmed_at_first(**request):
            calls.append(request)
            if len(calls) == 1:
                body = {"Error": {"Code": "UserNotConfirmedException", "Message": ""}}
                raise ClientError(body, "AdminInitiateAuth")
            return real(**request)

        monkeypatch.setattr(cognito, "admin_initiate_auth", unconfirmed_at_first)
        assert log_in(api).status == 200

    def test_a_player_who_went_past_the_registration_is_not_let_in(self, api, pool, parts):
        for attributes in (
            {"birthdate": "2015-01-01"},
            {"custom:country": "US"},
            {"custom:currency": "XXX"},
            {"custom:terms": None},
            {"birthdate": "yesterday"},
            {"name": "\u202eevil\u200b"},
            {"name": "x" * 300},
            {"name": "Croupier"},
            {"password": "password"},
        ):
            player_id = self.sign_up_directly(pool, **attributes)
            body = CREDENTIALS | {"password": attributes.get("password", ADA["password"])}
            assert api("POST", "/v1/auth/login", body).status == 200
            assert parts.profiles.find(player_id) is None
            assert api("GET", "/v1/me", player_id=player_id).status == 404
            pool.bare.admin_delete_user(UserPoolId=pool.id, Username=ADA["email"])


class TestRefreshAndLogOut:
    def test_a_refresh_token_gives_new_tokens(self, api, ada):
        refresh_token = log_in(api).body["refresh_token"]
        answer = api("POST", "/v1/auth/refresh", {"refresh_token": refresh_token})
        assert answer.status == 200
        assert answer.body["refresh_token"] == refresh_token
        assert answer.body["access_token"]

    def test_logging_out_ends_every_session(self, api, ada, pool):
        [identity] = pool.users()
        username = identity["Username"]
        # moto remembers sessions under the name that was signed in with.
        session = pool.sign_in(username, ADA["password"])
        answer = api("POST", "/v1/auth/logout", player_id=ada, username=username)
        assert (answer.status, answer.body) == (204, None)
        assert closings_asked_for() == [(ada, "logged_out")]
        assert "Content-Type" not in answer.headers
        again = api("POST", "/v1/auth/refresh", {"refresh_token": session["RefreshToken"]})
        assert (again.status, again.body["code"]) == (401, "session_ended")

    def test_logging_out_is_told_to_the_house(self, api, ada, hears):
        api("POST", "/v1/auth/logout", player_id=ada)
        assert hears() == [("account.signed_out", {"player_id": ada, "cause": "logout"})]

    def test_logging_out_works_while_the_house_hears_nothing(self, api, ada):
        client("events").delete_event_bus(Name="house")
        assert api("POST", "/v1/auth/logout", player_id=ada).status == 204

    def test_logging_out_takes_any_body(self, api, ada):
        body = {"refresh_token": "x"}
        assert api("POST", "/v1/auth/logout", body, player_id=ada).status == 204
        assert api("POST", "/v1/auth/logout", raw_body="{", player_id=ada).status == 204

    def test_logging_out_needs_a_session(self, api):
        assert api("POST", "/v1/auth/logout").status == 401

    @pytest.mark.parametrize("token", ["", "x" * 8193, "a b", "ü", 7, None])
    def test_what_is_no_token_is_refused(self, api, token):
        assert api("POST", "/v1/auth/refresh", {"refresh_token": token}).status == 422


class TestSecondFactor:
    @pytest.fixture
    def challenge(self, api, ada, pool):
        token = pool.sign_in(ADA["email"], ADA["password"])["AccessToken"]
        pool.bare.associate_software_token(AccessToken=token)
        pool.bare.verify_software_token(AccessToken=token, UserCode="123456")
        pool.bare.admin_set_user_mfa_preference(
            UserPoolId=pool.id,
            Username=ADA["email"],
            SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True},
        )
        return log_in(api).body

    def test_a_code_finishes_the_login(self, api, ada, challenge):
        assert challenge["challenge"] == "SOFTWARE_TOKEN_MFA"
        assert set(challenge) == {"challenge", "session"}
        body = {"session": challenge["session"], "code": "123456"}
        answer = api("POST", "/v1/auth/mfa", body)
        assert answer.status == 200
        assert answer.body["access_token"]

    def test_a_wrong_code_does_not(self, api, challenge, refusing):
        refusing("admin_respond_to_auth_challenge", "CodeMismatchException")
        body = {"session": challenge["session"], "code": "000000"}
        answer = api("POST", "/v1/auth/mfa", body)
        assert (answer.status, answer.body["code"]) == (401, "invalid_code")

    @pytest.mark.parametrize("session", ["x", "ada@example.com:short", ":" + "x" * 30])
    def test_a_made_up_session_is_worth_nothing(self, api, session):
        answer = api("POST", "/v1/auth/mfa", {"session": session, "code": "123456"})
        assert (answer.status, answer.body["code"]) == (401, "session_ended")


class TestForgottenPassword:
    NEW = "willow-tram-38-moss"

    def test_anybody_gets_the_same_answer(self, api, ada):
        for email in (ADA["email"], "nobody@example.com"):
            answer = api("POST", "/v1/auth/password/forgot", {"email": email})
            assert (answer.status, answer.body) == (204, None)

    @pytest.mark.parametrize("code", ["LimitExceededException", "InvalidParameterException"])
    def test_refusals_tell_nothing(self, api, ada, refusing, code):
        refusing("forgot_password", code)
        answer = api("POST", "/v1/auth/password/forgot", {"email": ADA["email"]})
        assert answer.status == 204

    def test_the_code_sets_a_new_password(self, api, ada):
        api("POST", "/v1/auth/password/forgot", {"email": ADA["email"]})
        body = {"email": ADA["email"], "code": "654321", "password": self.NEW}
        assert api("POST", "/v1/auth/password/reset", body).status == 204
        assert log_in(api).status == 401
        assert api("POST", "/v1/auth/login", CREDENTIALS | {"password": self.NEW}).status == 200

    def test_a_new_password_closes_what_is_open_and_the_house_hears_why(self, api, ada, hears):
        api("POST", "/v1/auth/password/forgot", {"email": ADA["email"]})
        body = {"email": ADA["email"], "code": "654321", "password": self.NEW}
        api("POST", "/v1/auth/password/reset", body)
        assert closings_asked_for() == [(ada, "logged_out")]
        assert hears() == [("account.signed_out", {"player_id": ada, "cause": "password_reset"})]

    @pytest.mark.parametrize("refusal", ["CodeMismatchException", "ExpiredCodeException"])
    def test_a_wrong_code_does_not(self, api, ada, refusing, refusal):
        refusing("confirm_forgot_password", refusal)
        body = {"email": ADA["email"], "code": "000000", "password": self.NEW}
        answer = api("POST", "/v1/auth/password/reset", body)
        assert (answer.status, answer.body["code"]) == (422, "invalid_code")
        assert answer.body["errors"][0]["pointer"] == "/code"

    def test_a_weak_password_is_refused(self, api, ada):
        body = {"email": ADA["email"], "code": "654321", "password": "password1"}
        answer = api("POST", "/v1/auth/password/reset", body)
        assert (answer.status, answer.body["code"]) == (422, "weak_password")

    def test_a_wrong_confirmation_code_is_refused(self, api, ada, refusing):
        refusing("confirm_sign_up", "CodeMismatchException")
        answer = api("POST", "/v1/auth/confirm", {"email": ADA["email"], "code": "000000"})
        assert (answer.status, answer.body["code"]) == (422, "invalid_code")


class TestChangePassword:
    NEW = "willow-tram-38-moss"

    @pytest.fixture
    def change(self, api, ada):
        def asking(**changes):
            body = {"current_password": ADA["password"], "new_password": self.NEW} | changes
            return api("POST", "/v1/me/password", body, player_id=ada)

        return asking

    def test_the_new_one_counts_from_now_on_and_a_session_by_it_is_the_answer(self, api, change):
        answer = change()
        assert answer.status == 200
        assert {"access_token", "refresh_token"} <= set(answer.body)
        assert log_in(api).status == 401
        assert api("POST", "/v1/auth/login", CREDENTIALS | {"password": self.NEW}).status == 200

    def test_every_other_session_ends_and_what_it_has_open(self, api, ada, change, hears):
        before = log_in(api).body["refresh_token"]
        hears()
        change()
        answer = api("POST", "/v1/auth/refresh", {"refresh_token": before})
        assert answer.status == 401
        assert (ada, "logged_out") in closings_asked_for()
        assert ("account.signed_out", {"player_id": ada, "cause": "password_change"}) in hears()

    def test_the_session_that_asked_ends_too_though_it_has_only_just_begun(self, api, ada):
        from functions.accounts.api import handler

        def ask(method, path, body=None):
            event = rest_event(method, path, body=body, player_id=ada)
            now = str(int(datetime.now(UTC).timestamp()))
            event["requestContext"]["authorizer"]["claims"] |= {
                "origin_jti": "this-one",
                "auth_time": now,
            }
            return call(handler, event)

        body = {"current_password": ADA["password"], "new_password": self.NEW}
        assert ask("POST", "/v1/me/password", body).status == 200
        assert ask("GET", "/v1/me").body["code"] == "session_ended"

    def test_an_access_token_is_not_enough(self, api, change):
        answer = change(current_password="kelp-otter-94-lamb")
        assert (answer.status, answer.body["code"]) == (422, "wrong_password")
        assert answer.body["errors"][0]["pointer"] == "/current_password"
        assert log_in(api).status == 200

    def test_guessing_the_present_one_costs_what_it_does_at_a_sign_in(self, api, change):
        answers = [change(current_password=f"guess-{number}") for number in range(12)]
        assert answers[0].status == 422
        assert answers[-1].status == 429
        assert log_in(api).status == 429

    def test_a_weak_one_changes_nothing(self, api, change):
        answer = change(new_password="password1")
        assert (answer.status, answer.body["code"]) == (422, "weak_password")
        assert log_in(api).status == 200

    def test_one_that_cognito_refuses_leaves_the_old_one(self, api, change, cognito, monkeypatch):
        def refuse(**_):
            leaked = {"Error": {"Code": "InvalidPasswordException", "Message": "leaked"}}
            raise ClientError(leaked, "AdminSetUserPassword")

        monkeypatch.setattr(cognito, "admin_set_user_password", refuse)
        answer = change()
        assert (answer.status, answer.body["code"]) == (422, "weak_password")
        assert log_in(api).status == 200

    def test_again_with_the_old_one_is_refused(self, change):
        assert change().status == 200
        assert change().body["code"] == "wrong_password"


def test_nothing_personal_is_logged(api, cognito):
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(logger.registered_formatter)
    logger.addHandler(handler)
    try:
        api("POST", "/v1/auth/register", ADA)
        api("POST", "/v1/auth/register", ADA | {"date_of_birth": "2015-01-01"})
        api("POST", "/v1/auth/register", ADA | {"email": "not an address"})
        tokens = log_in(api).body
        api("POST", "/v1/auth/login", CREDENTIALS | {"password": "kelp-otter-94-lamb"})
    finally:
        logger.removeHandler(handler)
    assert "underage" in log.getvalue()
    for personal in (ADA["email"], "kelp-otter", "1990-12-10", "address", tokens["refresh_token"]):
        assert personal not in log.getvalue()
