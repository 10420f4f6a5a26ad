import pytest

from casino.accounts.errors import NameRefused
from casino.accounts.names import is_reserved, must_be_a_name
from casino.shared.confusables import skeleton


@pytest.mark.parametrize(
    "name",
    [
        "Croupier",
        "croupier",
        "CROUPIER",
        "Croupier\u00a0",
        "Сroupier",  # noqa: RUF001, RUF003 - С is Cyrillic
        "Cr0upier",
        "CroupIer",
        "Croup1er",
        "C r o u p i e r",
        "C-r-o-u-p-i-e-r",
        "Croupíer",
        "Ｃｒｏｕｐｉｅｒ",  # noqa: RUF001
        "𝐂𝐫𝐨𝐮𝐩𝐢𝐞𝐫",  # noqa: RUF001
        "Croupier 2",
        "croupier_7",
        "Your Dealer",
        "Dеaler",  # noqa: RUF001
        "Support",
        "Admin",
        "Adrnin",
        "House",
        "The House",
        "Operator",
        "Moderator",
    ],
)
def test_nobody_is_called_what_the_house_is_called(name):
    assert is_reserved(name)
    with pytest.raises(NameRefused):
        must_be_a_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ann",
        "Zoë",
        "Łukasz",
        "Оля",
        "李雷",
        "Dr House",
        "Ideal",
        "Bankole",
        "Supporter",
        "D'Artagnan",
    ],
)
def test_people_go_by_their_own_names(name):
    must_be_a_name(name)


@pytest.mark.parametrize(
    "name", ["", " Ann", "x" * 41, "\u202eevil\u200b", "a\nb", "\u200b", "...", "\x00"]
)
def test_what_cannot_be_shown_is_no_name(name):
    with pytest.raises(NameRefused):
        must_be_a_name(name)


def test_names_that_look_alike_have_one_skeleton():
    assert skeleton("Paypal") == skeleton("Раураl") == skeleton("pay pal")  # noqa: RUF001
    assert skeleton("Ann") != skeleton("Anna")
