"""The authorizer of ``$connect``."""

from typing import Any

from casino.lambdas.observability import logger
from casino.realtime.bootstrap import allowed_origins, connections
from casino.realtime.errors import TicketRefused
from casino.realtime.use_cases import authorize_connection as use_case
from casino.shared.clock import utc_now


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Answer with a policy that allows or denies the handshake."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    ticket = (event.get("queryStringParameters") or {}).get("ticket") or ""
    try:
        player_id = use_case.authorize_connection(
            connections(), utc_now, ticket, headers.get("origin"), allowed_origins()
        )
    except TicketRefused as error:
        logger.info("refused", code=error.code, detail=error.detail)
        return _policy("nobody", "Deny", event["methodArn"])
    return _policy(player_id, "Allow", event["methodArn"]) | {"context": {"player_id": player_id}}


def _policy(principal: str, effect: str, resource: str) -> dict[str, Any]:
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": resource}
    return {
        "principalId": principal,
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
    }
