"""Limbo: name a target; a multiplier that reaches it pays it.

The multiplier is drawn exactly (`multiplier`): it reaches a target T, in hundredths, with
probability 99 / T, and the win is stake * T / 100. Every target returns 99/100 on average, at every
stake: fractions of a minor unit are decided by a draw (`rounding`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from casino.games.errors import UnknownSelection, UnknownStakeType
from casino.games.game import Stake, check_amount, check_selection
from casino.games.instant import InstantGame, read_choice
from casino.games.multiplier import HUNDREDTHS, MIN_TARGET, MultiplierGame, MultiplierOutcome

STAKE_TYPE: Final = "limbo"

CAP: Final = 10_000 * HUNDREDTHS
"""The highest target, and the highest multiplier that is drawn, in hundredths."""


@dataclass(frozen=True)
class Limbo(MultiplierGame, InstantGame[MultiplierOutcome]):
    """Limbo, with its cap.

    Attributes
    ----------
    cap : int
        The highest target, in hundredths.
    """

    game_id: str = "limbo"
    cap: int = CAP

    category = "limbo"

    def bet(self, choice: object, amount: object, *, at: str = "/choice") -> Stake:
        """Check a target and its stake."""
        chosen = read_choice(choice, {"target": range(MIN_TARGET, self.cap + 1)}, at)
        return self.stake(STAKE_TYPE, [chosen["target"]], amount)

    def choice_of(self, stake: Stake) -> dict[str, int]:
        """Return the target, in hundredths."""
        return {"target": stake.selection[0]}

    def stake(
        self,
        type: str,  # noqa: A002 - the wire's own word
        selection: Iterable[object] | None,
        amount: object,
        *,
        at: str = "",
    ) -> Stake:
        """Check one stake: its selection is the target."""
        if type != STAKE_TYPE:
            raise UnknownStakeType(f'The only bet of this game is "{STAKE_TYPE}".', at=at)
        targets = check_selection(selection, at, longest=1)
        if not targets or not MIN_TARGET <= targets[0] <= self.cap:
            raise UnknownSelection(f"A target is {MIN_TARGET} to {self.cap} hundredths.", at=at)
        return Stake(STAKE_TYPE, targets, check_amount(amount, at))


LIMBO: Final = Limbo()
