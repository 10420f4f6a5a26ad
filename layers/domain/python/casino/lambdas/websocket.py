"""The WebSocket edge: frames in, exactly one reply each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from casino.lambdas.caller import Caller
from casino.lambdas.frames import (
    FrameAdmission,
    UnknownAction,
    asked_in,
    readable_request_id,
    refusal,
    to_text,
)
from casino.lambdas.observability import Edge, count_unforeseen, logger
from casino.lambdas.validation import field_errors
from casino.shared.errors import CasinoError, Forbidden, Invalid, Malformed, Unforeseen

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Action(Generic[M, R]):
    """Something that a frame can ask for.

    Attributes
    ----------
    data : type
        The model of what it needs.
    reply : type
        The model of what it answers.
    answer : callable
        Takes who is asking and the data; returns the answer.
    summary : str
        What it does, for the generated reference.
    kind : str
        What it counts as, where frames are limited.
    admits_itself : bool
        `answer` looks itself whether its caller may act, with what it reads anyway. Only what it
        refuses is then counted here.
    roles : frozenset of str
        Who may ask for it, where it is not for everybody; others are refused whatever they send.
    """

    data: type[M]
    reply: type[R]
    answer: Callable[[Caller, M], R]
    summary: str
    kind: str = "query"
    admits_itself: bool = False
    roles: frozenset[str] = frozenset()


def websocket_handler(
    actions: Mapping[str, Action[Any, Any]], admission: Callable[[], FrameAdmission]
) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """Return the Lambda handler that answers frames through the route response.

    Parameters
    ----------
    actions : mapping of str to Action
        By the value of a frame's ``action``.
    admission : callable
        Returns who admits frames; called with the first one.
    """

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        logger.append_keys(correlation_id=event["requestContext"].get("requestId"))
        reply = _answer(actions, admission, event)
        return {"statusCode": 200, "body": to_text(reply)}

    return handler


def _answer(
    actions: Mapping[str, Action[Any, Any]],
    admission: Callable[[], FrameAdmission],
    event: Mapping[str, Any],
) -> dict[str, Any]:
    body: str | None = event.get("body")
    request_id: str | None = None
    try:
        request_id = readable_request_id(body)
        caller = Caller(event)
        action, given = _asked(actions, admission(), caller, body)
        answer = _admitted(admission(), caller, action, given)
        data = answer.model_dump(mode="json", exclude_unset=True)
    except CasinoError as error:
        logger.info("refused", code=error.code)
        return refusal(request_id, error)
    except Exception as unforeseen:
        count_unforeseen(Edge.WEBSOCKET, unforeseen)
        return refusal(request_id, Unforeseen())
    return {"type": "reply", "request_id": request_id, "ok": True, "data": data}


def _asked(
    actions: Mapping[str, Action[Any, Any]],
    admission: FrameAdmission,
    caller: Caller,
    body: str | None,
) -> tuple[Action[Any, Any], Any]:
    try:
        name, given = asked_in(body)
        action = actions.get(name)
        if action is None:
            raise UnknownAction
    except Malformed:
        admission.fault(caller)
        raise
    return action, given


def _admitted(
    admission: FrameAdmission, caller: Caller, action: Action[Any, Any], given: Any
) -> BaseModel:
    if not action.admits_itself:
        admission.admit(caller, action.kind)
        if action.roles and not action.roles & caller.roles:
            raise Forbidden
        return action.answer(caller, _parse(action.data, given))  # type: ignore[no-any-return]
    try:
        return action.answer(caller, _parse(action.data, given))  # type: ignore[no-any-return]
    except CasinoError:
        # Whatever else is wrong, an ended session or a flood is what its sender must hear of.
        admission.admit(caller, action.kind)
        raise


def _parse(model: type[M], data: Any) -> M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        complaints = error.errors(include_url=False, include_input=False)
        raise Invalid(errors=field_errors(complaints)) from error
