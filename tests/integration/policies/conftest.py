import pytest

from tests.support.clock import Clock
from tests.support.parts import others, some_parts


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def parts(aws, clock):
    """The parts of an operator's terminal, of a stage that serves two jurisdictions."""
    return some_parts({"JURISDICTIONS": "mga,uk"}, clock=clock)


@pytest.fixture
def function(parts):
    """The parts of a function, which remembers what it has read."""
    return some_parts({"JURISDICTIONS": "mga,uk"}, clock=parts.clock)


class _Overtaken:
    """DynamoDB, on whose way to a commit somebody else commits first, once."""

    def __init__(self, dynamodb, act):
        self._dynamodb = dynamodb
        self._pending = [act]

    def transact_write_items(self, **request):
        if self._pending:
            self._pending.pop()()
        return self._dynamodb.transact_write_items(**request)

    def __getattr__(self, name):
        return getattr(self._dynamodb, name)


def overtaken(parts, by):
    """Return the parts of somebody who is overtaken right before they commit."""
    return others(parts, dynamodb=_Overtaken(parts.dynamodb, by))
