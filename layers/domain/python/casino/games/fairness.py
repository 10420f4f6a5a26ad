"""Outcomes nobody can predict before the bets close, and anybody can check afterwards.

Before betting opens the house publishes a *commitment*: the SHA-256 of a server seed it keeps
secret. The outcome follows from that seed, a client seed and a nonce by HMAC-SHA256. After the
round the server seed is revealed, so every player can hash it, compare it with the commitment,
and redraw the outcome. ``docs/fairness.md`` states the scheme for readers and carries a verifier
of twenty lines that needs nothing of ours.

Nothing here reads a clock or makes randomness: entropy is handed in by the caller, who takes it
from the operating system's CSPRNG (``secrets.token_bytes``).
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from casino.games.errors import CommitmentMismatch, InvalidDraw, InvalidSeed

SCHEME: Final = "hmac-sha256-words-v2"
"""The name every fairness object carries; a change of the algorithm is a new name."""

SCHEME_ROUNDING_DOWN: Final = "hmac-sha256-words-v1"
"""The first scheme. It draws the same outcomes, and rounds every stake's payout down."""

_SCHEMES: Final = frozenset({SCHEME, SCHEME_ROUNDING_DOWN})

SERVER_SEED_BYTES: Final = 32
MAX_CLIENT_SEED_LENGTH: Final = 128

# A table lasts a day on one chain, and its first seed is found in two milliseconds.
CHAIN_LENGTH: Final = 2_500

WORD_BYTES: Final = 4
WORD_RANGE: Final = 2 ** (8 * WORD_BYTES)

_HEX_DIGITS: Final = frozenset("0123456789abcdef")

T = TypeVar("T")


def server_seed_from(entropy: bytes) -> str:
    """Turn 32 bytes of the operating system's entropy into a server seed.

    Parameters
    ----------
    entropy : bytes
        Exactly 32 bytes from a CSPRNG, for example ``secrets.token_bytes(SERVER_SEED_BYTES)``.

    Returns
    -------
    str
        64 lowercase hexadecimal digits. This text, not the bytes it spells, is what gets hashed
        and keyed, so that a player can check it with nothing but copy and paste.

    Raises
    ------
    InvalidSeed
        If there are not exactly 32 bytes.
    """
    if len(entropy) != SERVER_SEED_BYTES:
        raise InvalidSeed(f"A server seed takes {SERVER_SEED_BYTES} bytes, not {len(entropy)}.")
    return entropy.hex()


def commitment_to(server_seed: str) -> str:
    """Return the SHA-256, in lowercase hex, of the server seed's text.

    Raises
    ------
    InvalidSeed
        If the seed is not 64 lowercase hexadecimal digits.
    """
    return hashlib.sha256(seed_key(server_seed)).hexdigest()


