"""AWS Signature Version 4 for many small requests to one endpoint.

botocore signs any request and derives everything anew each time. The sender signs thousands that
differ in their path alone, so it derives the key once a day and hashes the body once a frame.
The algorithm is AWS's "Signature Version 4 signing process"; a test holds it against botocore's.
"""

import hashlib
import hmac
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from botocore.credentials import ReadOnlyCredentials

SERVICE: Final = "execute-api"


class Signer:
    """Signs POST requests to one host.

    Parameters
    ----------
    endpoint : str
        Such as ``https://abc.execute-api.eu-west-1.amazonaws.com/live``.
    region : str
    """

    def __init__(self, endpoint: str, region: str) -> None:
        parts = urlsplit(endpoint)
        self._host = parts.netloc
        self._region = region
        self._key: tuple[str, str, bytes] = ("", "", b"")

    def headers(
        self, path: str, body_hash: str, credentials: "ReadOnlyCredentials", now: datetime
    ) -> dict[str, str]:
        """Return the headers that sign a request.

        Parameters
        ----------
        path : str
            As it will be sent: quoted once.
        body_hash : str
            SHA-256 of the body, in hex.
        credentials : ReadOnlyCredentials
        now : datetime
        """
        stamp = now.strftime("%Y%m%dT%H%M%SZ")
        day = stamp[:8]
        headers = {"host": self._host, "x-amz-date": stamp}
        if credentials.token:
            headers["x-amz-security-token"] = credentials.token
        names = ";".join(headers)
        canonical = "\n".join(
            [
                "POST",
                quote(path, safe="/~"),  # every service but S3 quotes the sent path once more
                "",
                *(f"{name}:{value}" for name, value in headers.items()),
                "",
                names,
                body_hash,
            ]
        )
        scope = f"{day}/{self._region}/{SERVICE}/aws4_request"
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{digest}"
        key = self._signing_key(credentials.secret_key or "", day)
        signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        headers["authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={credentials.access_key}/{scope}, "
            f"SignedHeaders={names}, Signature={signature}"
        )
        return headers

    def _signing_key(self, secret: str, day: str) -> bytes:
        if self._key[:2] != (secret, day):
            key = f"AWS4{secret}".encode()
            for part in (day, self._region, SERVICE, "aws4_request"):
                key = hmac.new(key, part.encode(), hashlib.sha256).digest()
            self._key = (secret, day, key)
        return self._key[2]
