from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.shared.codec import Codec
from casino.shared.dynamodb import from_item, to_item


class Suit(StrEnum):
    SPADES = "spades"
    HEARTS = "hearts"


@dataclass(frozen=True, slots=True)
class Money:
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Lease:
    owner: str | None
    until: str


@dataclass(frozen=True, slots=True)
class Move:
    kind: Suit
    note: str | None
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Thing:
    thing_id: str
    suit: Suit
    money: Money
    lease: Lease
    born: date
    moves: tuple[Move, ...] = ()
    best: Move | None = None
    counts: Mapping[Suit, int] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)
    pair: tuple[str, int] = ("", 0)
    anything: Any = None
    is_open: bool = True
    version: int = 1


codec = Codec(Thing, keys=("thing_id",), flat={"money": "", "lease": "lease_"})

texts = st.text(max_size=5)
moves = st.builds(Move, st.sampled_from(Suit), st.none() | texts, st.integers())
things = st.builds(
    Thing,
    st.just("t-1"),
    st.sampled_from(Suit),
    st.builds(Money, st.integers(), texts),
    st.builds(Lease, st.none() | texts, texts),
    st.dates(),
    st.lists(moves, max_size=3).map(tuple),
    st.none() | moves,
    st.dictionaries(st.sampled_from(Suit), st.integers()),
    st.frozensets(texts, max_size=3),
    st.lists(texts, max_size=3),
    st.tuples(texts, st.integers()),
    st.none() | st.dictionaries(texts, st.integers(), max_size=2),
    st.booleans(),
    st.integers(),
)


@given(thing=things)
def test_what_is_written_is_read_from_dynamodbs_own_form(thing):
    stored = from_item(to_item(codec.write(thing)))
    assert codec.read(stored, thing_id="t-1") == thing


def test_what_the_key_says_is_no_attribute_and_parts_lie_flat():
    thing = Thing("t-1", Suit.HEARTS, Money(250, "EUR"), Lease("me", "then"), date(2026, 11, 29))
    item = codec.write(thing)
    assert "thing_id" not in item
    assert (item["amount"], item["currency"]) == (250, "EUR")
    assert (item["lease_owner"], item["lease_until"]) == ("me", "then")


def test_an_item_of_before_a_field_was_has_its_default_and_one_of_after_is_read_all_the_same():
    item = {"suit": "spades", "amount": 1, "currency": "EUR", "lease_until": "then"}
    thing = codec.read(item | {"born": "2026-11-29", "tomorrow": 1}, thing_id="t-1")
    assert (thing.version, thing.moves, thing.best, thing.is_open) == (1, (), None, True)
    assert thing.lease == Lease(None, "then")


@pytest.mark.parametrize(("change", "error"), [({"suit": "cups"}, ValueError), ({}, KeyError)])
def test_an_item_that_is_no_such_thing_is_refused(change, error):
    with pytest.raises(error):
        codec.read({"born": "2026-11-29"} | change, thing_id="t-1")


def test_a_field_that_could_be_one_of_several_things_has_no_codec():
    @dataclass
    class Vague:
        what: int | str

    with pytest.raises(TypeError, match="several kinds"):
        Codec(Vague).read({"what": 1})
