"""Where a sign-in comes from."""

from typing import Final

from casino.accounts import Whereabouts
from casino.lambdas.rest_api import Routes

# What a browser says of itself and of the machine that it runs on.
_TELLING: Final = (
    *("User-Agent", "Accept-Language"),
    *("Sec-CH-UA", "Sec-CH-UA-Mobile", "Sec-CH-UA-Platform"),
)


def whereabouts_of(routes: Routes) -> Whereabouts:
    """Return where the request comes from that routes are answering."""
    event, visitor = routes.current_event, routes.visitor
    return Whereabouts(
        address=visitor.address,
        server=visitor.front or event.headers.get("Host", ""),
        path=event.path,
        headers={name: event.headers[name] for name in _TELLING if name in event.headers},
    )
