"""A user pool like the stack's, and what Cognito does with it that moto doesn't know."""

import base64
import hashlib
import hmac
import json
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from casino.shared.aws import make_client
from functions.accounts.describe_bearer import handler as describe_bearer

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

_SERVICE = "cognito-identity-provider"
_REFRESHING = "GetTokensFromRefreshToken"


@cache
def _bare_client() -> "CognitoIdentityProviderClient":
    return make_client("cognito-idp")


class UserPool:
    """A pool and its app client, worked on by a client whose calls it completes.

    Attributes
    ----------
    id, app, secret : str
        The pool's id, and the id and the secret of the app client.
    bare : CognitoIdentityProviderClient
        A client of Cognito whose tokens are as they are before the trigger: good for its own API.
    """

    def __init__(self, cognito: "CognitoIdentityProviderClient") -> None:
        self.bare = _bare_client()
        self.id = self.bare.create_user_pool(
            PoolName="players",
            UsernameAttributes=["email"],
            AutoVerifiedAttributes=["email"],
            Policies={
                "PasswordPolicy": {
                    "MinimumLength": 8,
                    "RequireUppercase": False,
                    "RequireLowercase": False,
                    "RequireNumbers": False,
                    "RequireSymbols": False,
                }
            },
            Schema=[
                {"Name": name, "AttributeDataType": "String", "Mutable": False}
                for name in ("player_id", "country", "currency", "terms")
            ],
        )["UserPool"]["Id"]
        made = self.bare.create_user_pool_client(
            UserPoolId=self.id,
            ClientName="web",
            GenerateSecret=True,
            ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        )["UserPoolClient"]
        self.app, self.secret = made["ClientId"], made["ClientSecret"]
        self._completed = cognito.meta.events
        for event, complete in self._completions:
            self._completed.register(event, complete)

    @property
    def _completions(self) -> list[tuple[str, Any]]:
        signing_in = ("AdminInitiateAuth", "AdminRespondToAuthChallenge", _REFRESHING)
        return [
            (f"before-call.{_SERVICE}.{_REFRESHING}", self._refresh),
            *((f"after-call.{_SERVICE}.{operation}", self._describe) for operation in signing_in),
        ]

    def close(self) -> None:
        """Leave the client as it was."""
        for event, complete in self._completions:
            self._completed.unregister(event, complete)

    def proof(self, username: str) -> str:
        """Return what Cognito calls a secret hash."""
        message = f"{username}{self.app}".encode()
        digest = hmac.digest(self.secret.encode(), message, hashlib.sha256)
        return base64.b64encode(digest).decode()

    def users(self) -> list[dict[str, Any]]:
        """Return everybody in the pool: username, status, and attributes by their names."""
        return [
            {"Username": user["Username"], "UserStatus": user["UserStatus"]}
            | {each["Name"]: each["Value"] for each in user["Attributes"]}
            for user in self.bare.list_users(UserPoolId=self.id)["Users"]
        ]

    def sign_in(self, username: str, password: str) -> dict[str, Any]:
        """Return tokens that no trigger has changed."""
        parameters = {"USERNAME": username, "PASSWORD": password}
        answer = self.bare.admin_initiate_auth(
            UserPoolId=self.id,
            ClientId=self.app,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters=parameters | {"SECRET_HASH": self.proof(username)},
        )
        return dict(answer["AuthenticationResult"])

    def _describe(self, parsed: dict[str, Any], **_: Any) -> None:
        """Let the trigger change the access token of an answer, as Cognito does."""
        result = parsed.get("AuthenticationResult")
        if not result:
            return
        head, payload, signature = result["AccessToken"].split(".")
        claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
        user = next(each for each in self.users() if each["Username"] == claims["username"])
        event = {
            "request": {
                "userAttributes": user,
                "groupConfiguration": {"groupsToOverride": claims.get("cognito:groups", [])},
            },
            "response": {},
        }
        answer = describe_bearer(event, None)["response"]["claimsAndScopeOverrideDetails"]
        changes = answer["accessTokenGeneration"]
        scopes = set(claims["scope"].split()) - set(changes["scopesToSuppress"])
        claims |= changes.get("claimsToAddOrOverride", {})
        claims["scope"] = " ".join(scopes | set(changes.get("scopesToAdd", ())))
        payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
        result["AccessToken"] = f"{head}.{payload}.{signature}"

    def _refresh(self, params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        """Answer with new tokens to whoever knows the secret; moto lacks the operation."""
        asked = json.loads(params["body"])
        assert (asked["ClientId"], asked["ClientSecret"]) == (self.app, self.secret)
        try:
            parsed = self.bare.admin_initiate_auth(
                UserPoolId=self.id,
                ClientId=self.app,
                AuthFlow="REFRESH_TOKEN_AUTH",
                AuthParameters={"REFRESH_TOKEN": asked["RefreshToken"]},
            )
        except ClientError as error:
            return SimpleNamespace(status_code=400), dict(error.response)
        return SimpleNamespace(status_code=200), dict(parsed)
