import pytest
from pydantic import ValidationError

from casino.payments.messages import DepositRequest


def request(method):
    return DepositRequest(amount=1000, currency="EUR", payment_method=method)


@pytest.mark.parametrize("method", ["pm_1MqLiJLkdIwHu7ixUEgbFdYF", "card_8a", "pm_card_visa"])
def test_an_id_of_the_providers_making_is_taken(method):
    assert request(method).payment_method == method


@pytest.mark.parametrize(
    "method",
    ["4242424242424242", "4242 4242 4242 4242", "", "pm_", "tok_1", "pm_a b", "pm_" + "a" * 200, 1],
)
def test_a_card_number_or_anything_else_is_not(method):
    with pytest.raises(ValidationError):
        request(method)
