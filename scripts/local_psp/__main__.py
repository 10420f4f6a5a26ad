# SPDX-License-Identifier: GPL-3.0-or-later
"""Start localstripe: `python -m scripts.local_psp --port 4567 --state .local/data/psp.pickle`.

As it comes, localstripe listens on every interface and keeps the state of every copy on the
machine in one file in /tmp. Here it listens on loopback, and each copy has its own file, which is
replaced whole, so that a crash while writing leaves the last good one. And it takes a publishable
key for making a payment method, as the real service does, since that is how a player's browser
turns a card into one.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pickle
from pathlib import Path
from typing import Any

from scripts.local_psp import additions
from scripts.settings import HEALTH_PATH, HOME_VARIABLE

server: Any = importlib.import_module("localstripe.server")
resources: Any = importlib.import_module("localstripe.resources")
web: Any = importlib.import_module("aiohttp.web")


def main() -> None:
    """Restore the state and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True)
    arguments = parser.parse_args()
    state: Path = arguments.state
    state.parent.mkdir(parents=True, exist_ok=True)

    def dump_to_disk(store: Any) -> None:
        partial = state.with_suffix(".partial")
        with partial.open("wb") as file:
            pickle.dump(store, file, protocol=pickle.HIGHEST_PROTOCOL)
        partial.replace(state)

    if state.exists():
        with state.open("rb") as file:
            # `update` of the plain dictionary: storing item by item would write as many times.
            dict.update(resources.store, pickle.load(file))  # noqa: S301 - our own file
    resources.Store.dump_to_disk = dump_to_disk
    secret_key_of = server.get_api_key

    def key_of(request: Any) -> Any:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        makes_a_method = (request.method, request.path) == ("POST", "/v1/payment_methods")
        if makes_a_method and scheme == "Bearer" and key.startswith("pk_"):
            return key
        return secret_key_of(request)

    @web.middleware  # type: ignore[untyped-decorator]
    async def answer_who_it_is(request: Any, handler: Any) -> Any:
        if request.path == HEALTH_PATH:
            return web.json_response({"home": os.environ.get(HOME_VARIABLE)})
        return await handler(request)

    server.get_api_key = key_of
    # Ahead of localstripe's own, which asks everybody for a key.
    server.app.middlewares.insert(0, answer_who_it_is)
    additions.add()
    web.run_app(server.app, host=arguments.host, port=arguments.port, print=None)


if __name__ == "__main__":
    main()
