"""A REST client for tests that holds every answer against the reference."""

import json
import re
from functools import cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from scripts.api_reference.files import FOLDER
from tests.support.patience import PATIENCE

# Said of what may not be kept, too, which is nearly everything.
_ON_EVERY_ANSWER = {"Cache-Control"}


class Undocumented(AssertionError):
    """An answer is not what the reference says of its operation."""


def rest_client(rest_url: str, **options: Any) -> httpx.AsyncClient:
    """Return a client of a deployed platform, which believes no answer that is not documented."""

    async def check(answer: httpx.Response) -> None:
        await answer.aread()
        if answer.status_code == httpx.codes.BAD_GATEWAY and "X-Request-Id" not in answer.headers:
            return  # a worker was killed, which the local cloud tells in its own way, not ours
        path = answer.request.url.path.removeprefix(httpx.URL(rest_url).path)
        must_be_documented(answer.request.method, path, answer)

    options.setdefault("timeout", 30 * PATIENCE)
    return httpx.AsyncClient(base_url=rest_url, event_hooks={"response": [check]}, **options)


def must_be_documented(method: str, path: str, answer: httpx.Response) -> None:
    """Hold an answer against what the reference says of its operation.

    Raises
    ------
    Undocumented
        If its status, type, headers or body are not those of the reference.
    """
    operation = _operation(method, path)
    if operation is None:
        return  # there is no such route, so nothing is said of it
    responses = operation["responses"]
    said = f"{method} {path} {answer.status_code}"
    described = responses.get(str(answer.status_code))
    if described is None and answer.is_error:
        described = responses["default"]
    if described is None:
        raise Undocumented(f"{said}: the status is not in the reference")
    if reference := described.get("$ref"):
        described = _reference()["components"]["responses"][reference.rpartition("/")[2]]
    headers = described["headers"]
    for name, header in headers.items():
        if header.get("required") and name not in answer.headers:
            raise Undocumented(f"{said}: the header {name} is missing")
    for name in _documented_headers() - headers.keys():
        if name in answer.headers and name not in _ON_EVERY_ANSWER:
            raise Undocumented(f"{said}: the header {name} is not in the reference")
    content = described.get("content") or {}
    if not content:
        if answer.content:
            raise Undocumented(f"{said}: there is a body where none is described")
        return
    media_type = answer.headers.get("content-type", "").partition(";")[0]
    if media_type not in content:
        raise Undocumented(f"{said}: {media_type or 'no type'} is not in the reference")
    if media_type.endswith("json"):
        faults = [
            f"{fault.json_path}: {fault.message}"
            for fault in _validator(json.dumps(content[media_type]["schema"])).iter_errors(
                answer.json()
            )
        ]
        if faults:
            raise Undocumented(f"{said}: {'; '.join(faults)}")


@cache
def _reference() -> dict[str, Any]:
    # As it is committed: putting it together would hold up what a test waits for.
    reference: dict[str, Any] = json.loads((FOLDER / "openapi.json").read_text())
    return reference


@cache
def _documented_headers() -> set[str]:
    """Return every header that some answer has: whatever else carries one must say so, too."""
    answers = list(_reference()["components"]["responses"].values())
    for operations in _reference()["paths"].values():
        for operation in operations.values():
            answers += operation["responses"].values()
    return {name for answer in answers for name in answer.get("headers", ())}


@cache
def _paths() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    # Fixed paths first: what they match is not an id.
    paths = sorted(_reference()["paths"].items(), key=lambda item: item[0].count("{"))
    return [
        (re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), operations) for path, operations in paths
    ]


def _operation(method: str, path: str) -> Any:
    for pattern, operations in _paths():
        if pattern.fullmatch(path):
            return operations.get(method.lower())
    return None


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema) | {"components": _reference()["components"]})
