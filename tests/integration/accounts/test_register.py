import os
from datetime import date

import pytest

from casino.shared.aws import client
from tests.integration.accounts.conftest import ADA
from tests.support.parts import functions_with


def everything():
    """Every item of both tables but the counts of tries, to show that nothing has changed."""
    dynamodb = client("dynamodb")
    return [
        [
            item
            for item in dynamodb.scan(TableName=os.environ[table])["Items"]
            if not item["pk"]["S"].startswith("ATTEMPTS#")
        ]
        for table in ("ACCOUNTS_TABLE", "WALLET_TABLE")
    ]


def test_a_player_registers_and_has_a_profile_and_an_empty_wallet(api, pool, parts):
    answer = api("POST", "/v1/auth/register", ADA)
    assert answer.status == 201
    [identity] = pool.users()
    assert answer.body == {"player_id": identity["custom:player_id"], "status": "active"}
    # The pool's own names for her are nobody's id.
    assert answer.body["player_id"] not in {identity["sub"], identity["Username"]}
    wallet = parts.ledger.wallet(answer.body["player_id"])
    assert (wallet.currency, wallet.available, wallet.version) == ("EUR", 0, 0)
    profile = parts.profiles.get(answer.body["player_id"])
    assert profile.particulars.email == "ada@example.com"


def test_a_player_comes_under_the_policy_of_their_country(api, cognito):
    with functions_with({"JURISDICTIONS": "mga,uk"}) as parts:
        gwen = ADA | {"email": "gwen@example.com", "country": "GB", "currency": "GBP"}
        player_id = api("POST", "/v1/auth/register", gwen).body["player_id"]
        assert parts.profiles.get(player_id).jurisdiction == "uk"
        wallet = parts.ledger.wallet(player_id)
        assert (wallet.jurisdiction, wallet.time_zone) == ("uk", "Europe/London")
        assert wallet.born_on == date(1990, 12, 10)
        assert "1990" not in repr(wallet)
        refused = api("POST", "/v1/auth/register", ADA)
        assert (refused.status, refused.body["code"]) == (422, "country_not_allowed")
        refused = api("POST", "/v1/auth/register", gwen | {"currency": "EUR"})
        assert (refused.status, refused.body["code"]) == (422, "currency_not_allowed")


def test_a_profile_from_before_jurisdictions_says_none(api, ada, parts):
    client("dynamodb").update_item(
        TableName=os.environ["ACCOUNTS_TABLE"],
        Key={"pk": {"S": f"PLAYER#{ada}"}, "sk": {"S": "PROFILE"}},
        UpdateExpression="REMOVE jurisdiction",
    )
    assert parts.profiles.get(ada).jurisdiction == ""


def test_the_directory_holds_enough_to_build_the_rest_anew(api, pool, ada):
    [attributes] = pool.users()
    assert attributes["custom:player_id"] == ada
    assert attributes["name"] == "Ada"
    assert attributes["birthdate"] == "1990-12-10"
    assert attributes["custom:country"] == "DE"
    assert attributes["custom:currency"] == "EUR"
    assert attributes["email_verified"] == "true"


@pytest.mark.parametrize("email", ["ada@example.com", "ADA@Example.COM"])
def test_a_registered_address_gets_the_answer_of_a_new_one(api, ada, code_requests, email):
    before = everything()
    answer = api("POST", "/v1/auth/register", ADA | {"email": email, "password": "other-lamp-11"})
    assert answer.status == 201
    assert set(answer.body) == {"player_id", "status"}
    assert answer.body["status"] == "active"
    assert answer.body["player_id"] != ada
    assert len(answer.body["player_id"]) == len(ada)
    assert everything() == before
    assert code_requests == ["ada@example.com"]
    body = {"email": "ada@example.com", "password": "other-lamp-11"}
    assert api("POST", "/v1/auth/login", body).status == 401


def test_by_email_code_the_account_waits_for_its_confirmation(api, pool, by_email_code):
    answer = api("POST", "/v1/auth/register", ADA)
    assert answer.body["status"] == "pending_confirmation"
    assert [each["UserStatus"] for each in pool.users()] == ["UNCONFIRMED"]

    confirmed = api("POST", "/v1/auth/confirm", {"email": ADA["email"], "code": "123456"})
    assert (confirmed.status, confirmed.body) == (204, None)
    api("POST", "/v1/auth/login", {"email": ADA["email"], "password": ADA["password"]})
    me = api("GET", "/v1/me", player_id=answer.body["player_id"])
    assert me.body["status"] == "active"


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"country": "US"}, "country_not_allowed", "/country"),
        ({"date_of_birth": "2015-01-01"}, "underage", "/date_of_birth"),
        ({"date_of_birth": "2999-01-01"}, "validation_failed", "/date_of_birth"),
        ({"password": "Password1"}, "weak_password", "/password"),
        ({"password": "short"}, "validation_failed", "/password"),
        ({"password": "x" * 129}, "validation_failed", "/password"),
        ({"password": 12345678}, "validation_failed", "/password"),
        ({"email": "ada"}, "validation_failed", "/email"),
        ({"email": "ada\ud800@example.com"}, "validation_failed", "/email"),
        ({"display_name": "\ud800"}, "validation_failed", "/display_name"),
        ({"currency": "XXX"}, "validation_failed", "/currency"),
        ({"accept_terms": False}, "validation_failed", "/accept_terms"),
        ({"accept_terms": "true"}, "validation_failed", "/accept_terms"),
        ({"player_id": "mine"}, "validation_failed", "/player_id"),
    ],
)
def test_what_breaks_a_rule_is_refused_and_changes_nothing(api, pool, change, code, pointer):
    answer = api("POST", "/v1/auth/register", ADA | change)
    assert answer.status == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.body["code"] == code
    assert [error["pointer"] for error in answer.body["errors"]] == [pointer]
    assert pool.users() == []
    assert everything() == [[], []]


@pytest.mark.parametrize("missing", sorted(ADA))
def test_every_field_is_needed(api, missing):
    answer = api("POST", "/v1/auth/register", {k: v for k, v in ADA.items() if k != missing})
    assert answer.status == 422
    assert answer.body["errors"] == [{"pointer": f"/{missing}", "detail": "This field is needed"}]


@pytest.mark.parametrize(
    "path",
    ["register", "confirm", "login", "mfa", "refresh", "password/forgot", "password/reset"],
)
def test_no_route_falls_over_what_is_not_an_object(api, path):
    for raw in ("", "{", "[]", "null", '"x"', "7", '{"email": "a", "email": "b"}'):
        assert api("POST", f"/v1/auth/{path}", raw_body=raw).status in {400, 422}
