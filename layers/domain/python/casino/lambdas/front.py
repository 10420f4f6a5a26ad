"""The front: the one domain that players come by, where the stage has one.

CloudFront calls the APIs by their names and from its own addresses. So it tells functions, in two
headers, by which name and from which address it was called itself, and overwrites whatever its
caller wrote there (`infra/front/to_platform.js`). Without a front those headers are anybody's, and
nobody looks at them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

VISITOR_HOST: Final = "x-visitor-host"
VISITOR_ADDRESS: Final = "x-visitor-address"

SOCKET_PATH: Final = "/ws"
"""Where the front takes handshakes: all of its other paths are pages, or begin with ``/v1/``."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """From where, and by which name, somebody has called.

    Attributes
    ----------
    address : str
        IPv4 or IPv6.
    front : str
        The host of the front that they came by; empty, if there is none.
    """

    address: str
    front: str = ""

    @property
    def origin(self) -> str | None:
        """The origin of the front's own pages."""
        return f"https://{self.front}" if self.front else None

    @property
    def websocket_url(self) -> str | None:
        """Where the front takes handshakes."""
        return f"wss://{self.front}{SOCKET_PATH}" if self.front else None


def visitor_of(event: Mapping[str, Any], *, behind_front: bool) -> Visitor:
    """Return who has called, as far as API Gateway and the front can tell.

    Parameters
    ----------
    event : mapping
        A request, or a handshake.
    behind_front : bool
        Whether API Gateway lets nobody in but the front.
    """
    if not behind_front:
        identity = event["requestContext"].get("identity") or {}
        return Visitor(str(identity.get("sourceIp") or ""))
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    return Visitor(headers.get(VISITOR_ADDRESS, ""), headers.get(VISITOR_HOST, ""))
