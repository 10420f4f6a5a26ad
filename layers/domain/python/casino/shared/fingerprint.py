"""Telling whether a repeated request is the same request."""

import hashlib
import json
from typing import Any


def fingerprint(body: Any) -> str:
    """Return the SHA-256, in hex, of a body in canonical JSON.

    Canonical means sorted keys and no white space, so two bodies that differ in layout only are
    the same body.
    """
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
