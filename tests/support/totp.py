"""An authenticator app: time-based one-time codes (RFC 6238), as Cognito asks for them."""

import base64
import hashlib
import hmac
import struct
import time

_STEP_SECONDS = 30
_DIGITS = 6


def code_of(secret: str, at: float | None = None) -> str:
    """Return the code that an authenticator shows for a Base32 secret."""
    step = int((time.time() if at is None else at) // _STEP_SECONDS)
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1)
    offset = digest[-1] & 0xF
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    return str((number & 0x7FFFFFFF) % 10**_DIGITS).zfill(_DIGITS)
