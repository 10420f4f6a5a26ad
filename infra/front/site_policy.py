"""What the player site's pages may load and whom they may talk to, on every stage alike."""

from collections.abc import Iterable


def content_security_policy(platform: Iterable[str] = ()) -> str:
    """Return the ``Content-Security-Policy`` of the site's pages.

    Parameters
    ----------
    platform : iterable of str, optional
        The origins of the stage's own APIs, where they are not the site's; pages talk to these and
        to nobody else.
    """
    servers = " ".join(["'self'", *platform])
    return "; ".join(
        [
            "default-src 'self'",
            "img-src 'self' data:",
            # A table's video comes from wherever its operator streams it.
            "media-src https:",
            f"connect-src {servers}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )
