"""What each operation can be answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from casino.lambdas.rest_admission import OpenTo, Pace
from scripts.api_reference.headers import (
    ACCEPT,
    ALLOW,
    CACHED,
    REPLAY,
    REQUEST_ID,
    RETRY_AFTER,
    rate,
)
from scripts.api_reference.problems import problem_example

if TYPE_CHECKING:
    from casino.lambdas.rest_admission import Terms
    from scripts.api_reference.headers import Headers

# What moves money may safely be asked again.
_REPEATABLE: Final = frozenset({"bet", "money"})

# What a refusal of each status says for every route that can give it.
_REFUSALS: Final[dict[str, str]] = {
    "400": "It can't be read, or lacks what it needs.",
    "401": "Who is asking is not known: sign in.",
    "403": "Who is asking may not.",
    "404": "There is no such thing, or it is somebody else's.",
    "405": "The path does not have that method.",
    "409": "It contradicts what has already happened.",
    "413": "It is too large.",
    "415": "The body is of another type than JSON in UTF-8.",
    "422": "Well-formed, but not valid.",
    "429": "Too many requests, or too early.",
    "500": "A fault of ours; the request may be repeated.",
    "503": "Somebody we depend on did not answer; the request may be repeated.",
    "504": "No answer in time; the request may be repeated.",
    "default": "Any other refusal.",
}
_REFUSALS_HEADERS: Final[dict[str, Headers]] = {
    "405": ALLOW,
    "415": ACCEPT,
    "429": RETRY_AFTER,
}


def describe_answers(path: str, operation: dict[str, Any], terms: Terms) -> None:
    """Say of an operation who may call it and what it can be answered."""
    is_open = terms.open_to is not OpenTo.PLAYERS
    operation["security"] = [] if is_open else [{"access_token": []}]
    headers = dict(REQUEST_ID)
    if not is_open and not terms.admits_itself:
        headers |= rate(required=True)
    if terms.kind in _REPEATABLE:
        headers |= REPLAY
    if "304" in operation["responses"]:
        headers |= CACHED
    described: dict[str, Any] = {}
    for status, answer in operation["responses"].items():
        if not status.startswith(("2", "3")):
            continue
        described[status] = answer | {"headers": headers | answer.get("headers", {})}
        if status == "204":
            described[status] |= {"description": "Done; there is nothing to say."}
        elif answer["description"] == "Successful Response":
            described[status] |= {"description": operation["description"].splitlines()[0]}
        if "csv" in json.dumps(operation.get("parameters", ())) and status == "200":
            described[status]["content"]["text/csv"] = {"schema": {"type": "string"}}
        if status in {"204", "304"}:
            described[status].pop("content", None)
    for status in [*sorted(_possible(path, operation, terms)), "default"]:
        described[status] = {"$ref": f"#/components/responses/{_refusal_name(status)}"}
    operation["responses"] = described


def refusals() -> dict[str, Any]:
    """Return what the answers that say no are like, by their names."""
    return {_refusal_name(status): _refusal(status, text) for status, text in _REFUSALS.items()}


def _possible(path: str, operation: dict[str, Any], terms: Terms) -> set[str]:
    possible = {"403", "405", "413", "422", "429", "500", "503", "504"}
    if terms.open_to is OpenTo.PLAYERS or terms.pace is Pace.SIGNING_IN:
        possible.add("401")
    if "requestBody" in operation:
        possible |= {"400", "409", "415"}
    if "{" in path or path.startswith(("/v1/me", "/v1/wallet")):
        possible |= {"400", "404"}
    return possible


def _refusal_name(status: str) -> str:
    return f"Refusal{'' if status == 'default' else status}"


def _refusal(status: str, description: str) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"$ref": "#/components/schemas/Problem"}}
    if status != "default":
        content["example"] = problem_example(int(status))
    return {
        "description": description,
        "headers": _REFUSALS_HEADERS.get(status, {}) | REQUEST_ID | rate(required=False),
        "content": {"application/problem+json": content},
    }
