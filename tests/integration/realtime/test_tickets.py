"""Leave to connect is for players, and for those who work for the house."""

from dataclasses import replace
from datetime import date

import pytest

from casino.accounts.model import AccountStatus, Particulars, Profile
from casino.shared.unit_of_work import UnitOfWork
from functions.realtime.api import handler
from tests.support.api_events import call, rest_event
from tests.support.parts import functions_with

ANN = Profile(
    "ann",
    Particulars("ann@example.com", "Ann", date(1990, 1, 1), "MT", "EUR"),
    AccountStatus.ACTIVE,
    "2026-01-01T00:00:00Z",
)


@pytest.fixture
def known(aws):
    with functions_with({"WEBSOCKET_API_ID": "api", "WEBSOCKET_STAGE": "test"}) as parts:

        def add(profile):
            work = UnitOfWork(parts.dynamodb)
            parts.profiles.add(work, profile)
            work.commit()

        yield add


def ask(**claims):
    event = rest_event("POST", "/v1/realtime/tickets", player_id="ann")
    event["requestContext"]["authorizer"]["claims"] |= claims
    return call(handler, event)


def test_a_player_gets_a_ticket(known):
    known(ANN)
    assert ask().status == 201


def test_a_stranger_whom_only_the_directory_knows_gets_none(known):
    answer = ask()
    assert (answer.status, answer.body["code"]) == (404, "not_found")


def test_a_player_whose_account_is_not_open_yet_gets_none(known):
    known(replace(ANN, status=AccountStatus.PENDING_CONFIRMATION))
    assert ask().status == 403


def test_staff_need_no_profile(known):
    assert ask(**{"cognito:groups": "dealers"}).status == 201
