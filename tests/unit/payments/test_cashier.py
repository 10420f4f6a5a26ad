import pytest

from casino.payments.cashier import must_allow_deposit, must_be_payable, needs_review
from casino.payments.errors import CurrencyNotTaken, LimitReached
from casino.shared.errors import Invalid
from casino.shared.money import Money
from tests.support.policies import shipped

DEMO = shipped("demo")


@pytest.mark.parametrize("currency", DEMO.cashier)
def test_a_deposit_within_the_limits_is_taken(currency):
    figures = DEMO.cashier[currency]
    for amount in (figures.min_deposit, figures.max_deposit):
        must_allow_deposit(DEMO, Money(amount, currency))


@pytest.mark.parametrize("currency", DEMO.cashier)
def test_a_deposit_outside_the_limits_is_refused_with_the_limits(currency):
    figures = DEMO.cashier[currency]
    for amount in (figures.min_deposit - 1, figures.max_deposit + 1):
        with pytest.raises(LimitReached) as refusal:
            must_allow_deposit(DEMO, Money(amount, currency))
        assert str(Money(figures.max_deposit, currency)) in refusal.value.detail
        assert refusal.value.errors[0].pointer == "/amount"


def test_digits_that_the_provider_cannot_carry_are_refused():
    must_be_payable(Money(12_340, "KWD"))
    with pytest.raises(Invalid):
        must_be_payable(Money(12_345, "KWD"))


def test_large_withdrawals_wait_for_a_person():
    assert not needs_review(DEMO, Money(1_999_99, "EUR"))
    assert needs_review(DEMO, Money(2_000_00, "EUR"))


def test_in_a_currency_that_the_policy_gave_up_nothing_comes_in_and_what_goes_out_is_looked_at():
    with pytest.raises(CurrencyNotTaken):
        must_allow_deposit(shipped("uk"), Money(10_00, "EUR"))
    assert needs_review(shipped("uk"), Money(1, "EUR"))
