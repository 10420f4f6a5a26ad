"""What may be paid in and out, by the policy that the player comes under."""

from typing import Final

from casino.payments.errors import CurrencyNotTaken, LimitReached
from casino.policies import Policy
from casino.shared.errors import FieldError, Invalid
from casino.shared.money import Money

# What amounts must be a multiple of, in minor units, where the provider carries no less.
_STEPS: Final = {
    # Paid out in whole forints: https://docs.stripe.com/currencies#special-cases
    "HUF": 100,
    # The last of the three digits must be 0: https://docs.stripe.com/currencies#three-decimal
    "KWD": 10,
}


def must_allow_deposit(policy: Policy, money: Money) -> None:
    """Refuse a deposit that is too small or too large.

    Raises
    ------
    CurrencyNotTaken
    LimitReached
    Invalid
        If the provider can't carry the amount's last digits.
    """
    figures = policy.cashier.get(money.currency)
    if figures is None:
        raise CurrencyNotTaken
    if not figures.min_deposit <= money.amount <= figures.max_deposit:
        least = Money(figures.min_deposit, money.currency)
        most = Money(figures.max_deposit, money.currency)
        detail = f"A deposit may be from {least} to {most}"
        raise LimitReached(detail, [FieldError("/amount", detail)])
    must_be_payable(money)


def must_be_payable(money: Money) -> None:
    """Refuse an amount whose last digits the provider can't carry.

    Raises
    ------
    Invalid
    """
    step = _STEPS.get(money.currency, 1)
    if money.amount % step:
        detail = f"Must be a multiple of {step}"
        raise Invalid(errors=[FieldError("/amount", detail)])


def needs_review(policy: Policy, money: Money) -> bool:
    """Tell whether a person must look at a withdrawal before anything is sent.

    One must in a currency that the policy does not have any more: the money is the player's all the
    same.
    """
    figures = policy.cashier.get(money.currency)
    return figures is None or money.amount >= figures.review_from
