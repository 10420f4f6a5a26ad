"""A table's chains of seeds, as everybody may know them.

The present chain is the one that its rounds are drawn from, or its shoes dealt; the next one is
promised well before the present one ends, together with the round of a public beacon whose value
nobody knows yet (`casino.games.beacon`).
"""

from dataclasses import dataclass, replace

from casino.games import BeaconRound


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
        Whose value is mixed into every seed; `None` in chains that are older than that.
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
        Whose value the server seed is made of, beside the chain's seed.
    """

    anchor: str
    position: int
    length: int
    seed: str | None = None
    beacon: BeaconRound | None = None

    def revealed(self, chain_seed: str | None) -> "Link":
        """Return it with the chain's seed, which may be shown with the server seed, not before."""
        return replace(self, seed=chain_seed)
