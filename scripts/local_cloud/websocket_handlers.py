"""Run WebSocket handlers the way every other handler runs.

MiniStack gives all connections of a function one worker, which serves them in turn, writes no
log, and on an exception sends its text to the player. API Gateway runs handlers side by side, and
answers a failure with a message that says nothing about the inside.

A body returned by a handler keeps reaching the client: AWS sends it when the route has a route
response, which every route of ours that answers has, and which CloudFormation cannot express
here.

A frame that MiniStack cannot parse for its action, such as one of thousands of levels, ends the
connection there. API Gateway hands what has no readable action to ``$default``.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from scripts.local_cloud.emulator import apigateway, lambda_runtime, lambda_service

_logger = logging.getLogger("croupier.websocket")


class _AnyFreeWorker:
    """Stands where MiniStack expects one worker; each call leases one of its own."""

    def __init__(self, config: dict[str, Any], code_zip: bytes) -> None:
        self._function: dict[str, Any] = {"config": config, "code_zip": code_zip}

    def invoke(self, event: dict[str, Any], _request_id: str) -> dict[str, Any]:
        # The dispatcher that REST uses: concurrency limits, logs and metrics included.
        outcome = lambda_service._execute_function(self._function, event)  # noqa: SLF001
        body = outcome.get("body")
        if outcome.get("error") or not (body is None or isinstance(body, dict)):
            _logger.error(
                "WebSocket handler %s failed: %s",
                self._function["config"].get("FunctionName"),
                outcome.get("log") or body,
            )
            return {"status": "ok", "result": _internal_server_error(event)}
        return {"status": "ok", "result": body or {}}


def _internal_server_error(event: dict[str, Any]) -> dict[str, Any]:
    context = event.get("requestContext", {})
    body = {
        "message": "Internal server error",
        "connectionId": context.get("connectionId"),
        "requestId": context.get("requestId"),
    }
    return {"statusCode": 500, "body": json.dumps(body)}


def apply() -> None:
    """Replace the worker that the connections of a function share, and how a route is chosen."""
    select = apigateway._evaluate_route_selection  # noqa: SLF001

    def select_whatever_comes(expression: str, frame: str) -> str:
        try:
            return str(select(expression, frame))
        except RecursionError:
            return "$default"

    def any_free_worker(
        _name: str, config: dict[str, Any], code_zip: bytes, qualifier: str = "$LATEST"
    ) -> _AnyFreeWorker:
        return _AnyFreeWorker({**config, "Version": qualifier}, code_zip)

    # Only the WebSocket path asks for this function.
    lambda_runtime.get_or_create_worker = any_free_worker
    apigateway._evaluate_route_selection = select_whatever_comes  # noqa: SLF001
