"""The platform's parts, as tests put them together."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from types import MappingProxyType
from typing import Any

from casino.parts import Parts, at_start
from casino.shared.aws import client
from casino.shared.settings import Settings

NOTHING: Mapping[str, str] = MappingProxyType({})


def some_parts(settings: Mapping[str, str] = NOTHING, **given: Any) -> Parts:
    """Return parts like those of functions, but for some settings, and for those that are given."""
    given.setdefault("person_key", lambda: b"a key of tests")
    return Parts(Settings(os.environ | settings), **given)


def others(parts: Parts, **given: Any) -> Parts:
    """Return the very same parts, but for these."""
    differing = copy(parts)
    vars(differing).update(given)
    return differing


@contextmanager
def functions_with(settings: Mapping[str, str] = NOTHING, **given: Any) -> Iterator[Parts]:
    """Let the functions of this process have other parts for a while.

    They are made anew, because what was made before may hold what is replaced.
    """
    of_functions = vars(at_start())
    before = dict(of_functions)
    of_functions.clear()
    of_functions.update(vars(some_parts(settings, **given)))
    try:
        yield at_start()
    finally:
        of_functions.clear()
        of_functions.update(before)


def create_queues() -> dict[str, str]:
    """Create every queue; return their addresses, by the variables that tell functions of them."""
    ordered = {"FifoQueue": "true", "ContentBasedDeduplication": "true"}
    queues = {
        "CLOSING_QUEUE_URL": ("closing", {}),
        "FANOUT_QUEUE_URL": ("fanout.fifo", ordered),
        "REALITY_CHECK_QUEUE_URL": ("checks", {}),
        "ROUND_CLOCK_QUEUE_URL": ("clock", {}),
        "SETTLEMENT_QUEUE_URL": ("settlement", {}),
        "SUMMING_QUEUE_URL": ("summing", {}),
    }
    return {
        variable: client("sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
        for variable, (name, attributes) in queues.items()
    }
