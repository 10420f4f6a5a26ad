"""Answer what MiniStack does not know: which copy runs here, and requests to warm up.

The paths begin with ``/_croupier/``, which no AWS service does.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from scripts.local_cloud import workers
from scripts.local_cloud.emulator import app
from scripts.settings import HEALTH_PATH, HOME_VARIABLE, WARM_PATH

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.local_cloud.asgi import Receive, Scope, Send


def apply() -> None:
    """Answer our own paths before MiniStack sees them."""
    serve = app.app

    async def serve_or_answer(scope: Scope, receive: Receive, send: Send) -> None:
        answer = _ANSWERS.get((scope.get("method"), scope.get("path")))
        if scope["type"] != "http" or answer is None:
            await serve(scope, receive, send)
            return
        text = json.dumps(answer(await _body(receive))).encode()
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": text})

    app.app = serve_or_answer


def _health(_asked: Any) -> dict[str, Any]:
    return {"home": os.environ.get(HOME_VARIABLE)}


def _warm(asked: Any) -> dict[str, Any]:
    workers.begin_to_warm(asked["first"], at_once=asked["at_once"])
    return workers.warmth()


def _warmth(_asked: Any) -> dict[str, Any]:
    return workers.warmth()


_ANSWERS: dict[tuple[Any, Any], Callable[[Any], dict[str, Any]]] = {
    ("GET", HEALTH_PATH): _health,
    ("POST", WARM_PATH): _warm,
    ("GET", WARM_PATH): _warmth,
}


async def _body(receive: Receive) -> Any:
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return json.loads(body) if body else None
