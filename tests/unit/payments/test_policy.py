import pytest

from casino.payments.errors import LimitReached
from casino.payments.policy import POLICIES, must_allow_deposit, must_be_payable, needs_review
from casino.shared.errors import Invalid
from casino.shared.money import CURRENCY_EXPONENTS, MAX_AMOUNT, Money


def test_every_currency_has_a_policy():
    assert set(POLICIES) == set(CURRENCY_EXPONENTS)


@pytest.mark.parametrize("currency", POLICIES)
def test_a_policy_agrees_with_itself(currency):
    policy = POLICIES[currency]
    assert 0 < policy.min_deposit < policy.max_deposit <= MAX_AMOUNT
    assert policy.review_from > 0
    for amount in (policy.min_deposit, policy.max_deposit):
        must_allow_deposit(Money(amount, currency))


@pytest.mark.parametrize("currency", POLICIES)
def test_a_deposit_outside_the_limits_is_refused_with_the_limits(currency):
    policy = POLICIES[currency]
    for amount in (policy.min_deposit - policy.step, policy.max_deposit + policy.step):
        with pytest.raises(LimitReached) as refusal:
            must_allow_deposit(Money(amount, currency))
        assert str(Money(policy.max_deposit, currency)) in refusal.value.detail
        assert refusal.value.errors[0].pointer == "/amount"


def test_digits_that_the_provider_cannot_carry_are_refused():
    must_be_payable(Money(12_340, "KWD"))
    with pytest.raises(Invalid):
        must_be_payable(Money(12_345, "KWD"))


def test_large_withdrawals_wait_for_a_person():
    assert not needs_review(Money(1_999_99, "EUR"))
    assert needs_review(Money(2_000_00, "EUR"))
