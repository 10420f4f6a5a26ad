"""AWS Signature Version 4 for many small requests to one endpoint.

botocore signs any request and derives everything anew each time. The sender signs thousands that
differ in their path alone, so it derives the key once a day and writes out, once a frame, whatever
the paths have in common. The algorithm is AWS's "Signature Version 4 signing process"; a test holds
it against botocore's.
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
    """Signs requests to one host.

    Parameters
    ----------
    endpoint : str
        Such as ``https://abc.execute-api.eu-west-1.amazonaws.com/live``.
    """

    def __init__(self, endpoint: str, region: str) -> None:
        parts = urlsplit(endpoint)
        self._host = parts.netloc
        self._region = region
        self._key: tuple[str, str, bytes] = ("", "", b"")

    def template(
        self, method: str, body: bytes, credentials: "ReadOnlyCredentials", now: datetime
    ) -> "SignedTemplate":
        """Return what signs requests with one method and body, for some minutes from now."""
        stamp = now.strftime("%Y%m%dT%H%M%SZ")
        headers = {"host": self._host, "x-amz-date": stamp}
        if credentials.token:
            headers["x-amz-security-token"] = credentials.token
        key = self._signing_key(credentials.secret_key or "", stamp[:8])
        scope = f"{stamp[:8]}/{self._region}/{SERVICE}/aws4_request"
        return SignedTemplate(method, body, headers, f"{credentials.access_key}/{scope}", key)

    def _signing_key(self, secret: str, day: str) -> bytes:
        if self._key[:2] != (secret, day):
            key = f"AWS4{secret}".encode()
            for part in (day, self._region, SERVICE, "aws4_request"):
                key = hmac.digest(key, part.encode(), "sha256")
            self._key = (secret, day, key)
        return self._key[2]


class SignedTemplate:
    """Requests that differ in their path alone.

    Parameters
    ----------
    headers : dict of str
        Those to sign, by lowercase names in alphabetical order.
    credential : str
        Access key and scope.
    """

    def __init__(
        self, method: str, body: bytes, headers: dict[str, str], credential: str, key: bytes
    ) -> None:
        self._method = method
        self._key = key
        names = ";".join(headers)
        body_hash = hashlib.sha256(body).hexdigest()
        lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
        self._canonical_end = f"\n\n{lines}\n{names}\n{body_hash}"
        _, _, scope = credential.partition("/")
        self._text_start = f"AWS4-HMAC-SHA256\n{headers['x-amz-date']}\n{scope}\n"
        self._authorization = (
            f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature="
        )
        sent = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._request_start = f" HTTP/1.1\r\n{sent}content-length: {len(body)}\r\nauthorization: "
        self._request_end = b"\r\n\r\n" + body

    def authorization(self, path: str) -> str:
        """Return the header that signs a path, which will be sent as it is: quoted once."""
        # Every service but S3 quotes the sent path once more.
        canonical = f"{self._method}\n{quote(path, safe='/~')}{self._canonical_end}"
        text = self._text_start + hashlib.sha256(canonical.encode()).hexdigest()
        return self._authorization + hmac.digest(self._key, text.encode(), "sha256").hex()

    def request(self, path: str) -> bytes:
        """Return the whole request, as HTTP/1.1 writes it."""
        head = f"{self._method} {path}{self._request_start}{self.authorization(path)}"
        return head.encode() + self._request_end
