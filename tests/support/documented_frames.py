"""What is said over a socket of the deployed tests, held against the reference frame by frame."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from scripts.api_reference.files import FOLDER
from tests.support.documented import Undocumented

# What joining shows is whatever the channel is about; the reference says in words which it is.
_SNAPSHOTS = {
    "table": ("openapi.json", "TableView"),
    "lobby": ("openapi.json", "TablePage"),
}
_ANNOUNCEMENTS = ("asyncapi.json", "AnnouncementMade")


@dataclass
class Conversation:
    """One connection's frames. A reply is what it should be if that is what was asked for."""

    _requests: dict[str, dict[str, Any]] = field(default_factory=dict)

    def sent(self, text: str | bytes) -> None:
        """Remember what was asked for; it may be anything, for tests send rubbish, too."""
        try:
            frame = json.loads(text)
        except (ValueError, RecursionError):
            return
        if isinstance(frame, dict) and isinstance(frame.get("request_id"), str):
            self._requests[frame["request_id"]] = frame

    def received(self, text: str | bytes) -> dict[str, Any]:
        """Return what a frame says.

        Raises
        ------
        Undocumented
            If the reference does not have it, or it answers a request that it does not have.
        """
        try:
            frame: dict[str, Any] = json.loads(text)
        except ValueError as error:
            raise Undocumented(f"not JSON: {text!r}") from error
        match frame:
            case {"type": "reply", "ok": True}:
                self._must_be_an_answer(frame)
            case {"type": "reply"}:
                _must_match("error", frame)
            case {"type": "event"}:
                must_be_an_event(frame)
            case {"type": "events", "events": list(events)}:
                for event in events:
                    must_be_an_event(event)
                _must_match("events", frame)
            case _:
                _must_match("gateway.failure", frame)
        return frame

    def _must_be_an_answer(self, reply: dict[str, Any]) -> None:
        request = self._requests.get(reply["request_id"])
        if request is None:
            raise Undocumented(f"nobody asked for this: {reply}")
        _must_match(request["action"], request)
        _must_match(f"{request['action']}.reply", reply)
        for event in reply["data"].get("events", ()):
            must_be_an_event(event)
        if (snapshot := reply["data"].get("snapshot")) is not None:
            _must_be_shown_of(reply["data"]["channel"], snapshot)


def must_be_an_event(event: dict[str, Any]) -> None:
    """Hold an event against what the reference says of those of its name.

    Raises
    ------
    Undocumented
    """
    name = event.get("event")
    if name not in _events():
        raise Undocumented(f"an event that is not in the reference: {event}")
    _must_match(name, event)


def _must_be_shown_of(channel: str, snapshot: dict[str, Any]) -> None:
    kind = channel.partition(":")[0]
    parts = [(_SNAPSHOTS[kind], snapshot)] if kind in _SNAPSHOTS else []
    if kind == "announcements":
        parts = [(_ANNOUNCEMENTS, each) for each in snapshot["items"]]
    for (document, schema), shown in parts:
        if faults := _faults(_validator(document, "schemas", schema), shown):
            raise Undocumented(f"the snapshot of {channel}: {faults}")


def _must_match(message: str, frame: dict[str, Any]) -> None:
    if message not in _messages():
        raise Undocumented(f"{message} is not in the reference: {frame}")
    faults = _faults(_validator("asyncapi.json", "messages", message), frame)
    if faults:
        raise Undocumented(f"{message}: {faults}")


def _faults(validator: Draft202012Validator, value: Any) -> str:
    return "; ".join(_fault(each) for each in validator.iter_errors(value))


def _fault(error: ValidationError) -> str:
    return f"/{'/'.join(map(str, error.instance_path))}: {error.message}"


def _messages() -> dict[str, Any]:
    messages: dict[str, Any] = _document("asyncapi.json")["components"]["messages"]
    return messages


@cache
def _events() -> frozenset[str]:
    return frozenset(
        name for name, message in _messages().items() if "event" in message["payload"]["properties"]
    )


@cache
def _document(name: str) -> dict[str, Any]:
    # As it is committed, which another test compares with the code.
    document: dict[str, Any] = json.loads((FOLDER / name).read_text())
    return document


@cache
def _validator(document: str, kind: str, name: str) -> Draft202012Validator:
    """Return what holds values against a schema; compiled once, for frames come by thousands."""
    components = _document(document)["components"]
    at = f"#/components/{kind}/{name}" + ("/payload" if kind == "messages" else "")
    return Draft202012Validator({"$ref": at, "components": components}, validate_formats=True)
