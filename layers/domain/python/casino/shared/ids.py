"""Identifiers: opaque texts, random or derived."""

import hashlib
import uuid

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: nothing to misread
_DERIVED_BITS = 130


def new_id(prefix: str) -> str:
    """Return a random identifier, such as ``con_8f…``."""
    return f"{prefix}_{uuid.uuid4().hex}"


def new_player_id() -> str:
    """Return a random id for a player or a member of staff: a UUID, which nothing is derived from.

    Whoever holds the user pool's name for somebody can't guess it, nor the other way round.
    """
    return str(uuid.uuid4())


def derived_id(prefix: str, *parts: str) -> str:
    """Return the one identifier that belongs to these parts.

    What a player does with an idempotency key gets an id derived from both, so the item's own key
    is the idempotency record: a second attempt meets the first one's item and can't create another.

    Parameters
    ----------
    prefix : str
        What the id names, such as ``dep``.
    *parts : str
        What makes it unique. Lengths are mixed in, so ``("ab", "c")`` and ``("a", "bc")`` differ.

    Returns
    -------
    str
        The prefix and 26 characters that hold 130 bits of SHA-256.
    """
    text = "".join(f"{len(part)}:{part}" for part in parts)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()) >> (256 - _DERIVED_BITS)
    digits = []
    for _ in range(_DERIVED_BITS // 5):
        number, digit = divmod(number, 32)
        digits.append(_ALPHABET[digit])
    return f"{prefix}_{''.join(digits)}"
