"""What Cognito asks before it issues tokens: an access token says whom it speaks for, and for what.

No token is issued without an answer. It is kept small, because each sign-in waits for it.
"""

from typing import Any

from casino.lambdas.bearer import description_of


def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Answer with the event, and with what is to be different in its tokens."""
    request = event["request"]
    event["response"]["claimsAndScopeOverrideDetails"] = description_of(
        request["userAttributes"], request["groupConfiguration"].get("groupsToOverride") or ()
    )
    return event
