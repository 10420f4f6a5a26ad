"""Dice: choose your own chance; the rarer the win, the more it pays.

A roll is one of 0 … 9,999, each equally likely. A chance of *n* wins on exactly *n* of them, the
lowest or the highest as the player likes, and pays stake * 9,900 / n. So every choice returns

    n / 10,000 * 9,900 / n = 99/100

of its stake on average, whatever the stake: fractions are decided by a draw (`rounding`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from casino.games.errors import UnknownOutcome, UnknownSelection, UnknownStakeType
from casino.games.game import Stake, check_amount, check_selection, is_whole
from casino.games.instant import InstantGame, read_choice

if TYPE_CHECKING:
    from casino.games.fairness import Draws

ROLLS: Final = 10_000
RETURNED: Final = 9_900
"""Of ten thousand staked, so many come back on average."""

MAX_CHANCE: Final = 9_800
"""A win must be worth having: at this chance it pays 1.0102 times the stake."""


class Direction(StrEnum):
    """Which rolls win: the lowest, or the highest."""

    UNDER = "under"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class DiceOutcome:
    """What was rolled."""

    roll: int

    def to_wire(self) -> dict[str, int]:
        """Return the outcome as players receive it."""
        return {"roll": self.roll}


@dataclass(frozen=True)
class Dice(InstantGame[DiceOutcome]):
    """Dice: a roll is bet to be among the lowest, or among the highest."""

    game_id: str = "dice"

    category = "dice"

    def bet(self, choice: object, amount: object, *, at: str = "/choice") -> Stake:
        """Check a direction, a chance and their stake."""
        chosen = read_choice(
            choice, {"direction": list(Direction), "chance": range(1, MAX_CHANCE + 1)}, at
        )
        return self.stake(chosen["direction"], [chosen["chance"]], amount)

    def choice_of(self, stake: Stake) -> dict[str, str | int]:
        """Return direction and chance, the latter out of 10,000."""
        return {"direction": str(stake.type), "chance": stake.selection[0]}

    def stake(
        self,
        type: str,  # noqa: A002 - the wire's own word
        selection: Iterable[object] | None,
        amount: object,
        *,
        at: str = "",
    ) -> Stake:
        """Check one stake: its type is the direction, its selection the chance."""
        try:
            direction = Direction(type)
        except ValueError:
            raise UnknownStakeType("A bet is under or over.", at=at) from None
        chances = check_selection(selection, at, longest=1)
        if not chances or not 1 <= chances[0] <= MAX_CHANCE:
            raise UnknownSelection(f"A chance is 1 to {MAX_CHANCE} of {ROLLS} rolls.", at=at)
        return Stake(direction, chances, check_amount(amount, at))

    def draw(self, draws: "Draws") -> DiceOutcome:
        """Roll: one unbiased draw over all rolls."""
        return DiceOutcome(draws.draw(ROLLS))

    def read_outcome(self, wire: Mapping[str, Any]) -> DiceOutcome:
        """Read what was rolled."""
        return DiceOutcome(_check_roll(wire.get("roll")))

    def returned(self, stake: Stake, outcome: DiceOutcome) -> Fraction | int:
        """Return what a winning stake pays."""
        if not wins(stake, _check_roll(outcome.roll)):
            return 0
        return Fraction(stake.amount * RETURNED, stake.selection[0])

    @property
    def longest_odds(self) -> int:
        """What a chance of one roll wins."""
        return RETURNED - 1

    def exposure(self, stakes: Iterable[Stake]) -> int:
        """Return what the roll takes from the house that is worst for it.

        That is the lowest roll of all, or the lowest on which one of the highest rolls wins.
        """
        stakes = list(stakes)
        staked = sum(stake.amount for stake in stakes)
        rolls = {0} | {ROLLS - chance for stake in stakes for chance in stake.selection}
        paid = (
            sum(
                ceil(Fraction(stake.amount * RETURNED, *stake.selection))
                for stake in stakes
                if wins(stake, roll)
            )
            for roll in rolls
        )
        return max(0, max(paid) - staked)


def wins(stake: Stake, roll: int) -> bool:
    """Tell whether a roll is among those that a stake is on."""
    [chance] = stake.selection
    return roll < chance if stake.type == Direction.UNDER else roll >= ROLLS - chance


def _check_roll(roll: object) -> int:
    if not is_whole(roll) or not 0 <= roll < ROLLS:
        raise UnknownOutcome("There is no such roll.")
    return roll


DICE: Final = Dice()
