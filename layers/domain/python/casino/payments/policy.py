"""How much may be paid in and out, by currency. Data of the operator's policy, not rules."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from casino.payments.errors import LimitReached
from casino.shared.errors import FieldError, Invalid
from casino.shared.money import Money

# So many failed deposits within the window block deposits for the term (N.J.A.C. 13:69O-1.3).
MAX_FAILURES: Final = 5
FAILURE_WINDOW: Final = timedelta(minutes=10)
BLOCK_TERM: Final = timedelta(minutes=10)

# A withdrawal that nobody has decided about for so long is refused, and its hold ends: the player's
# money is not to be locked up by an operator's silence.
REVIEW_TERM: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class CashierPolicy:
    """One currency's figures, in its minor units.

    Attributes
    ----------
    min_deposit, max_deposit : int
        Bounds of a single deposit, both inclusive.
    review_from : int
        Withdrawals of this much or more wait for a person. Set at what €2,000 are worth, where
        customer due diligence begins (EU directive 2015/849, article 11(d), for gambling).
    step : int
        What amounts must be a multiple of, where the payment provider takes no less.
    """

    min_deposit: int
    max_deposit: int
    review_from: int
    step: int = 1


POLICIES: Final = {
    "AUD": CashierPolicy(1_00, 15_000_00, 3_000_00),
    "BRL": CashierPolicy(5_00, 50_000_00, 10_000_00),
    "CAD": CashierPolicy(1_00, 15_000_00, 3_000_00),
    "CHF": CashierPolicy(1_00, 10_000_00, 2_000_00),
    "CZK": CashierPolicy(25_00, 250_000_00, 50_000_00),
    "DKK": CashierPolicy(10_00, 75_000_00, 15_000_00),
    "EUR": CashierPolicy(1_00, 10_000_00, 2_000_00),
    "GBP": CashierPolicy(1_00, 8_500_00, 1_700_00),
    # Paid out in whole forints: https://docs.stripe.com/currencies#special-cases
    "HUF": CashierPolicy(400_00, 4_000_000_00, 800_000_00, step=1_00),
    "JPY": CashierPolicy(150, 1_500_000, 300_000),
    # The last of the three digits must be 0: https://docs.stripe.com/currencies#three-decimal
    "KWD": CashierPolicy(500, 3_000_000, 600_000, step=10),
    "NOK": CashierPolicy(10_00, 110_000_00, 22_000_00),
    "NZD": CashierPolicy(1_00, 17_000_00, 3_400_00),
    "PLN": CashierPolicy(5_00, 43_000_00, 8_600_00),
    "RON": CashierPolicy(5_00, 50_000_00, 10_000_00),
    "SEK": CashierPolicy(10_00, 110_000_00, 22_000_00),
    "USD": CashierPolicy(1_00, 10_000_00, 2_000_00),
}


def must_allow_deposit(money: Money) -> None:
    """Refuse a deposit that is too small or too large.

    Raises
    ------
    LimitReached
    Invalid
        If the provider can't carry the amount's last digits.
    """
    policy = POLICIES[money.currency]
    if not policy.min_deposit <= money.amount <= policy.max_deposit:
        least = Money(policy.min_deposit, money.currency)
        most = Money(policy.max_deposit, money.currency)
        detail = f"A deposit may be from {least} to {most}"
        raise LimitReached(detail, [FieldError("/amount", detail)])
    must_be_payable(money)


def must_be_payable(money: Money) -> None:
    """Refuse an amount whose last digits the provider can't carry.

    Raises
    ------
    Invalid
    """
    step = POLICIES[money.currency].step
    if money.amount % step:
        detail = f"Must be a multiple of {step}"
        raise Invalid(errors=[FieldError("/amount", detail)])


def needs_review(money: Money) -> bool:
    """Tell whether a person must look at a withdrawal before anything is sent."""
    return money.amount >= POLICIES[money.currency].review_from
