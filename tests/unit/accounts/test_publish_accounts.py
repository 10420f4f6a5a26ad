"""What the house hears of accounts."""

from datetime import timedelta
from itertools import pairwise

import pytest

from casino.accounts.use_cases.publish_accounts import publish_accounts
from tests.support.house_bus import HouseBus
from tests.unit.accounts.test_model import ADA, MORNING


@pytest.fixture
def heard():
    """Publish what becomes of a profile, and return what the bus heard."""
    bus = HouseBus()

    def publish(*states):
        publish_accounts(bus, lambda: MORNING, pairwise(states))
        return [event.name for event in bus.heard]

    publish.bus = bus
    return publish


def test_a_new_account_is_told_of_once(heard):
    assert heard(None, ADA) == ["account.opened"]


def test_the_first_sign_in_also_tells_that_the_account_is_active(heard):
    assert heard(ADA, ADA.signed_in(MORNING)) == ["account.changed", "account.signed_in"]
    assert heard.bus.heard[0].data["status"] == "active"


def test_a_later_sign_in_is_a_sign_in_alone(heard):
    first = ADA.signed_in(MORNING)
    assert heard(first, first.signed_in(MORNING + timedelta(hours=1))) == ["account.signed_in"]


def test_changed_wishes_are_told_and_a_changed_name_is_not(heard):
    assert heard(ADA, ADA.changed(display_name="Countess")) == []
    assert heard(ADA, ADA.changed(marketing={"email": True})) == ["account.changed"]
    assert heard.bus.heard[0].data["marketing"] == {"email": True, "sms": False, "push": False}


def test_a_repetition_has_the_same_ids(heard):
    states = (None, ADA, ADA.signed_in(MORNING))
    heard(*states)
    heard(*states)
    ids = [event.event_id for event in heard.bus.heard]
    assert ids[:3] == ids[3:]
    assert len(set(ids)) == 3


def test_nobody_learns_a_name_an_address_or_a_birthday(heard):
    heard(None, ADA, ADA.signed_in(MORNING))
    told = str(heard.bus.heard)
    assert not any(secret in told for secret in ("ada@example.com", "Ada", "1990"))
