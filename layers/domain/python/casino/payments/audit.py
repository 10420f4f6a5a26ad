"""Payments read whole, for auditors; nobody else has the right to walk the table."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from casino.payments.deposit import Deposit
from casino.payments.payment import Payment
from casino.payments.repository import KEY_PREFIXES, payment_from_item, payment_key
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus
from casino.shared.changes import items_changed_on
from casino.shared.dynamodb import ScanPage, ScanPosition, get_items, query, scan_pages, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

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
        """Return some of the payments that changed last on a day; as `items_changed_on`."""
        page = items_changed_on(self._client, self._table, day, after, limit)
        read = map(payment_from_item, page.found)
        return ScanPage([each for each in read if each is not None], page.next)

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
