"""Who may be the same person, by what they said as they registered."""

from datetime import date

import pytest

from casino.safer_gambling import Likeness, Person
from casino.safer_gambling.likeness import pseudonyms_of, traits_of

BORN = date(1990, 12, 10)
ADA = Person("ada.king@gmail.com", "Ada King", BORN)
ALL = set(Likeness)


def alike(one, other):
    """Return by what two people are alike."""
    of_one, of_other = (pseudonyms_of(each, b"key") for each in (one, other))
    return {likeness for likeness in Likeness if of_one[likeness] == of_other[likeness]}


def somebody(email):
    return Person(email, "Somebody Else", date(1970, 1, 1))


@pytest.mark.parametrize(
    "email",
    [
        "ADA.KING@GMAIL.COM",
        "adaking@gmail.com",
        "a.d.a.k.i.n.g@googlemail.com",
        "ada.king+casino@gmail.com",
        "adaking+a+b@googlemail.com",
    ],
)
def test_the_same_mailbox_is_known_under_every_address_of_it(email):
    assert alike(ADA, somebody(email)) == {Likeness.MAILBOX, Likeness.ADDRESS}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ada@me.com", "ada+1@icloud.com"),
        ("a.d-a@proton.me", "ada@protonmail.com"),
        ("ada@outlook.com", "ada+x@outlook.com"),
        ("ada@fastmail.com", "ada+x@fastmail.com"),
    ],
)
def test_other_providers_have_rules_of_their_own(one, other):
    assert Likeness.MAILBOX in alike(somebody(one), somebody(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ada@house.example", "ada+1@house.example"),
        ("ada1@house.example", "adal@house.example"),
        ("a.da@house.example", "ada@house.example"),
        # gmail.com with a dotless i, as its domain is written in ASCII.
        ("ada@gmail.com", "ada@xn--gmal-nza.com"),
    ],
)
def test_what_only_looks_alike_may_be_somebody_elses(one, other):
    assert alike(somebody(one), somebody(other)) == {Likeness.ADDRESS, Likeness.NAME}
    assert alike(Person(one, "A", BORN), Person(other, "B", BORN)) == {Likeness.ADDRESS}


@pytest.mark.parametrize("name", ["ADA KING", "Adá  Kíng", "\u0410da King", "Ada-King"])
def test_a_name_and_a_birthday_tell_however_they_are_spelt(name):
    assert alike(ADA, Person("x@house.example", name, BORN)) == {Likeness.NAME}
    assert alike(ADA, Person("x@house.example", name, date(1990, 12, 11))) == set()


def test_others_are_not_alike():
    others = ("ada.queen@gmail.com", "ada.king@outlook.com", "+ada@gmail.com")
    assert [alike(ADA, somebody(each)) for each in others] == [set(), set(), set()]


def test_pseudonyms_tell_nothing_and_depend_on_the_key():
    of_ada = pseudonyms_of(ADA, b"key")
    assert len(set(of_ada.values())) == len(Likeness)
    assert set(of_ada.values()).isdisjoint(pseudonyms_of(ADA, b"another").values())
    for trait in traits_of(ADA).values():
        assert not any(trait in each or "ada" in each for each in of_ada.values())
