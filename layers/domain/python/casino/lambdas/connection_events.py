"""The edge of `$connect` and `$disconnect`, which the gateway alone may tell.

A frame chooses its route by its `action`, and nothing keeps a player from naming one of these two.
What set off the function is in `requestContext.eventType`, which is the gateway's own word.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from casino.lambdas.caller import Caller
from casino.lambdas.frames import (
    FrameAdmission,
    UnknownAction,
    asked_in,
    readable_request_id,
    refusal,
)
from casino.lambdas.observability import Edge, count_unforeseen, logger
from casino.shared.errors import Malformed

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def connection_handler(
    event_type: Literal["CONNECT", "DISCONNECT"],
    handle: Callable[[Mapping[str, Any]], None],
    *,
    admission: Callable[[], FrameAdmission],
    reply: Callable[[str, Mapping[str, Any]], Any],
) -> Handler:
    """Return the Lambda handler of a route that tells of a connection's life.

    Parameters
    ----------
    event_type : {"CONNECT", "DISCONNECT"}
        What the gateway says of the events that the route is for.
    handle : callable
        Takes such an event.
    admission : callable
        Returns who counts frames that could not be used.
    reply : callable
        Takes a connection's id and what a frame is answered. These routes have no response of
        their own, so the answer is pushed.
    """

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        context = event["requestContext"]
        logger.append_keys(correlation_id=context.get("requestId"))
        try:
            if context.get("eventType") == event_type:
                handle(event)
            else:
                _refuse(event, admission(), reply)
        except Exception as error:
            count_unforeseen(Edge.WEBSOCKET, error)
            raise
        return {"statusCode": 200}

    return handler


def _refuse(
    event: Mapping[str, Any],
    admission: FrameAdmission,
    reply: Callable[[str, Mapping[str, Any]], Any],
) -> None:
    body: str | None = event.get("body")
    error = _fault_of(body)
    logger.info("refused", code=error.code)
    caller = Caller(event)
    reply(caller.connection_id, refusal(readable_request_id(body), error))
    admission.fault(caller)


def _fault_of(body: str | None) -> Malformed:
    try:
        asked_in(body)
    except Malformed as malformed:
        return malformed
    return UnknownAction()
