"""Refuse at Cognito what AWS refuses, whether or not IAM is enforced.

MiniStack looks at an app client's secret, at what an access token is good for, and at codes only
where it enforces IAM, and never does these:

- ask for the secret where tokens are refreshed or revoked with it [1]_;
- keep what an attribute holds that can't be changed [2]_;
- issue no token where the trigger before it fails [3]_. It would issue one as it was, which is good
  for Cognito's own API.

References
----------
.. [1] Amazon Cognito User Pools API Reference, "GetTokensFromRefreshToken" and "RevokeToken",
   `ClientSecret`.
.. [2] Amazon Cognito Developer Guide, "Working with user attributes".
.. [3] Amazon Cognito Developer Guide, "Customizing user pool workflows with Lambda triggers".
"""

from __future__ import annotations

import hmac
from typing import Any

from scripts.local_cloud.emulator import cognito, responses

_Refusal = tuple[int, dict[str, str], bytes]

# Those that take the secret as it is, and what they refuse without it.
_BY_THE_SECRET = {
    "GetTokensFromRefreshToken": "NotAuthorizedException",
    "RevokeToken": "UnauthorizedException",
}
_CHANGING_ATTRIBUTES = frozenset({"AdminUpdateUserAttributes", "UpdateUserAttributes"})


class _TriggerFailed(Exception):
    """The function that says what is in the tokens gave no answer."""


def apply() -> None:
    """Look at every request before it is answered."""
    run_handler = cognito._run_idp_handler  # noqa: SLF001
    apply_trigger = cognito._apply_pretoken_trigger  # noqa: SLF001

    def run_checked(handler: Any, action: str, data: dict[str, Any]) -> Any:
        # Within, because it is there that MiniStack has found out which region is meant.
        def handle_checked(data: dict[str, Any]) -> Any:
            refusal = _refusal(action, data)
            try:
                return refusal or handler(data)
            except _TriggerFailed as failure:
                return _refused("UnexpectedLambdaException", str(failure))

        return run_handler(handle_checked, action, data)

    def apply_trigger_or_fail(*args: Any, **kwargs: Any) -> Any:
        try:
            return apply_trigger(*args, **kwargs)
        except Exception as error:
            raise _TriggerFailed(f"PreTokenGeneration failed: {error}") from error

    cognito._run_idp_handler = run_checked  # noqa: SLF001
    cognito._apply_pretoken_trigger = apply_trigger_or_fail  # noqa: SLF001


def _refusal(action: str, data: dict[str, Any]) -> _Refusal | None:
    refusal: _Refusal | None = (
        cognito._validate_client_secret_hash(action, data)  # noqa: SLF001
        or _wrong_secret(action, data)
        or cognito._auth_flow_error(action, data)  # noqa: SLF001
        or cognito._access_token_error(data)  # noqa: SLF001
        or cognito._confirmation_code_error(action, data)  # noqa: SLF001
        or _kept_attribute(action, data)
    )
    return refusal


def _wrong_secret(action: str, data: dict[str, Any]) -> _Refusal | None:
    client_id = data.get("ClientId")
    pool, _ = cognito._pool_for_client(client_id)  # noqa: SLF001
    if action not in _BY_THE_SECRET or pool is None:
        return None
    secret = pool["_clients"][client_id].get("ClientSecret")
    if not secret or hmac.compare_digest(secret, str(data.get("ClientSecret", ""))):
        return None
    return _refused(_BY_THE_SECRET[action], f"Unable to verify the secret of client {client_id}")


def _kept_attribute(action: str, data: dict[str, Any]) -> _Refusal | None:
    if action not in _CHANGING_ATTRIBUTES:
        return None
    pool = (
        cognito._user_pools.get(data["UserPoolId"])  # noqa: SLF001
        if "UserPoolId" in data
        else cognito._user_pool_for_access_token(data.get("AccessToken"))[1]  # noqa: SLF001
    )
    schema = (pool or {}).get("SchemaAttributes", ())
    kept = {each["Name"] for each in schema if not each["Mutable"]}
    for attribute in data.get("UserAttributes", ()):
        if attribute["Name"] in kept:
            message = f"user.{attribute['Name']}: Attribute cannot be updated."
            return _refused("InvalidParameterException", message)
    return None


def _refused(code: str, message: str) -> _Refusal:
    refusal: _Refusal = responses.error_response_json(code, message, 400)
    return refusal