@dataclass(frozen=True, slots=True)
class Fairness:
    """What players are shown of a round's randomness, before and after its reveal.

    Attributes
    ----------
    scheme : str
        Which algorithm turns the seeds into outcomes.
    commitment : str
        SHA-256, in hex, of the server seed's lowercase hex text; public from the start.
    client_seed : str
        What the house does not choose alone; live rounds use their table's id.
    nonce : int
        The use of this pair of seeds; live rounds use the round's number.
    server_seed : str or None
        `None` until it is revealed.

    Examples
    --------
    >>> seed = server_seed_from(bytes(32))
    >>> promised = Fairness.committed(seed, client_seed="roulette-eu-1", nonce=7)
    >>> promised.server_seed is None
    True
    >>> promised.revealed(seed).draws().draw(37)
    26
    """

    scheme: str
    commitment: str
    client_seed: str
    nonce: int
    server_seed: str | None = None

    @classmethod
    def committed(cls, server_seed: str, *, client_seed: str, nonce: int) -> "Fairness":
        """Return the promise to publish before betting opens; it does not hold the seed.

        Raises
        ------
        InvalidSeed
            If a seed or the nonce cannot be used by this scheme.
        """
        _check_client_seed(client_seed)
        _check_nonce(nonce)
        return cls(SCHEME, commitment_to(server_seed), client_seed, nonce)

    def revealed(self, server_seed: str) -> "Fairness":
        """Return this promise with its server seed, once betting is over.

        Raises
        ------
        InvalidSeed
            If it is no server seed at all.
        CommitmentMismatch
            If it is not the seed that was committed: such a round must be voided, not played.
        """
        if commitment_to(server_seed) != self.commitment:
            raise CommitmentMismatch("The server seed does not hash to the commitment.")
        return replace(self, server_seed=server_seed)

    @property
    def rounds_down(self) -> bool:
        """Whether payouts are rounded down, as they were by the first scheme."""
        return self.scheme == SCHEME_ROUNDING_DOWN

    def draws(self) -> "Draws":
        """Return the draws of a revealed round, from its first word.

        Raises
        ------
        InvalidSeed
            If the seed is not revealed yet, the scheme is another one, or the object was made
            up of values this scheme cannot use.
        CommitmentMismatch
            If the server seed is not the one that was committed.
        """
        return Draws(self._checked_seed(), client_seed=self.client_seed, nonce=self.nonce)

    def rounding_seed(self, number: int) -> str | None:
        """Return what decides the fractions of a round's payouts, of a revealed object.

        It is derived from the server seed, but shows nothing of it, so a round can show it while
        other rounds are still to be dealt from the same shoe.

        Parameters
        ----------
        number : int
            The round's, which the seeds of a shoe share with others.

        Returns
        -------
        str or None
            In the form of a server seed; `None` if payouts are rounded down.

        Raises
        ------
        InvalidSeed, CommitmentMismatch
            As `draws` does.
        """
        key = seed_key(self._checked_seed())
        _check_nonce(number)
        if self.rounds_down:
            return None
        message = f"{self.client_seed}:{self.nonce}:rounding:{number}"
        return hmac.digest(key, message.encode(), "sha256").hex()

    def _checked_seed(self) -> str:
        if self.scheme not in _SCHEMES:
            raise InvalidSeed(f"This verifier speaks {SCHEME}, not {self.scheme!r}.")
        if self.server_seed is None:
            raise InvalidSeed("The server seed has not been revealed yet.")
        self.revealed(self.server_seed)
        _check_client_seed(self.client_seed)
        _check_nonce(self.nonce)
        return self.server_seed

    def to_wire(self) -> dict[str, str | int | None]:
        """Return the object as REST and WebSocket carry it."""
        return {
            "scheme": self.scheme,
            "commitment": self.commitment,
            "client_seed": self.client_seed,
            "nonce": self.nonce,
            "server_seed": self.server_seed,
        }


@dataclass(frozen=True, slots=True)
class SeedChain:
    """Seeds that were all chosen together, by hashing backwards from one secret.

    The last seed is the secret itself, and each seed is the hash of the one after it::

        anchor <─ seed 1 <─ seed 2 <─ … <─ seed n = root        (<─ is the SHA-256 of the text)

    So whoever knows the anchor can check that no seed was exchanged on the way. Rounds are drawn
    from what a seed and a public value make together (`casino.games.beacon`).

    Attributes
    ----------
    root : str
        The secret, in the form of a server seed.
    length : int
        How many seeds there are.

    Examples
    --------
    >>> chain = SeedChain(server_seed_from(bytes(32)), length=3)
    >>> commitment_to(chain.seed(2)) == chain.seed(1)
    True
    >>> commitment_to(chain.seed(1)) == chain.anchor
    True
    """

    root: str
    length: int = CHAIN_LENGTH

    @property
    def anchor(self) -> str:
        """What may be published of the chain before any of its seeds is used."""
        return self.seed(0)

    def seed(self, position: int) -> str:
        """Return a seed by its position, from 1; position 0 is the anchor.

        Raises
        ------
        InvalidSeed
            If the chain has no such seed.
        """
        if not 0 <= position <= self.length:
            raise InvalidSeed(f"The chain has seeds 1 to {self.length}, not {position}.")
        seed = self.root
        for _ in range(self.length - position):
            seed = commitment_to(seed)
        return seed


