from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.shared.clock import from_rfc3339, parse_rfc3339, to_rfc3339
from casino.shared.dynamodb import from_attribute, to_attribute, to_item
from casino.shared.fingerprint import fingerprint
from casino.shared.ids import derived_id
from casino.shared.money import Money
from casino.shared.pages import InvalidCursor, from_cursor, to_cursor

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(values)
def test_what_is_stored_is_read_back(value):
    assert from_attribute(to_attribute(value)) == value


def test_floats_are_not_stored():
    with pytest.raises(TypeError):
        to_attribute(0.1)


def test_an_item_leaves_out_what_is_none():
    assert to_item({"a": None, "b": 1}) == {"b": {"N": "1"}}


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_times_as_text_sort_as_the_times_do(one, other):
    assert (to_rfc3339(one) < to_rfc3339(other)) == (one < other)
    assert from_rfc3339(to_rfc3339(one)) == one


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000000Z"),
        ("2026-01-31t12:00:00z", "2026-01-31T12:00:00.000000Z"),
        ("2026-01-31 12:00:00.5-01:30", "2026-01-31T13:30:00.500000Z"),
        ("2026-01-31T12:00:00.123456789+02:00", "2026-01-31T10:00:00.123456Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z"),
        ("9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_a_moment_is_read_however_rfc_3339_lets_it_be_written(text, moment):
    assert to_rfc3339(parse_rfc3339(text)) == moment


def test_a_moment_before_the_first_year_is_its_first():
    assert parse_rfc3339("0001-01-01T00:00:00+14:00") == datetime.min.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("", "0.5", "1767225600", "2026-01-31", "12:00:00Z", "20260131T120000Z"),
        *("2026-01-31T12:00Z", "2026-01-31T12:00:00", "2026-02-30T12:00:00Z"),
        *("2026-01-31T24:00:00Z", "2026-01-31T12:00:61Z", "2026-01-31T12:00:00+24:00"),
    ],
)
def test_nothing_else_is_a_moment(text):
    with pytest.raises(ValueError):
        parse_rfc3339(text)


def test_a_time_of_another_zone_is_written_in_utc():
    moment = datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    assert to_rfc3339(moment) == "2025-12-31T23:00:00.000000Z"


def test_a_time_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        from_rfc3339("2026-01-01T00:00:00")


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(1250, "EUR"), "12.50 EUR"),
        (Money(-5, "EUR"), "-0.05 EUR"),
        (Money(1250, "JPY"), "1250 JPY"),
        (Money(1250, "KWD"), "1.250 KWD"),
    ],
)
def test_money_is_shown_with_its_currencys_digits(money, text):
    assert str(money) == text


def test_derived_ids_depend_on_every_part_and_on_where_it_ends():
    ids = [derived_id("x", *parts) for parts in [("ab", "c"), ("a", "bc"), ("abc",), ("ab", "c")]]
    assert ids[0] == ids[3]
    assert len(set(ids)) == 3
    assert all(len(each) == len("x_") + 26 for each in ids)


def test_bodies_that_differ_in_layout_only_have_the_same_fingerprint():
    assert fingerprint({"a": 1, "b": [2]}) == fingerprint({"b": [2], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"})


def test_a_cursor_leads_back_to_its_position():
    position = {"sk": "x", "posted_at": "y"}
    assert from_cursor(to_cursor(position), "sk", "posted_at") == position
    assert from_cursor(None, "sk") is None


@pytest.mark.parametrize("cursor", ["", "!", "bm90IGpzb24", "e30", to_cursor({"pk": "PLAYER#x"})])
def test_a_made_up_cursor_is_refused(cursor):
    with pytest.raises(InvalidCursor):
        from_cursor(cursor, "sk")
