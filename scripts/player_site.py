"""Serve the built player site on loopback: `python -m scripts.player_site`.

On AWS the site comes from CloudFront. This server does the same: files with lasting cache headers
where their names carry a hash, `index.html` for every other path, `/config.json`, which tells the
page where its platform is, and the same policy for what pages may load and whom they may talk to.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from infra.front.site_policy import content_security_policy
from scripts.settings import HEALTH_PATH, HOME_VARIABLE

_HASHED_NAME = re.compile(r"-[A-Za-z0-9_-]{8,}\.\w+$")
_PUBLIC_ENDPOINTS = ("stage", "rest_url", "websocket_url", "psp_url")
_SERVERS = ("rest_url", "websocket_url", "psp_url")


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, endpoints: Path, directory: str) -> None:
        self._endpoints = endpoints
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self._came_by_name():
            self._send_on()
            return
        path = urlsplit(self.path).path
        if path == HEALTH_PATH:
            self._send_json({"home": os.environ.get(HOME_VARIABLE)})
            return
        if path == "/config.json":
            self._send_config()
            return
        self.path = self._file_or_page()
        super().do_GET()

    def do_HEAD(self) -> None:
        self.path = self._file_or_page()
        super().do_HEAD()

    def end_headers(self) -> None:
        lasting = _HASHED_NAME.search(urlsplit(self.path).path)
        self.send_header(
            "Cache-Control", "public, max-age=31536000, immutable" if lasting else "no-cache"
        )
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Content-Security-Policy", content_security_policy(self._servers()))
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing about requests: they are of no interest on a laptop."""

    def _file_or_page(self) -> str:
        # The page's own router knows the other paths.
        return self.path if Path(self.translate_path(self.path)).is_file() else "/index.html"

    def _came_by_name(self) -> bool:
        return (self.headers.get("Host") or "").partition(":")[0].lower() == "localhost"

    def _send_on(self) -> None:
        # People type either name, and to browsers the two are different sites. The platform serves
        # one, whose origin all of its answers name.
        port = self.connection.getsockname()[1]
        self.send_response(HTTPStatus.TEMPORARY_REDIRECT)
        self.send_header("Location", f"http://127.0.0.1:{port}{self.path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_config(self) -> None:
        self._send_json(self._config())

    def _send_json(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _config(self) -> dict[str, str]:
        # Read for every request: a redeployment may have changed it.
        endpoints = json.loads(self._endpoints.read_text())
        return {name: endpoints[name] for name in _PUBLIC_ENDPOINTS if name in endpoints}

    def _servers(self) -> list[str]:
        urls = [urlsplit(url) for name, url in self._config().items() if name in _SERVERS]
        return sorted({f"{url.scheme}://{url.netloc}" for url in urls})


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--endpoints", type=Path, required=True)
    arguments = parser.parse_args()
    handler = partial(_Handler, directory=str(arguments.site), endpoints=arguments.endpoints)
    ThreadingHTTPServer((arguments.host, arguments.port), handler).serve_forever()


if __name__ == "__main__":
    main()
