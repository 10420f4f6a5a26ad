"""Payments read whole, for auditors; nobody else has the right to walk the table."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from casino.payments.deposit import Deposit
from casino.payments.payment import Payment
from casino.payments.repository import KEY_PREFIXES, payment_from_item, payment_key
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus
from casino.shared.dynamodb import ScanPage, ScanPosition, get_items, query, scan_pages, to_item
from casino.shared.pages import items_after

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_DAY_INDEX: Final = "changes_by_day"

# While a withdrawal is in one of these, its amount is in the wallet's `held`.
_HOLDING: Final = (WithdrawalStatus.PENDING_REVIEW, WithdrawalStatus.PROCESSING)


class PaymentAudit:
    """Reads every payment."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def pages(
        self, start: ScanPosition | None = None, *, segment: int = 0, segments: int = 1
    ) -> Iterator[ScanPage[Payment]]:
        """Yield all payments; parameters as of `scan_pages`."""
        for page in scan_pages(
            self._client, start, segment=segment, segments=segments, TableName=self._table
        ):
            read = map(payment_from_item, page.found)
            yield ScanPage([each for each in read if each is not None], page.next)

    def changed_on(self, day: str, after: ScanPosition | None, limit: int) -> ScanPage[Payment]:
        """Return some of the payments that changed last on a day that is over.

        Parameters
        ----------
        day : str
            ``2026-11-23``.
        after : ScanPosition or None
            Where these begin; `None` for the first ones.
        """
        items, end = items_after(
            self._client,
            after,
            partition=("changed_on", day),
            order=("pk", "sk"),
            limit=limit,
            TableName=self._table,
            IndexName=_DAY_INDEX,
        )
        places = [(self._table, {"pk": each["pk"], "sk": each["sk"]}) for each in items]
        read = (payment_from_item(item) for item in get_items(self._client, places) if item)
        return ScanPage([each for each in read if each is not None], end)

    def payments(
        self, keys: Sequence[tuple[type[Deposit] | type[Withdrawal], str, str]]
    ) -> list[Payment | None]:
        """Return payments by kind, player and id, in this order; `None` for what there isn't."""
        places = [(self._table, payment_key(*each)) for each in keys]
        found = get_items(self._client, places)
        return [payment_from_item(item) if item else None for item in found]

    def held(self, player_id: str) -> int:
        """Return what a player's withdrawals under way come to, read consistently."""
        items = query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :withdrawals)",
            ExpressionAttributeValues=to_item(
                {":pk": f"PLAYER#{player_id}", ":withdrawals": KEY_PREFIXES[Withdrawal]}
            ),
        )
        payments = map(payment_from_item, items)
        return sum(
            each.money.amount
            for each in payments
            if isinstance(each, Withdrawal) and each.status in _HOLDING
        )
