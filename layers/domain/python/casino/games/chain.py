"""A table's chains of seeds, as everybody may know them, and how to check what is known.

A table's seeds are a chain (`casino.games.SeedChain`): whoever knows a seed's place can hash it
back to the anchor that was published before the first round. What a round is drawn from is made of
its seed and of a beacon's value (`casino.games.beacon`), one for all rounds of the chain.

The present chain is the one that the table's rounds are drawn from, or its shoes dealt; the next
one is promised well before the present one ends, together with the round of a public beacon whose
value nobody knows yet. Whoever kept some of a table's rounds, or what it promised, can check that
they hang together.

In chains that are older than that the seeds themselves are drawn from. There each round's
commitment is the seed of the round before it, so two rounds in a row need no links to be compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from casino.games.beacon import LOCAL, BeaconRound, local_value, mixed
from casino.games.errors import InvalidBeacon, InvalidSeed
from casino.games.fairness import Fairness, commitment_to

LONGEST: Final = 1_000_000
"""No chain is longer; a position beyond this would only keep the checker busy for nothing."""


class BrokenChain(ValueError):
    """The rounds are not links of the chain that their table promised."""


class NotOneTable(ValueError):
    """The rounds can't be compared: they are of several tables, or one of them came twice."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain, with nothing of its secret.

    Attributes
    ----------
    anchor : str
        Hash any of the chain's seeds as often as its position says, and it comes out.
    length : int
        How many seeds there are.
    used : int
        How many rounds, or shoes, have been opened from it.
    beacon : BeaconRound or None
        The round whose value is mixed into every seed; `None` in chains that are older than that.
    """

    anchor: str
    length: int
    used: int = 0
    beacon: BeaconRound | None = None

    @property
    def awaits_beacon(self) -> bool:
        """Whether the value that is to be mixed in is not known yet, to the table at least."""
        return self.beacon is not None and self.beacon.value is None


@dataclass(frozen=True, slots=True)
class Link:
    """A seed's place in its table's chain (`casino.games.SeedChain`).

    Attributes
    ----------
    anchor : str
        Hash the chain's seed `position` times, and it comes out.
    position, length : int
        The first seed of a chain is at 1, the last one at `length`.
    seed : str or None
        The chain's, once the server seed is revealed that is made of it. Always `None` without a
        beacon: there it is the server seed itself.
    beacon : BeaconRound or None
        The round whose value the server seed is made of, beside the chain's seed.
    """

    anchor: str
    position: int
    length: int
    seed: str | None = None
    beacon: BeaconRound | None = None

    def revealed(self, chain_seed: str | None) -> "Link":
        """Return it with the chain's seed, which may be shown with the server seed, not before."""
        return replace(self, seed=chain_seed)


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
    link : Link or None
        `None` where it was not told.
    is_of_shoe : bool
        Whether others may have been dealt from the same seed.
    """

    fairness: Fairness
    number: int
    link: Link | None = None
    is_of_shoe: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """What a table showed of its chains, kept by somebody.

    Attributes
    ----------
    number : int
        The round that was on then; 0 before the first.
    """

    table_id: str
    number: int
    present: Chain | None
    following: Chain | None


def check_promise(promise: Promise, rounds: Iterable[PlayedRound]) -> int:
    """Check that a table went on with the chains that it had shown.

    Parameters
    ----------
    rounds : iterable of PlayedRound
        Rounds of the same table, from before and after.

    Returns
    -------
    int
        How many of the rounds the promise names the chain of.

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
        link, ahead = played.link, played.fairness.nonce - promise.number
        if link is None:
            continue
        if ahead <= left:
            # Those from before may be of an older chain; the others can't.
            expected = [promise.present]
        elif promise.following is not None and ahead <= left + promise.following.length:
            # A round takes one seed, a shoe less than one for each of its rounds.
            expected = [promise.following, *([promise.present] if played.is_of_shoe else [])]
        else:
            continue
        found = next((each for each in expected if each and each.anchor == link.anchor), None)
        if found is None and ahead > 0:
            raise BrokenChain(f"Round {played.number} is from another chain than was promised.")
        if found is not None:
            _check_promised(played, link, found)
            held += 1
    return held


def _check_promised(played: PlayedRound, link: Link, promised: Chain) -> None:
    told, found = promised.beacon, link.beacon
    if told is not None and told.value is None and found is not None:
        found = replace(found, value=None)
    if (found, link.length) != (told, promised.length):
        raise BrokenChain(f"What is mixed into round {played.number} is not what was promised.")


def check_chain(rounds: Iterable[PlayedRound]) -> int:
    """Check every link that was told, and every two rounds that can be compared.

    Parameters
    ----------
    rounds : iterable of PlayedRound
        Rounds of one table, in any order, with or without gaps.

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
        if played.link is not None:
            _check_link(played, played.link)
            tied.add(played.number)
    for earlier, later in pairwise(in_order):
        if earlier.number == later.number:
            raise NotOneTable(f"Round {later.number} is there twice.")
        if _check_pair(earlier, later):
            tied |= {earlier.number, later.number}
    return len(tied)


def _check_link(played: PlayedRound, link: Link) -> None:
    if not 1 <= link.position <= link.length <= LONGEST:
        raise BrokenChain(f"Round {played.number} has no place in a chain of {link.length}.")
    seed = _chain_seed(played, link)
    for _ in range(link.position):
        seed = commitment_to(seed)
    if seed != link.anchor:
        raise BrokenChain(f"The seed of round {played.number} does not lead to its anchor.")


def _chain_seed(played: PlayedRound, link: Link) -> str:
    """Return the chain's seed, from which the server seed must follow."""
    server_seed = played.fairness.server_seed or ""
    if link.beacon is None and link.seed is None:
        return server_seed
    if link.beacon is None or link.seed is None:
        raise BrokenChain(f"Round {played.number} does not show what its seed was made of.")
    try:
        follows = mixed(link.seed, link.beacon)
    except (InvalidSeed, InvalidBeacon) as unusable:
        raise BrokenChain(f"Round {played.number} was not mixed: {unusable}") from None
    if follows != server_seed:
        raise BrokenChain(f"The seed of round {played.number} is not made of what is told of it.")
    if link.beacon.source == LOCAL and link.beacon.value != local_value(link.beacon.round):
        raise BrokenChain(f"Round {played.number} names another value than its beacon's.")
    return link.seed


def _check_pair(earlier: PlayedRound, later: PlayedRound) -> bool:
    """Tell whether one follows from the other; raise if it should and does not."""
    one, other = earlier.link, later.link
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
