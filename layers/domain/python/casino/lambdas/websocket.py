"""The WebSocket edge: frames in, exactly one reply each."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from casino.lambdas import strict_json
from casino.lambdas.caller import Caller
from casino.lambdas.observability import logger
from casino.lambdas.validation import field_errors
from casino.shared.errors import CasinoError, Forbidden, Invalid, Malformed

# API Gateway's own limit on one frame; the local cloud has none, so the limit is kept here as well.
MAX_FRAME_BYTES: Final = 32 * 1024

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R", bound=BaseModel)


class UnknownAction(Malformed):
    """A frame asks for something that we don't do."""

    code = "unknown_action"
    title = "There is no such action"


class FrameTooLarge(Malformed):
    """A frame is larger than the service takes."""

    code = "frame_too_large"
    title = f"A frame may hold at most {MAX_FRAME_BYTES} bytes"


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


class Guard(Protocol):
    """Who decides, before each frame, whether its sender may still act."""

    def admit(self, visitor: Caller, kind: str) -> None:
        """Let a frame in, or raise why not."""

    def fault(self, visitor: Caller) -> None:
        """Count a frame that could not be used."""


def websocket_handler(
    actions: Mapping[str, Action[Any, Any]], guard: Callable[[], Guard]
) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """Return the Lambda handler that answers frames through the route response.

    Parameters
    ----------
    actions : mapping of str to Action
        By the value of a frame's ``action``.
    guard : callable
        Returns who admits frames; called with the first one.
    """

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        logger.append_keys(correlation_id=event["requestContext"].get("requestId"))
        reply = _answer(actions, guard, event)
        return {"statusCode": 200, "body": json.dumps(reply, separators=(",", ":"))}

    return handler


def _answer(
    actions: Mapping[str, Action[Any, Any]], guard: Callable[[], Guard], event: Mapping[str, Any]
) -> dict[str, Any]:
    body: str | None = event.get("body")
    request_id: str | None = None
    try:
        request_id = _readable_request_id(body)
        caller = Caller(event)
        action, given = _asked(actions, guard(), caller, body)
        answer = _admitted(guard(), caller, action, given)
        data = answer.model_dump(mode="json", exclude_unset=True)
    except CasinoError as error:
        logger.info("refused", code=error.code)
        return _refusal(request_id, error)
    except Exception:
        logger.exception("an error that nobody foresaw")
        return _refusal(request_id, _Unforeseen())
    return {"type": "reply", "request_id": request_id, "ok": True, "data": data}


def _asked(
    actions: Mapping[str, Action[Any, Any]], guard: Guard, caller: Caller, body: str | None
) -> tuple[Action[Any, Any], Any]:
    try:
        frame = _frame(body)
        _check_request_id(frame)
        action = actions.get(_action_name(frame))
        if action is None:
            raise UnknownAction
    except Malformed:
        guard.fault(caller)
        raise
    return action, frame.get("data", {})


def _admitted(guard: Guard, caller: Caller, action: Action[Any, Any], given: Any) -> BaseModel:
    if not action.admits_itself:
        guard.admit(caller, action.kind)
        if action.roles and not action.roles & caller.roles:
            raise Forbidden
        return action.answer(caller, _parse(action.data, given))  # type: ignore[no-any-return]
    try:
        return action.answer(caller, _parse(action.data, given))  # type: ignore[no-any-return]
    except CasinoError:
        # Whatever else is wrong, an ended session or a flood is what its sender must hear of.
        guard.admit(caller, action.kind)
        raise


class _Unforeseen(CasinoError):
    code = "internal_error"
    title = "Something went wrong on our side; the request may be repeated"
    retryable = True


def _frame(body: str | None) -> dict[str, Any]:
    if body and len(body.encode(errors="surrogatepass")) > MAX_FRAME_BYTES:
        raise FrameTooLarge
    frame = strict_json.loads(body)
    if not isinstance(frame, dict):
        raise Malformed("A frame is one JSON object")
    return frame


def _readable_request_id(body: str | None) -> str | None:
    """Return a frame's id even where the frame deserves no more, so its sender gets the answer."""
    try:
        frame = json.loads(body or "")
    except (ValueError, RecursionError):
        return None
    request_id = frame.get("request_id") if isinstance(frame, dict) else None
    return request_id if _is_request_id(request_id) else None


def _check_request_id(frame: Mapping[str, Any]) -> None:
    if not _is_request_id(frame.get("request_id")):
        raise Malformed("request_id must be a text of 1 to 128 characters")


def _is_request_id(value: Any) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= 128


def _action_name(frame: Mapping[str, Any]) -> str:
    unknown = set(frame) - {"action", "request_id", "data"}
    if unknown:
        raise Malformed("A frame has action, request_id and data, and nothing else")
    action = frame.get("action")
    if not isinstance(action, str):
        raise Malformed("action must be a text")
    return action


def _refusal(request_id: str | None, error: CasinoError) -> dict[str, Any]:
    body: dict[str, Any] = {
        "code": error.code,
        "message": error.detail,
        "retryable": error.retryable,
    }
    if error.errors:
        body["details"] = [
            {"pointer": each.pointer, "detail": each.detail} for each in error.errors
        ]
    return {"type": "reply", "request_id": request_id, "ok": False, "error": body}


def _parse(model: type[M], data: Any) -> M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        complaints = error.errors(include_url=False, include_context=False, include_input=False)
        raise Invalid(errors=field_errors(complaints)) from error
