"""What DynamoDB refuses because others are at the same items, answered in one place.

A transaction holds its items for some milliseconds. A plain write to one of them meanwhile is
refused with ``TransactionConflictException``, which the SDK does not try again by itself. Nothing
was written, so the same request may simply go again; here it does, after a short random wait. What
is refused even then, and what is throttled for longer than the SDK is patient, becomes
`Contention`: no call site has to know how DynamoDB says it.

A whole transaction that is refused is another matter: what it was decided on may have changed. So
`UnitOfWork` says `Contention` at once, and its use case reads and decides anew.
"""

import random
import time
from collections.abc import Mapping
from typing import Any, Final

from casino.shared.errors import Contention

# Both last for as long as somebody else's transaction does.
_FIRST_WAIT_SECONDS: Final = 0.01
_LONGEST_WAIT_SECONDS: Final = 0.2
_BUDGET_SECONDS: Final = 2.0

_CONFLICT: Final = "TransactionConflictException"
_BUSY: Final = frozenset(
    {
        _CONFLICT,
        "TransactionInProgressException",
        "ThrottlingException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
    }
)


def answer_conflicts(client: Any) -> None:
    """Have a DynamoDB client wait for others' transactions, and say `Contention` if in vain."""
    client.meta.events.register("needs-retry.dynamodb", _wait)
    client.meta.events.register("after-call.dynamodb", _translate)


def _wait(
    response: tuple[Any, Mapping[str, Any]] | None,
    attempts: int,
    request_dict: Mapping[str, Any],
    **_kwargs: Any,
) -> float | None:
    """Return how long to wait before the request goes again; `None` if it should not."""
    if response is None or _code(response[1]) != _CONFLICT:
        return None
    now = time.monotonic()
    give_up_at = request_dict["context"].setdefault("conflict_budget_ends", now + _BUDGET_SECONDS)
    bound = min(_LONGEST_WAIT_SECONDS, _FIRST_WAIT_SECONDS * 2 ** min(attempts - 1, 10))
    if now + bound > give_up_at:
        return None
    return random.uniform(0, bound)  # noqa: S311 - jitter, no secret


def _translate(parsed: Mapping[str, Any], **_kwargs: Any) -> None:
    if _code(parsed) in _BUSY:
        raise Contention


def _code(parsed: Mapping[str, Any]) -> str:
    return str(parsed.get("Error", {}).get("Code", ""))
