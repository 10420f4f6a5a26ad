"""What Cognito does for strangers, and for players who hold nothing but their own tokens."""

import base64
import json
import secrets
from functools import partial

import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import get_session

from casino.accounts.directory import Directory
from scripts.settings import LOCAL_REGION
from tests.support.documented import rest_client
from tests.support.players import PASSWORD, player
from tests.support.staff import staff

NEW_PASSWORD = "willow-tram-38-moss"


@pytest.fixture
def outside(stack):
    """A client of Cognito as anybody has it: without AWS credentials."""
    return get_session().create_client(
        "cognito-idp",
        region_name=LOCAL_REGION,
        endpoint_url=stack.endpoints["aws_endpoint_url"],
        config=Config(signature_version=UNSIGNED),
    )


def claims_of(token):
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def refusal(attempt):
    """Return the code with which an attempt is refused."""
    with pytest.raises(ClientError) as refused:
        attempt()
    return refused.value.response["Error"]["Code"]


async def signed_in(endpoints, email, password=PASSWORD):
    async with rest_client(endpoints["rest_url"]) as rest:
        return await rest.post("/v1/auth/login", json={"email": email, "password": password})


class TestTokens:
    async def test_an_access_token_speaks_for_the_id_that_we_gave_and_is_for_playing(self, stack):
        async with player(stack.endpoints) as ann:
            claims = claims_of(ann.tokens["access_token"])
        assert claims["player_id"] == ann.player_id
        assert ann.player_id not in {claims["sub"], claims["username"]}
        assert claims["scope"] == "croupier/play"

    async def test_a_refreshed_one_does_too(self, stack):
        async with player(stack.endpoints) as ann:
            given = {"refresh_token": ann.tokens["refresh_token"]}
            answer = await ann.rest.post("/v1/auth/refresh", json=given)
            claims = claims_of(answer.json()["access_token"])
        assert (claims["player_id"], claims["scope"]) == (ann.player_id, "croupier/play")

    async def test_that_of_staff_is_for_their_work(self, stack):
        async with staff(stack, "dealer") as eva:
            claims = claims_of(eva.tokens["access_token"])
        assert (claims["player_id"], claims["scope"]) == (eva.player_id, "croupier/staff")

    async def test_an_id_token_opens_nothing(self, stack):
        async with player(stack.endpoints) as ann:
            headers = {"Authorization": f"Bearer {ann.tokens['id_token']}"}
            assert (await ann.rest.get("/v1/me", headers=headers)).status_code == 401


# What every access token of Cognito's is good for, unless its scope is taken out.
BY_TOKEN = {
    "get_user": {},
    "delete_user": {},
    "update_user_attributes": {
        "UserAttributes": [
            {"Name": "birthdate", "Value": "1970-01-01"},
            {"Name": "email", "Value": "elsewhere@example.com"},
        ]
    },
    "change_password": {"PreviousPassword": PASSWORD, "ProposedPassword": NEW_PASSWORD},
    "associate_software_token": {},
    "verify_software_token": {"UserCode": "000000"},
    "set_user_mfa_preference": {"SoftwareTokenMfaSettings": {"Enabled": True}},
    "global_sign_out": {},
}


async def test_a_players_own_token_does_nothing_at_cognito(stack, outside):
    async with player(stack.endpoints) as ann:
        token = ann.tokens["access_token"]
        for operation, given in BY_TOKEN.items():
            attempt = partial(getattr(outside, operation), AccessToken=token, **given)
            assert refusal(attempt) == "NotAuthorizedException", operation
        me = (await ann.rest.get("/v1/me")).json()
        assert (me["player_id"], me["email"]) == (ann.player_id, ann.email)
        again = await signed_in(stack.endpoints, ann.email)
        assert claims_of(again.json()["access_token"])["player_id"] == ann.player_id
        refused = await signed_in(stack.endpoints, ann.email, NEW_PASSWORD)
        assert refused.status_code == 401


# Open at Cognito to whoever knows an app client that has no secret; each takes its id.
BY_CLIENT = {
    "confirm_forgot_password": {"ConfirmationCode": "654321", "Password": NEW_PASSWORD},
    "confirm_sign_up": {"ConfirmationCode": "123456"},
    "forgot_password": {},
    "resend_confirmation_code": {},
    "sign_up": {"Password": PASSWORD},
}
FLOWS = ("USER_PASSWORD_AUTH", "USER_SRP_AUTH", "USER_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH")


async def test_who_knows_the_app_client_signs_nobody_up_or_in_and_sets_no_password(stack, outside):
    client = {"ClientId": stack.endpoints["user_pool_client_id"]}
    async with player(stack.endpoints) as ann:
        for operation, given in BY_CLIENT.items():
            for email in (ann.email, f"stranger-{secrets.token_hex(6)}@example.com"):
                attempt = partial(getattr(outside, operation), Username=email, **client, **given)
                assert refusal(attempt) == "NotAuthorizedException", operation
        credentials = {"USERNAME": ann.email, "PASSWORD": PASSWORD, "SRP_A": "1f"}
        credentials |= {"REFRESH_TOKEN": ann.tokens["refresh_token"]}
        for flow in FLOWS:
            attempt = partial(
                outside.initiate_auth, AuthFlow=flow, AuthParameters=credentials, **client
            )
            assert refusal(attempt) == "NotAuthorizedException", flow
        assert (await signed_in(stack.endpoints, ann.email)).status_code == 200


async def test_a_refresh_token_is_used_and_revoked_through_us_alone(stack, outside):
    client = {"ClientId": stack.endpoints["user_pool_client_id"]}
    async with player(stack.endpoints) as ann:
        token = ann.tokens["refresh_token"]
        refresh = partial(outside.get_tokens_from_refresh_token, RefreshToken=token, **client)
        assert refusal(refresh) == "NotAuthorizedException"
        assert refusal(partial(outside.revoke_token, Token=token, **client)) == (
            "UnauthorizedException"
        )
        answer = await ann.rest.post("/v1/auth/refresh", json={"refresh_token": token})
        assert answer.status_code == 200


async def test_an_identity_to_which_we_gave_no_id_opens_nothing(stack):
    """Such as an administrator could make in the pool, past our registration."""
    cognito, endpoints = stack.client("cognito-idp"), stack.endpoints
    pool, app = endpoints["user_pool_id"], endpoints["user_pool_client_id"]
    email = f"unknown-{secrets.token_hex(6)}@example.com"
    cognito.admin_create_user(UserPoolId=pool, Username=email, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=email, Password=PASSWORD, Permanent=True
    )
    answer = await signed_in(endpoints, email)
    assert (answer.status_code, answer.json()["code"]) == (403, "sign_in_not_offered")

    credentials = {"USERNAME": email, "PASSWORD": PASSWORD}
    credentials |= {"SECRET_HASH": Directory(cognito, pool, app).proof(email)}
    token = cognito.admin_initiate_auth(
        UserPoolId=pool,
        ClientId=app,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters=credentials,
    )["AuthenticationResult"]["AccessToken"]
    assert claims_of(token)["scope"] == ""
    async with rest_client(endpoints["rest_url"]) as rest:
        rest.headers["Authorization"] = f"Bearer {token}"
        for method, path in (
            ("GET", "/v1/me"),
            ("GET", "/v1/wallet"),
            ("POST", "/v1/realtime/tickets"),
        ):
            assert (await rest.request(method, path)).status_code == 401
