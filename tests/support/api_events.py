"""The events that API Gateway hands to the REST functions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

REQUEST_ID = "req-0001"


def rest_event(
    method: str,
    path: str,
    *,
    body: Any = None,
    raw_body: str | None = None,
    player_id: str | None = None,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    username: str | None = None,
) -> dict[str, Any]:
    """Return a proxy event (payload format 1.0).

    `body` is sent as JSON, `raw_body` as it stands. With `player_id` the event looks as if the
    Cognito authorizer had let that player's access token through; `username` is what Cognito calls
    them, where that matters.
    """
    text = raw_body if raw_body is not None else None if body is None else json.dumps(body)
    sent = {"Host": "api.example.test"} | dict(headers or {})
    if text is not None:
        sent.setdefault("Content-Type", "application/json")
    query = dict(query or {})
    authorizer: dict[str, Any] = {}
    if player_id is not None:
        claims = {
            "player_id": player_id,
            # Cognito's names for them, which are nobody's id.
            "sub": f"sub-of-{player_id}",
            "username": username or f"sub-of-{player_id}",
            "token_use": "access",
        }
        authorizer = {"authorizer": {"claims": claims}}
    return {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": query or None,
        "multiValueQueryStringParameters": {k: [v] for k, v in query.items()} or None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "requestId": REQUEST_ID,
            "stage": "test",
            "path": path,
            "httpMethod": method,
            "identity": {"sourceIp": "203.0.113.7", "userAgent": "tests"},
            **authorizer,
        },
        "body": text,
        "isBase64Encoded": False,
    }


@dataclass(frozen=True)
class LambdaContext:
    """As much of Lambda's context as the functions look at."""

    function_name: str = "function-under-test"
    memory_limit_in_mb: int = 256
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:under-test"
    aws_request_id: str = "00000000-0000-0000-0000-000000000001"

    def get_remaining_time_in_millis(self) -> int:
        """Return the time that a function has by default."""
        return 10_000


@dataclass(frozen=True)
class Answer:
    """A REST function's answer, read back."""

    status: int
    headers: dict[str, str]
    body: Any


def call(handler: Any, event: dict[str, Any]) -> Answer:
    """Invoke a REST handler as Lambda would, and read its answer."""
    raw = handler(event, LambdaContext())
    headers = {name: values[0] for name, values in raw["multiValueHeaders"].items()}
    text = raw.get("body")
    return Answer(raw["statusCode"], headers, json.loads(text) if text else None)
