"""The authorizer of ``$connect``."""

from typing import Any
from urllib.parse import quote

from casino.lambdas.front import visitor_of
from casino.lambdas.observability import Edge, count_unforeseen, logger
from casino.parts import Parts, at_start
from casino.realtime.use_cases import authorize_connection as use_case
from casino.shared.errors import CasinoError

parts = at_start(
    Parts.connections, Parts.sessions, Parts.reports, Parts.allowed_origins, Parts.behind_front
)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Answer with a policy that allows or denies the handshake."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    ticket = (event.get("queryStringParameters") or {}).get("ticket") or ""
    visitor = visitor_of(event, behind_front=parts.behind_front)
    try:
        grant = use_case.authorize_connection(
            parts,
            ticket=ticket,
            origin=headers.get("origin"),
            address=visitor.address,
            own_origin=visitor.origin,
        )
    except CasinoError as error:
        logger.info("refused", code=error.code, detail=error.detail)
        return _policy("nobody", "Deny", event["methodArn"])
    except Exception as error:
        count_unforeseen(Edge.WEBSOCKET, error)
        raise
    # What every later frame of the connection comes with.
    context = {
        "player_id": grant.player_id,
        "opened_at": str(grant.opened_at),
        # In ASCII, because a context is text that API Gateway hands on, not JSON that it reads.
        "display_name": quote(grant.display_name),
        "roles": ",".join(sorted(grant.roles)),
    }
    return _policy(grant.player_id, "Allow", event["methodArn"]) | {"context": context}


def _policy(principal: str, effect: str, resource: str) -> dict[str, Any]:
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": resource}
    return {
        "principalId": principal,
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
    }
