from datetime import UTC, datetime

import pytest

from casino.lambdas.bearer import bearer_of, description_of
from functions.accounts.describe_bearer import handler

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
ID = "5d0f9c1e-2b7a-4c55-9a53-0f6a1b8e7d21"


def described(attributes, groups=()):
    return description_of(attributes, groups)["accessTokenGeneration"]


def test_a_token_speaks_for_the_id_that_we_gave():
    assert bearer_of({"sub": "cognitos-own", "username": "cognitos-own"}, NOW) is None
    bearer = bearer_of({"sub": "cognitos-own", "player_id": ID, "origin_jti": "s-1"}, NOW)
    assert (bearer.player_id, bearer.session) == (ID, "s-1")


@pytest.mark.parametrize(
    ("groups", "scope"),
    [
        ([], "croupier/play"),
        (["players"], "croupier/play"),
        (["dealers"], "croupier/staff"),
        (["players", "operators"], "croupier/staff"),
    ],
)
def test_it_is_for_play_or_for_work(groups, scope):
    changes = described({"custom:player_id": ID}, groups)
    assert changes["scopesToAdd"] == [scope]
    assert changes["claimsToAddOrOverride"] == {"player_id": ID}


@pytest.mark.parametrize("attributes", [{}, {"custom:player_id": ""}, {"custom:player_id": ID}])
def test_it_is_never_for_cognito(attributes):
    assert described(attributes)["scopesToSuppress"] == ["aws.cognito.signin.user.admin"]


@pytest.mark.parametrize("attributes", [{}, {"custom:player_id": ""}])
def test_it_is_for_nothing_where_no_id_is_ours(attributes):
    assert set(described(attributes, ["operators"])) == {"scopesToSuppress"}


@pytest.mark.parametrize("groups", [None, [], ["dealers"]])
def test_cognito_is_answered_in_the_event_that_it_sent(groups):
    event = {
        "version": "2",
        "request": {
            "userAttributes": {"custom:player_id": ID},
            "groupConfiguration": {"groupsToOverride": groups},
        },
        "response": {"claimsAndScopeOverrideDetails": None},
    }
    answer = handler(event, None)
    assert answer["version"] == "2"
    details = answer["response"]["claimsAndScopeOverrideDetails"]
    assert details == description_of({"custom:player_id": ID}, groups or ())