class Draws:
    """The outcomes that two seeds and a nonce stand for, drawn one after another.

    Parameters
    ----------
    server_seed : str
        64 lowercase hexadecimal digits.
    client_seed : str
        1 to 128 printable characters.
    nonce : int
        A whole number, zero or more.

    Raises
    ------
    InvalidSeed
        When any of them is not of that form.
    """

    __slots__ = ("_words",)

    def __init__(self, server_seed: str, *, client_seed: str, nonce: int) -> None:
        self._words = hmac_words(server_seed, client_seed=client_seed, nonce=nonce)

    def draw(self, outcomes: int) -> int:
        """Return one of ``0 … outcomes - 1``, each equally likely.

        Raises
        ------
        InvalidDraw
            If there are no outcomes, or more than one word can address (2³²).
        """
        return unbiased(self._words, outcomes)

    def shuffle(self, items: Iterable[T]) -> list[T]:
        """Return the items in random order, every order equally likely.

        Fisher-Yates from the last item down: each place, last to second, swaps with one drawn
        from the places up to and including itself. The first place draws nothing, for it has no
        choice left.
        """
        shuffled = list(items)
        for place in range(len(shuffled) - 1, 0, -1):
            other = self.draw(place + 1)
            shuffled[place], shuffled[other] = shuffled[other], shuffled[place]
        return shuffled


def hmac_words(server_seed: str, *, client_seed: str, nonce: int) -> Iterator[int]:
    """Return the endless stream of 32-bit words that the seeds stand for.

    The blocks are ``HMAC_SHA256(server seed's text, "{client_seed}:{nonce}:{counter}")`` for
    counter 0, 1, 2, …, each read as eight big-endian words. The message cannot be ambiguous even
    when a client seed contains colons: its last two fields are always plain numbers.

    Raises
    ------
    InvalidSeed
        At once, not at the first word, when a seed or the nonce cannot be used.
    """
    key = seed_key(server_seed)
    _check_client_seed(client_seed)
    _check_nonce(nonce)
    return _words(key, f"{client_seed}:{nonce}")


def draw_for_bet(rounding_seed: str, player_id: str, bet_id: str) -> Callable[[int], int]:
    """Return what decides the fraction of a bet's payout: draws as those of an outcome.

    The blocks are ``HMAC_SHA256(rounding seed's text, "{player_id}:{bet_id}:{counter}")``. They are
    this bet's alone: what another bet was paid tells nothing of them, nor does another round.

    Parameters
    ----------
    rounding_seed : str
        The round's (`Fairness.rounding_seed`).
    player_id : str
        Without colons, so that no two bets are named alike.

    Raises
    ------
    InvalidSeed
        If it is no such seed.
    """
    words = _words(seed_key(rounding_seed), f"{player_id}:{bet_id}")
    return lambda outcomes: unbiased(words, outcomes)


def unbiased(words: Iterator[int], outcomes: int) -> int:
    """Map the next usable word to ``0 … outcomes - 1`` without modulo bias.

    2³² is seldom a multiple of ``outcomes``, so the words above the last whole multiple would
    favour the low outcomes. They are skipped; fewer than half of all words ever are.

    Raises
    ------
    InvalidDraw
        When ``outcomes`` is not within 1 … 2³².
    """
    if not 1 <= outcomes <= WORD_RANGE:
        raise InvalidDraw(f"One draw chooses among 1 to 2^32 outcomes, not {outcomes}.")
    limit = WORD_RANGE // outcomes * outcomes
    return next(word for word in words if word < limit) % outcomes


def _words(key: bytes, prefix: str) -> Iterator[int]:
    counter = 0
    while True:
        block = hmac.digest(key, f"{prefix}:{counter}".encode(), "sha256")
        for start in range(0, len(block), WORD_BYTES):
            yield int.from_bytes(block[start : start + WORD_BYTES], "big")
        counter += 1


def seed_key(server_seed: str) -> bytes:
    """Return a seed's text as it is hashed and keyed.

    Raises
    ------
    InvalidSeed
        If it is not 64 lowercase hexadecimal digits.
    """
    if len(server_seed) != 2 * SERVER_SEED_BYTES or not _HEX_DIGITS.issuperset(server_seed):
        # The seed itself stays out of the message: errors are logged, and it may be unrevealed.
        raise InvalidSeed("A server seed is 64 lowercase hexadecimal digits.")
    return server_seed.encode("ascii")


def _check_client_seed(client_seed: str) -> None:
    if not 1 <= len(client_seed) <= MAX_CLIENT_SEED_LENGTH or not client_seed.isprintable():
        raise InvalidSeed(
            f"A client seed is 1 to {MAX_CLIENT_SEED_LENGTH} printable characters.",
        )


def _check_nonce(nonce: int) -> None:
    if isinstance(nonce, bool) or nonce < 0:
        raise InvalidSeed("A nonce is a whole number, zero or more.")
