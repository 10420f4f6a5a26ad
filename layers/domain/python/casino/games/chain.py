"""Check that the seeds of one table hang together, over as many rounds as somebody kept.

A table's seeds are a chain (`casino.games.SeedChain`), so each round's commitment is the seed of
the round before it. Whoever has two rounds in a row can check that, and whoever knows a seed's
place can hash it back to the anchor that was published before the first round.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from casino.games.fairness import Fairness, commitment_to

LONGEST: Final = 1_000_000
"""No chain is longer; a place beyond this would only keep the checker busy for nothing."""


class BrokenChain(ValueError):
    """The rounds are not links of the chain that their table promised."""


class NotOneTable(ValueError):
    """The rounds can't be compared: they are of several tables, or one of them came twice."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its chain a round's seed stands.

    Attributes
    ----------
    anchor : str
        The seed, hashed `position` times.
    position : int
        From 1.
    length : int
        How many seeds the chain has.
    """

    anchor: str
    position: int
    length: int


@dataclass(frozen=True, slots=True)
class PlayedRound:
    """A finished round, as far as its chain is concerned.

    Attributes
    ----------
    fairness : Fairness
        Revealed; its client seed names the table, its nonce is the round's number.
    place : Place or None
        `None` where it was not told.
    """

    fairness: Fairness
    place: Place | None = None

    @property
    def number(self) -> int:
        """The round's number at its table."""
        return self.fairness.nonce


def check_chain(rounds: Iterable[PlayedRound]) -> int:
    """Check every place that was told, and every two rounds that can be compared.

    Parameters
    ----------
    rounds : iterable of PlayedRound
        Of one table, in any order, with or without gaps.

    Returns
    -------
    int
        How many seeds were tied to another round's or to an anchor.

    Raises
    ------
    BrokenChain
        If a seed does not lead to its anchor, a commitment is not the seed before it, a chain was
        left before its end, or seeds were passed over.
    NotOneTable
        If the rounds are of several tables, or one number came twice.
    InvalidSeed
        If a seed was not revealed, or is none.
    """
    in_order = sorted(rounds, key=lambda played: played.number)
    if len({played.fairness.client_seed for played in in_order}) > 1:
        raise NotOneTable("These rounds are of several tables.")
    tied = set()
    for played in in_order:
        if played.place is not None:
            _check_place(played, played.place)
            tied.add(played.number)
    for earlier, later in pairwise(in_order):
        if earlier.number == later.number:
            raise NotOneTable(f"Round {later.number} is there twice.")
        if _check_pair(earlier, later):
            tied |= {earlier.number, later.number}
    return len(tied)


def _check_place(played: PlayedRound, place: Place) -> None:
    if not 1 <= place.position <= place.length <= LONGEST:
        raise BrokenChain(f"Round {played.number} has no place in a chain of {place.length}.")
    seed = played.fairness.server_seed or ""
    for _ in range(place.position):
        seed = commitment_to(seed)
    if seed != place.anchor:
        raise BrokenChain(f"The seed of round {played.number} does not lead to its anchor.")


def _check_pair(earlier: PlayedRound, later: PlayedRound) -> bool:
    """Tell whether one follows from the other; raise if it should and does not."""
    one, other = earlier.place, later.place
    steps = later.number - earlier.number
    if one is not None and other is not None:
        if one.anchor != other.anchor:
            # A chain is used to its end before the next begins. Other chains may have come between.
            if one.length - one.position + other.position > steps:
                raise BrokenChain(f"A chain was left before its end, before round {later.number}.")
            return False
        if other.position - one.position != steps:
            raise BrokenChain(f"Seeds were passed over before round {later.number}.")
    elif (one and one.position == one.length) or (other and other.position == 1):
        return False
    if steps == 1 and later.fairness.commitment != earlier.fairness.server_seed:
        raise BrokenChain(f"Round {later.number} is not committed to what follows its predecessor.")
    return steps == 1
