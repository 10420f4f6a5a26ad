import pytest

from casino.accounts.errors import WeakPassword
from casino.accounts.passwords import must_be_strong

EMAIL = "ada.lovelace@example.com"


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "kelp-otter-94-lamp",
        "zwölf boxkämpfer",
        "漢字漢字仮名混じり文",
        "no digits no capitals",
        "dragonfly-over-water",
        "x" * 5 + "Tz8!kq",
        "8f14e45fceea167a",
    ],
)
def test_a_password_nobody_guesses_is_good(password):
    must_be_strong(password, EMAIL)


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "PASSWORD",
        "Password1!",
        "P@ssw0rd123",
        "iloveyou",
        "dragon123",
        "football!",
        "trustno1",
        "Casino2026!",
        "12345678",
        "1234567890",
        "87654321",
        "qwertyui",
        "poiuytrewq",
        "1q2w3e4r",
        "abcdefgh",
        "aaaaaaaa",
        "abababab",
        "12341234",
        "asdfasdf",
        "mypassword",
    ],
)
def test_what_attackers_try_first_is_refused(password):
    with pytest.raises(WeakPassword) as refused:
        must_be_strong(password, EMAIL)
    assert refused.value.errors[0].pointer == "/password"


def test_the_name_in_the_address_is_refused():
    with pytest.raises(WeakPassword, match="address"):
        must_be_strong("my-Ada.Lovelace-77", EMAIL)


def test_a_very_short_name_is_no_reason_to_refuse():
    must_be_strong("kelp-otter-94-lamp", "lam@example.com")


@pytest.mark.parametrize(
    "password", [" kelp-otter-94", "kelp-otter-94 ", "kelp\notter-94", "a\x00bcdefghk"]
)
def test_characters_that_get_lost_on_the_way_are_refused(password):
    with pytest.raises(WeakPassword):
        must_be_strong(password, EMAIL)
