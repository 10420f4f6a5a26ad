"""The function that works on a user pool like the stack's."""

import json

import pytest
from botocore.exceptions import ClientError

from casino.parts import at_start
from casino.shared.aws import client
from tests.support.api_events import call, rest_event
from tests.support.parts import create_queues, functions_with
from tests.support.user_pool import UserPool

ADA = {
    "email": "ada@example.com",
    "password": "kelp-otter-94-lamp",
    "display_name": "Ada",
    "date_of_birth": "1990-12-10",
    "country": "DE",
    "currency": "EUR",
    "accept_terms": True,
}


@pytest.fixture
def code_requests(cognito, monkeypatch):
    """Whom Cognito was asked to send another code; moto does not know this operation."""
    requests = []

    def refuse(*, ClientId, SecretHash, Username):  # noqa: N803 - as in Cognito's API
        requests.append(Username)
        body = {"Error": {"Code": "LimitExceededException", "Message": ""}}
        raise ClientError(body, "ResendConfirmationCode")

    monkeypatch.setattr(cognito, "resend_confirmation_code", refuse)
    return requests


@pytest.fixture
def pool(aws):
    """The user pool, which the Cognito client of this process works on."""
    pool = UserPool(client("cognito-idp"))
    yield pool
    pool.close()


@pytest.fixture
def cognito(pool, monkeypatch):
    """The Cognito client, of whose pool the function is told."""
    client("events").create_event_bus(Name="house")
    told = {
        "USER_POOL_ID": pool.id,
        "USER_POOL_CLIENT_ID": pool.app,
        "ACCOUNT_CONFIRMATION": "immediate",
        "EVENT_BUS_NAME": "house",
    }
    for variable, value in (create_queues() | told).items():
        monkeypatch.setenv(variable, value)
    with functions_with():
        yield client("cognito-idp")


@pytest.fixture
def parts(cognito):
    """The parts that the function works with."""
    return at_start()


@pytest.fixture
def by_email_code(cognito):
    """Addresses have to be proved, from now on."""
    with functions_with({"ACCOUNT_CONFIRMATION": "email_code"}):
        yield


@pytest.fixture
def api(cognito):
    """Calls a route: ``api("POST", "/v1/auth/login", body)``."""
    from functions.accounts.api import handler

    def call_api(method, path, body=None, **more):
        return call(handler, rest_event(method, path, body=body, **more))

    return call_api


@pytest.fixture
def hears(cognito):
    """Tells what was put on the event bus since the test began, oldest first."""
    put = []

    def keep(params, **_):
        put.extend(params["Entries"])

    client("events").meta.events.register("provide-client-params.events.PutEvents", keep)
    return lambda: [(each["DetailType"], json.loads(each["Detail"])["data"]) for each in put]


@pytest.fixture
def ada(api):
    """The player id of somebody who has registered."""
    return api("POST", "/v1/auth/register", ADA).body["player_id"]
