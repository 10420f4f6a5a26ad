"""Which passwords are too easy to guess (OWASP ASVS 5.0, 6.2).

Length and what attackers try first are all that counts; rules of composition only lead to
``Password1!``. Passwords are taken exactly as typed.
"""

import re
from typing import Final

from casino.accounts.common_passwords import COMMON_PASSWORDS, COMMON_WORDS
from casino.accounts.errors import WeakPassword

MIN_LENGTH: Final = 8
MAX_LENGTH: Final = 128

# A local part this short is found in half of all passwords by accident.
_MIN_LOCAL_PART: Final = 4

# Alphabets and rows of keys in the order that lazy fingers run along them.
_WALKS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "azertyuiop",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
)
_LEET: Final = str.maketrans("0134578@$!", "oieastbasi")
_TAIL: Final = re.compile(r"[\W\d_]{0,5}$")


def must_be_strong(password: str, email: str) -> None:
    """Refuse a password that is guessed early.

    Parameters
    ----------
    password : str
        `MIN_LENGTH` to `MAX_LENGTH` characters, which the wire model has seen to.

    Raises
    ------
    WeakPassword
    """
    if not password.isprintable() or password != password.strip():
        raise WeakPassword("A password has no spaces at its ends and no control characters")
    folded = password.casefold()
    local_part = email.partition("@")[0].casefold()
    if len(local_part) >= _MIN_LOCAL_PART and local_part in folded:
        raise WeakPassword("A password must not contain the name in your e-mail address")
    if _is_common(folded):
        raise WeakPassword("This password is among the first that attackers try")


def _is_common(folded: str) -> bool:
    if folded in COMMON_PASSWORDS or _is_one_walk(folded) or _is_repetition(folded):
        return True
    # "Passw0rd1!" is "password" in fancy dress; the tail is cut off before its digits are read as
    # letters.
    stem = _TAIL.sub("", folded)
    return bool({stem, stem.translate(_LEET)} & COMMON_WORDS)


def _is_one_walk(folded: str) -> bool:
    return any(folded in walk + walk or folded in (walk + walk)[::-1] for walk in _WALKS)


def _is_repetition(folded: str) -> bool:
    # A text is one piece over and over if it is found in itself, shifted by less than its length.
    period = (folded + folded).find(folded, 1)
    return period <= min(4, len(folded) // 2)
