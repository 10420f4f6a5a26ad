"""Refuse writes that overlap a transaction, as DynamoDB does.

MiniStack carries every request out in one go, so no two of them ever meet. DynamoDB's transactions
take a few milliseconds, hold their items as long, and other writes to these are refused [1]_:

- a plain `PutItem`, `UpdateItem` or `DeleteItem` with ``TransactionConflictException``;
- another transaction with ``TransactionCanceledException`` and, for each item that is held, the
  reason ``TransactionConflict``.

Plain writes never conflict with each other, and plain reads with nothing.

References
----------
.. [1] Amazon DynamoDB Developer Guide, "Amazon DynamoDB Transactions: How it works", "Transaction
   conflict handling in DynamoDB".
"""

from __future__ import annotations

import asyncio
import json
import os
from typing import TYPE_CHECKING, Any

from scripts.local_cloud.emulator import app, dynamodb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SECONDS = float(os.environ.get("CROUPIER_TRANSACTION_MILLISECONDS", "5")) / 1000

_PLAIN_WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem"})
_TRANSACTION = "TransactWriteItems"
_ONGOING = "Transaction is ongoing for the item"

_Answer = tuple[int, dict[str, str], bytes]
_Place = tuple[str, ...]


def apply() -> None:
    """Hold the items of transactions for as long as these would take."""
    serve = app.SERVICE_HANDLERS["dynamodb"]
    # All requests are served by one event loop, so nothing else needs to guard it.
    held: set[_Place] = set()

    async def serve_or_refuse(
        method: str, path: str, headers: Mapping[str, str], body: bytes, query: Any
    ) -> Any:
        action = headers.get("x-amz-target", "").rpartition(".")[2]
        if action in _PLAIN_WRITES:
            if _places([json.loads(body)])[0] in held:
                return _refusal("TransactionConflictException", {"message": _ONGOING})
        elif action == _TRANSACTION:
            return await transact(method, path, headers, body, query)
        return await serve(method, path, headers, body, query)

    async def transact(
        method: str, path: str, headers: Mapping[str, str], body: bytes, query: Any
    ) -> Any:
        parts = [
            part for each in json.loads(body).get("TransactItems", ()) for part in each.values()
        ]
        places = _places(parts)
        conflicts = [place in held for place in places]
        if any(conflicts):
            return _cancellation(conflicts)
        held.update(places)
        try:
            answer = await serve(method, path, headers, body, query)
            await asyncio.sleep(_SECONDS)
        finally:
            held.difference_update(places)
        return answer

    app.SERVICE_HANDLERS["dynamodb"] = serve_or_refuse


def _places(writes: Sequence[Mapping[str, Any]]) -> list[_Place]:
    """Return which item each write is about."""
    places = []
    for write in writes:
        name = str(write.get("TableName", ""))
        table = dynamodb._tables.get(name) or {}  # noqa: SLF001
        values = write.get("Key") or write.get("Item") or {}
        keys = (values.get(table.get(part)) for part in ("pk_name", "sk_name"))
        places.append((name, *(json.dumps(key) for key in keys)))
    return places


def _cancellation(conflicts: Sequence[bool]) -> _Answer:
    reasons = [
        {"Code": "TransactionConflict", "Message": _ONGOING} if conflict else {"Code": "None"}
        for conflict in conflicts
    ]
    codes = ", ".join(reason["Code"] for reason in reasons)
    message = (
        f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
    )
    return _refusal(
        "TransactionCanceledException", {"message": message, "CancellationReasons": reasons}
    )


def _refusal(code: str, told: Mapping[str, Any]) -> _Answer:
    headers = {"Content-Type": "application/x-amz-json-1.0", "x-amzn-errortype": code}
    return 400, headers, json.dumps({"__type": code, **told}).encode()
