import pytest

from casino.lambdas.strict_json import loads
from casino.shared.errors import Malformed


def test_ordinary_json_is_read():
    assert loads('{"a": [1, 2.5, "x", null, true]}') == {"a": [1, 2.5, "x", None, True]}


@pytest.mark.parametrize("text", ["100.0", "1e2", "100"])
def test_a_number_without_a_fraction_is_whole_however_it_is_written(text):
    amount = loads(text)
    assert (amount, type(amount)) == (100, int)


@pytest.mark.parametrize("text", ["9007199254740992.0", "1e300", "0.5", "-1.5"])
def test_a_number_that_is_not_exactly_whole_stays_what_it_is(text):
    assert isinstance(loads(text), float)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "nonsense",
        '{"a": 1, "a": 2}',
        '{"a": NaN}',
        "[Infinity]",
        "[1e309]",
        "[-1e999]",
        "[" + "9" * 5000 + "]",
        "[" * 100_000 + "]" * 100_000,
        "[" * 13 + "]" * 13,
        '"\ud800"',
        b"\xff",
    ],
    ids=repr and (lambda text: str(text)[:16]),
)
def test_what_is_not_clearly_json_is_refused(text):
    with pytest.raises(Malformed):
        loads(text)
