import pytest

from casino.lambdas.strict_json import loads
from casino.shared.errors import Malformed


def test_ordinary_json_is_read():
    assert loads('{"a": [1, 2.5, "x", null, true]}') == {"a": [1, 2.5, "x", None, True]}


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
