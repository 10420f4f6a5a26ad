"""What functions are told is read as what it is, or refused by its name."""

from datetime import timedelta

import pytest

from casino.accounts.model import Confirmation
from casino.shared.settings import MalformedSetting, MissingSetting, Settings
from casino.tables.beacons import BEACONS


@pytest.mark.parametrize(
    ("name", "variable", "text", "value"),
    [
        ("wallet_table", "WALLET_TABLE", "ledger-1", "ledger-1"),
        ("betting", "BETTING_SECONDS", "2.5", timedelta(seconds=2.5)),
        ("seat_cooldown", "SEAT_COOLDOWN_SECONDS", "0", timedelta()),
        ("devices_per_player", "DEVICES_PER_PLAYER", "3", 3),
        ("allowed_origins", "ALLOWED_ORIGINS", "https://a,https://b", ("https://a", "https://b")),
        ("stripe_api_base", "STRIPE_API_BASE", "http://here", "http://here"),
        ("stripe_api_base", "STRIPE_API_BASE", "", None),
    ],
)
def test_a_setting_is_of_its_type(name, variable, text, value):
    assert getattr(Settings({variable: text}), name) == value


@pytest.mark.parametrize("environment", [{}, {"BETTING_SECONDS": ""}])
def test_one_that_is_missing_names_itself(environment):
    with pytest.raises(MissingSetting, match=" BETTING_SECONDS "):
        _ = Settings(environment).betting


@pytest.mark.parametrize(
    ("name", "variable", "text"),
    [
        ("betting", "BETTING_SECONDS", "ten"),
        ("betting", "BETTING_SECONDS", "-1"),
        ("betting", "BETTING_SECONDS", "nan"),
        ("betting", "BETTING_SECONDS", "1e300"),
        ("devices_per_player", "DEVICES_PER_PLAYER", "0"),
        ("devices_per_player", "DEVICES_PER_PLAYER", "2.5"),
        ("allowed_origins", "ALLOWED_ORIGINS", "https://a,"),
        ("beacon", "BEACON", "moon"),
    ],
)
def test_one_that_cannot_be_meant_names_itself_and_what_it_says(name, variable, text):
    with pytest.raises(MalformedSetting, match=f" {variable} can't be '{text}'"):
        getattr(Settings({variable: text}), name)


def test_one_that_need_not_be_there_is_none():
    assert Settings({}).aws_endpoint_url is None


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("account_confirmation", Confirmation),
        ("beacon", BEACONS),
    ],
)
def test_a_choice_is_one_of_those_that_its_context_knows(name, choices):
    variable = vars(Settings)[name].name
    for choice in choices:
        assert getattr(Settings({variable: choice}), name) == choice
