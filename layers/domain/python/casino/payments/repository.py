"""Payments in DynamoDB.

==========================  ========================  =============================================
item                        key                       holds
==========================  ========================  =============================================
a deposit                   PLAYER#id, DEPOSIT#id     its charge, lease and first answer;
                                                      ``refundable`` once it has succeeded
a withdrawal                PLAYER#id, WITHDRAWAL#id  its transfers, lease and first answer
a reversal                  PLAYER#id, REVERSAL#id    what the provider took back (`reversals`)
a player's failures         PLAYER#id, FAILURES       when deposits failed lately (`failures`)
a provider's event          EVENT#provider#id, EVENT  what became of it (`events`)
==========================  ========================  =============================================

Ids are derived from idempotency keys, so a payment's item is its idempotency record, for ever.
Every change is written over the version it was made from and over no other.

What somebody still has to do something about carries ``queue`` and ``due_at``, the key of the
sparse index ``work``: ``open`` and ``deferred`` for the sweeper, ``review`` and ``parked`` for
people. What has ended has neither and costs the index nothing. Deposits and withdrawals are found
by the day of their last change, too (``changes_by_day``), for audits.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from botocore.exceptions import ClientError

from casino.payments.deposit import Deposit
from casino.payments.errors import Superseded, UnknownDeposit, UnknownWithdrawal
from casino.payments.payment import Payment
from casino.payments.transfer import Transfer
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus
from casino.payments.work_index import OPEN, REVIEW, WorkIndex
from casino.shared.clock import to_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item, get_items, is_condition_failure, query, to_item
from casino.shared.once import AlreadyDone
from casino.shared.pages import Page
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

P = TypeVar("P", bound=Payment)

_IS_NEW: Final = "attribute_not_exists(pk)"
_IS_UNCHANGED: Final = "version = :before"


class Payments:
    """Deposits and withdrawals."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table
        self._work = WorkIndex(client, table)

    def find(self, kind: type[P], player_id: str, payment_id: str) -> P | None:
        """Return a player's payment of this kind, or `None`."""
        item = get_item(self._client, self._table, payment_key(kind, player_id, payment_id))
        return _read(kind, item) if item else None

    def deposit(self, player_id: str, deposit_id: str) -> Deposit:
        """Return a player's deposit.

        Raises
        ------
        UnknownDeposit
            Also if it is another player's.
        """
        deposit = self.find(Deposit, player_id, deposit_id)
        if deposit is None:
            raise UnknownDeposit
        return deposit

    def withdrawal(self, player_id: str, withdrawal_id: str) -> Withdrawal:
        """Return a player's withdrawal.

        Raises
        ------
        UnknownWithdrawal
            Also if it is another player's.
        """
        withdrawal = self.find(Withdrawal, player_id, withdrawal_id)
        if withdrawal is None:
            raise UnknownWithdrawal
        return withdrawal

    def refundable_deposits(self, player_id: str) -> list[Deposit]:
        """Return a player's deposits that can take money back, newest first."""
        items = query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :deposits)",
            # Absent before a deposit succeeds, and an absent attribute compares as false.
            FilterExpression="refundable > :nothing",
            ExpressionAttributeValues=to_item(
                {":pk": f"PLAYER#{player_id}", ":deposits": KEY_PREFIXES[Deposit], ":nothing": 0}
            ),
        )
        deposits = [_read(Deposit, item) for item in items]
        return sorted(deposits, key=lambda each: each.created_at, reverse=True)

    def due(self, at: datetime, limit: int) -> list[Payment]:
        """Return open payments that the sweeper should look at, the longest overdue first."""
        return self._all(self._work.due(OPEN, to_rfc3339(at), limit))

    def overdue_reviews(self, asked_until: datetime, limit: int) -> list[Withdrawal]:
        """Return withdrawals that have waited for a person since then, the oldest first."""
        keys = self._work.due(REVIEW, to_rfc3339(asked_until), limit)
        return [
            each
            for each in self._all(keys)
            if isinstance(each, Withdrawal) and each.status is WithdrawalStatus.PENDING_REVIEW
        ]

    def awaiting_review(self, limit: int, cursor: str | None) -> Page[Withdrawal]:
        """Return a page of the withdrawals that wait for a person, the oldest first.

        Raises
        ------
        InvalidCursor
        """
        page = self._work.page(REVIEW, limit, cursor)
        waiting = (
            each
            for each in self._all(page.items)
            # The index may lag behind a decision.
            if isinstance(each, Withdrawal) and each.status is WithdrawalStatus.PENDING_REVIEW
        )
        return Page(list(waiting), page.next_cursor)

    def _all(self, keys: Iterable[Mapping[str, str]]) -> list[Payment]:
        items = get_items(self._client, [(self._table, key) for key in keys])
        return [payment for item in items if item and (payment := payment_from_item(item))]

    def save(self, before: Payment, after: P) -> P:
        """Write a change and return the changed payment.

        Raises
        ------
        Superseded
            If the payment changed since it was read.
        """
        item = to_item(_item(after))
        try:
            self._client.put_item(
                TableName=self._table,
                Item=item,
                ConditionExpression=_IS_UNCHANGED,
                ExpressionAttributeValues=to_item({":before": before.version}),
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            if not is_condition_failure(error):
                raise
            # The SDK repeats a write whose answer got lost and then meets what it wrote itself.
            # The lease's owner is random, so an equal item can be nobody else's.
            if error.response.get("Item") != item:
                raise Superseded from error
        return after

    def release(self, payment: Payment) -> None:
        """End the lease of a worker that gives up, so that the next need not wait for its end.

        Harmless if somebody else has taken the payment over: the lease is theirs then.
        """
        try:
            self._client.update_item(
                TableName=self._table,
                Key=to_item(payment_key(type(payment), payment.player_id, payment.payment_id)),
                UpdateExpression="SET lease_until = :ended",
                ConditionExpression="lease_owner = :owner",
                ExpressionAttributeValues=to_item({":ended": "", ":owner": payment.lease.owner}),
            )
        except ClientError as error:
            if not is_condition_failure(error):
                raise

    def add_start(self, work: UnitOfWork, payment: Payment) -> None:
        """Add a new payment to a unit of work.

        Raises at commit
        ----------------
        AlreadyDone
            If a copy of the same request was first.
        """
        work.put(
            self._table,
            _item(payment),
            condition=_IS_NEW,
            otherwise=lambda old: AlreadyDone(_read(type(payment), old or {})),
        )

    def add_save(self, work: UnitOfWork, before: Payment, after: Payment) -> None:
        """Add a change to a unit of work.

        Raises at commit
        ----------------
        Superseded
            If the payment changed since it was read.
        """
        work.put(
            self._table,
            _item(after),
            condition=_IS_UNCHANGED,
            values={":before": before.version},
            otherwise=lambda _old: Superseded(),
        )

    def add_change(self, work: UnitOfWork, before: Deposit, after: Deposit) -> None:
        """Add a change that whoever meets another one makes again.

        Raises at commit
        ----------------
        Contention
            If the deposit changed since it was read.
        """
        work.put(
            self._table,
            _item(after),
            condition=_IS_UNCHANGED,
            values={":before": before.version},
            otherwise=stale,
        )

    def add_reservation(self, work: UnitOfWork, player_id: str, transfer: Transfer) -> None:
        """Add the promise of a part of a deposit to a refund.

        Raises at commit
        ----------------
        Contention
            If another withdrawal was promised it first.
        """
        work.update(
            self._table,
            payment_key(Deposit, player_id, str(transfer.deposit_id)),
            "SET refundable = refundable - :part, version = version + :one",
            condition="refundable >= :part",
            values={":part": transfer.amount, ":one": 1},
            otherwise=stale,
        )

    def add_return(self, work: UnitOfWork, player_id: str, transfer: Transfer) -> None:
        """Add the return of what a refund was promised and never used."""
        work.update(
            self._table,
            payment_key(Deposit, player_id, str(transfer.deposit_id)),
            "SET refundable = refundable + :part, version = version + :one",
            condition="attribute_exists(refundable)",
            values={":part": transfer.amount, ":one": 1},
            otherwise=stale,
        )


KEY_PREFIXES: Final[dict[type[Payment], str]] = {Deposit: "DEPOSIT#", Withdrawal: "WITHDRAWAL#"}
_CODECS: Final[dict[type[Payment], Codec[Any]]] = {
    kind: Codec(kind, keys=("player_id", "payment_id"), flat={"money": "", "lease": "lease_"})
    for kind in KEY_PREFIXES
}


def payment_key(kind: type[Payment], player_id: str, payment_id: str) -> dict[str, str]:
    """Return where a payment stands."""
    return {"pk": f"PLAYER#{player_id}", "sk": KEY_PREFIXES[kind] + payment_id}


def payment_from_item(item: Item) -> Payment | None:
    """Read a payment's item; `None` for an item that is something else."""
    for kind, prefix in KEY_PREFIXES.items():
        if item["sk"].startswith(prefix):
            return _read(kind, item)
    return None


def _item(payment: Payment) -> Item:
    kind = type(payment)
    queue = _queue(payment)
    # Of what waits for a person, its age counts; the sweeper has no business with it.
    waits_since = payment.created_at if queue == REVIEW else payment.due_at
    return (
        payment_key(kind, payment.player_id, payment.payment_id)
        | _CODECS[kind].write(payment)
        | {"queue": queue, "due_at": (waits_since or payment.created_at) if queue else None}
        | {"changed_on": payment.updated_at[:10]}
    )


def _queue(payment: Payment) -> str | None:
    match payment:
        case Deposit() if payment.is_open:
            return OPEN
        case Withdrawal(status=WithdrawalStatus.PROCESSING):
            return OPEN
        case Withdrawal(status=WithdrawalStatus.PENDING_REVIEW):
            return REVIEW
        case _:
            return None


def _read(kind: type[P], item: Item) -> P:
    read: P = _CODECS[kind].read(
        item,
        player_id=item["pk"].removeprefix("PLAYER#"),
        payment_id=item["sk"].removeprefix(KEY_PREFIXES[kind]),
    )
    return read
