"""Check that the seeds of one table hang together, over as many rounds as somebody kept.

A table's seeds are a chain (`casino.games.SeedChain`): whoever knows a seed's place can hash it
back to the anchor that was published before the first round. What a round is drawn from is made of
its seed and of a beacon's value (`casino.games.beacon`), one for all rounds of the chain.

In chains that are older than that the seeds themselves are drawn from. There each round's
commitment is the seed of the round before it, so two rounds in a row need no places to be compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from casino.games.beacon import LOCAL, BeaconRound, local_value, mixed
from casino.games.errors import InvalidBeacon, InvalidSeed
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
    seed : str or None
        The chain's; `None` in a chain without a beacon, where it is the server seed itself.
    beacon : BeaconRound or None
        Whose value makes the server seed of it.
    """

    anchor: str
    position: int
    length: int
    seed: str | None = None
    beacon: BeaconRound | None = None


@dataclass(frozen=True, slots=True)
class PlayedRound:
    """A finished round, as far as its chain is concerned.

    Attributes
    ----------
    fairness : Fairness
        Revealed; its client seed names the table, its nonce is the number of the round that its
        seed was taken for.
    number : int
        The round's at its table. Of a shoe's rounds only the first has the nonce's.
    place : Place or None
        `None` where it was not told.
    is_of_shoe : bool
        Whether others may have been dealt from the same seed.
    """

    fairness: Fairness
    number: int
    place: Place | None = None
    is_of_shoe: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """A chain as its table showed it.

    Attributes
    ----------
    beacon : BeaconRound or None
        Without its value, if it was not known yet.
    """

    anchor: str
    length: int
    used: int
    beacon: BeaconRound | None


@dataclass(frozen=True, slots=True)
class Promise:
    """What a table showed of its chains, kept by somebody.

    Attributes
    ----------
    number : int
        Of the round that was on then; 0 before the first.
    """

    table_id: str
    number: int
    present: Promised | None
    following: Promised | None


def check_promise(promise: Promise, rounds: Iterable[PlayedRound]) -> int:
    """Check that a table went on with the chains that it had shown.

    Parameters
    ----------
    rounds : iterable of PlayedRound
        Of the same table, from before and after.

    Returns
    -------
    int
        Of how many rounds the promise says which chain they are from.

    Raises
    ------
    BrokenChain
        If one is from another chain, or another beacon's round or value is mixed into it.
    NotOneTable
        If a round is of another table.
    """
    left = promise.present.length - promise.present.used if promise.present else 0
    held = 0
    for played in rounds:
        if played.fairness.client_seed != promise.table_id:
            raise NotOneTable(f"Round {played.number} is not of table {promise.table_id}.")
        place, ahead = played.place, played.fairness.nonce - promise.number
        if place is None:
            continue
        if ahead <= left:
            # Those from before may be of an older chain; the others can't.
            expected = [promise.present]
        elif promise.following is not None and ahead <= left + promise.following.length:
            # A round takes one seed, a shoe less than one for each of its rounds.
            expected = [promise.following, *([promise.present] if played.is_of_shoe else [])]
        else:
            continue
        found = next((each for each in expected if each and each.anchor == place.anchor), None)
        if found is None and ahead > 0:
            raise BrokenChain(f"Round {played.number} is from another chain than was promised.")
        if found is not None:
            _check_promised(played, place, found)
            held += 1
    return held


def _check_promised(played: PlayedRound, place: Place, promised: Promised) -> None:
    told, found = promised.beacon, place.beacon
    if told is not None and told.value is None and found is not None:
        found = replace(found, value=None)
    if (found, place.length) != (told, promised.length):
        raise BrokenChain(f"What is mixed into round {played.number} is not what was promised.")


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
        If a seed does not lead to its anchor, a server seed is not made of its chain's seed and the
        beacon's value, a commitment is not the seed before it, a chain was left before its end or
        mixed with several values, or seeds were passed over.
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
    seed = _chain_seed(played, place)
    for _ in range(place.position):
        seed = commitment_to(seed)
    if seed != place.anchor:
        raise BrokenChain(f"The seed of round {played.number} does not lead to its anchor.")


def _chain_seed(played: PlayedRound, place: Place) -> str:
    """Return the chain's seed, from which the server seed must follow."""
    server_seed = played.fairness.server_seed or ""
    if place.beacon is None and place.seed is None:
        return server_seed
    if place.beacon is None or place.seed is None:
        raise BrokenChain(f"Round {played.number} does not show what its seed was made of.")
    try:
        follows = mixed(place.seed, place.beacon)
    except (InvalidSeed, InvalidBeacon) as unusable:
        raise BrokenChain(f"Round {played.number} was not mixed: {unusable}") from None
    if follows != server_seed:
        raise BrokenChain(f"The seed of round {played.number} is not made of what is told of it.")
    if place.beacon.source == LOCAL and place.beacon.value != local_value(place.beacon.round):
        raise BrokenChain(f"Round {played.number} names another value than its beacon's.")
    return place.seed


def _check_pair(earlier: PlayedRound, later: PlayedRound) -> bool:
    """Tell whether one follows from the other; raise if it should and does not."""
    one, other = earlier.place, later.place
    if earlier.fairness.nonce == later.fairness.nonce:
        if earlier.is_of_shoe and (earlier.fairness, one) == (later.fairness, other):
            return False
        raise BrokenChain(f"Round {later.number} is not dealt from its predecessors' seed.")
    # As many seeds at most were taken from the one to the other: one for each round, or shoe.
    steps = later.fairness.nonce - earlier.number
    if steps < 1:
        raise BrokenChain(f"Round {later.number} is dealt from a seed that was taken too soon.")
    if one is not None and other is not None:
        if one.anchor != other.anchor:
            # A chain is used to its end before the next begins. Other chains may have come between.
            if one.length - one.position + other.position > steps:
                raise BrokenChain(f"A chain was left before its end, before round {later.number}.")
            return False
        if one.beacon != other.beacon:
            raise BrokenChain(f"The chain of round {later.number} was mixed with several values.")
        taken = other.position - one.position
        if taken != steps and not (later.is_of_shoe and 1 <= taken <= steps):
            raise BrokenChain(f"Seeds were passed over before round {later.number}.")
    elif (one and one.position == one.length) or (other and other.position == 1):
        return False
    if (one and one.beacon) or (other and other.beacon):
        # Server seeds that were mixed follow from the chain's, not from each other.
        return steps == 1 and one is not None and other is not None
    if steps == 1 and later.fairness.commitment != earlier.fairness.server_seed:
        raise BrokenChain(f"Round {later.number} is not committed to what follows its predecessor.")
    return steps == 1
