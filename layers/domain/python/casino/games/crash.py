"""Crash: a multiplier that grows until it breaks; whoever got out before that is paid it.

The multiplier at which a round breaks is drawn before it starts (`multiplier`), so nothing that
happens while it grows can change it. Each player names a target beforehand, at which they are
cashed out automatically, or cashes out by hand while it grows; those who did neither in time lose.

The growth is a matter of time alone: m(t) = e^(0.06 t), t in seconds, written in hundredths and
rounded down. It is computed in decimal arithmetic, where the exponential is rounded correctly,
so that every machine finds the same multiplier for the same millisecond. It doubles every 11.6
seconds and reaches the cap of 1,000x after 115.2.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final

from casino.games.errors import UnknownOutcome, UnknownSelection, UnknownStakeType
from casino.games.game import CashOutGame, Stake, check_amount, check_selection
from casino.games.multiplier import (
    HUNDREDTHS,
    MIN_TARGET,
    MultiplierGame,
    MultiplierOutcome,
    check_multiplier,
    pay,
)

STAKE_TYPE: Final = "crash"

CAP: Final = 1_000 * HUNDREDTHS
"""The highest multiplier there is, in hundredths."""

GROWTH_PER_MILLISECOND: Final = Decimal("0.00006")

_EXACT: Final = Context(prec=28)
_NEVER_THIS_LONG: Final = 120_000


@dataclass(frozen=True)
class Crash(MultiplierGame, CashOutGame[MultiplierOutcome]):
    """Crash, with its cap. A stake without a target is paid by hand alone (`cashed_out`).

    Attributes
    ----------
    cap : int
        The highest multiplier, in hundredths.
    """

    game_id: str = "crash"
    cap: int = CAP

    category = "crash"

    def stake(
        self,
        type: str,  # noqa: A002 - the wire's own word
        selection: Iterable[object] | None,
        amount: object,
        *,
        at: str = "",
    ) -> Stake:
        """Check one stake: on a target in hundredths, or on none to cash out by hand."""
        if type != STAKE_TYPE:
            raise UnknownStakeType(f'The only bet of this game is "{STAKE_TYPE}".', at=at)
        targets = check_selection(selection, at, longest=1)
        if targets and not MIN_TARGET <= targets[0] <= self.cap:
            raise UnknownSelection(
                f"A target is from {MIN_TARGET} to {self.cap} hundredths, or none.", at=at
            )
        return Stake(STAKE_TYPE, targets, check_amount(amount, at))

    def multiplier_at(self, elapsed_ms: int) -> int:
        """Return what the multiplier has grown to, in hundredths."""
        return multiplier_at(elapsed_ms)

    def ends_after(self, outcome: MultiplierOutcome) -> int:
        """Return when it breaks: where it would grow beyond its outcome, or at the cap."""
        return time_of(min(outcome.multiplier + 1, self.cap))

    def cashed_out(
        self, stake: Stake, multiplier: int, outcome: MultiplierOutcome
    ) -> Fraction | int:
        """Return what a stake pays at a multiplier, or at its own target if that is lower."""
        broke_at = check_multiplier(outcome.multiplier, self.cap)
        if not MIN_TARGET <= multiplier <= broke_at:
            return 0
        return pay(stake.amount, min(multiplier, *stake.selection, broke_at))


def multiplier_at(elapsed_ms: int) -> int:
    """Return what the multiplier has grown to, if it has not broken.

    Parameters
    ----------
    elapsed_ms : int
        Milliseconds since the start; before it, nothing has grown.

    Returns
    -------
    int
        Hundredths, from 100 to the cap.
    """
    elapsed_ms = min(max(elapsed_ms, 0), _NEVER_THIS_LONG)
    grown = _EXACT.exp(_EXACT.multiply(GROWTH_PER_MILLISECOND, elapsed_ms))
    return min(int(_EXACT.multiply(grown, HUNDREDTHS)), CAP)


def time_of(multiplier: int) -> int:
    """Return the first millisecond after the start at which `multiplier_at` is that much.

    Parameters
    ----------
    multiplier : int
        Hundredths, up to the cap.

    Raises
    ------
    UnknownOutcome
        If it never gets there.
    """
    if multiplier > CAP:
        raise UnknownOutcome(f"The multiplier does not grow beyond {CAP} hundredths.")
    return bisect_left(range(_NEVER_THIS_LONG), multiplier, key=multiplier_at)


CRASH: Final = Crash()
