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
people. What has ended has neither and costs the index nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from botocore.exceptions import ClientError

from casino.payments.deposit import Deposit, DepositStatus
from casino.payments.errors import AlreadyStarted, NoSuchDeposit, NoSuchWithdrawal, Superseded
from casino.payments.payment import Lease, Payment
from casino.payments.provider import FailureReason
from casino.payments.transfer import Transfer, TransferKind, TransferStatus
from casino.payments.withdrawal import Review, Withdrawal, WithdrawalStatus
from casino.payments.work_index import OPEN, REVIEW, WorkIndex
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import (
    Item,
    get_item,
    get_items,
    is_condition_failure,
    query,
    to_item,
)
from casino.shared.money import Money
from casino.shared.pages import Page
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

P = TypeVar("P", bound=Payment)

_IS_NEW: Final = "attribute_not_exists(pk)"
_IS_UNCHANGED: Final = "version = :before"


class Payments:
    """Deposits and withdrawals.

    Parameters
    ----------
    client : DynamoDBClient
    table : str
    """

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
        NoSuchDeposit
            Also if it is another player's.
        """
        deposit = self.find(Deposit, player_id, deposit_id)
        if deposit is None:
            raise NoSuchDeposit
        return deposit

    def withdrawal(self, player_id: str, withdrawal_id: str) -> Withdrawal:
        """Return a player's withdrawal.

        Raises
        ------
        NoSuchWithdrawal
            Also if it is another player's.
        """
        withdrawal = self.find(Withdrawal, player_id, withdrawal_id)
        if withdrawal is None:
            raise NoSuchWithdrawal
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

    def start(self, payment: Payment) -> None:
        """Write a new payment.

        Raises
        ------
        AlreadyStarted
            If a copy of the same request was first.
        """
        if not self._put(payment, _IS_NEW):
            raise AlreadyStarted

    def save(self, before: Payment, after: P) -> P:
        """Write a change and return the changed payment.

        Raises
        ------
        Superseded
            If the payment changed since it was read.
        """
        if not self._put(after, _IS_UNCHANGED, {":before": before.version}):
            raise Superseded
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
        AlreadyStarted
            If a copy of the same request was first.
        """
        work.put(
            self._table,
            _item(payment),
            condition=_IS_NEW,
            otherwise=lambda _old: AlreadyStarted(),
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

    def _put(
        self, payment: Payment, condition: str, values: Mapping[str, Any] | None = None
    ) -> bool:
        """Write a payment; tell whether it stands as written."""
        item = to_item(_item(payment))
        request: dict[str, Any] = {"TableName": self._table, "Item": item}
        if values:
            request["ExpressionAttributeValues"] = to_item(values)
        try:
            self._client.put_item(
                **request,
                ConditionExpression=condition,
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            if not is_condition_failure(error):
                raise
            # The SDK repeats a write whose answer got lost and then meets what it wrote itself.
            # The lease's owner is random, so an equal item can be nobody else's.
            return bool(error.response.get("Item") == item)
        return True


KEY_PREFIXES: Final[dict[type[Payment], str]] = {Deposit: "DEPOSIT#", Withdrawal: "WITHDRAWAL#"}


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
    shared = payment_key(type(payment), payment.player_id, payment.payment_id) | {
        "amount": payment.money.amount,
        "currency": payment.money.currency,
        "fingerprint": payment.fingerprint,
        "created_at": payment.created_at,
        "updated_at": payment.updated_at,
        "provider": payment.provider,
        "lease_owner": payment.lease.owner,
        "lease_until": payment.lease.until,
        "attempts": payment.attempts,
        "version": payment.version,
        "answer": payment.answer,
        "queue": _queue(payment),
    }
    if shared["queue"]:
        # Of what waits for a person, its age counts; the sweeper has no business with it.
        waits_since = payment.created_at if shared["queue"] == REVIEW else payment.due_at
        shared["due_at"] = waits_since or payment.created_at
    match payment:
        case Deposit():
            return shared | _deposit_values(payment)
        case Withdrawal():
            return shared | _withdrawal_values(payment)
        case _:
            raise TypeError(f"{type(payment).__name__} is not stored")


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


def _deposit_values(deposit: Deposit) -> Item:
    return {
        "status": deposit.status,
        "payment_method": deposit.payment_method,
        "reference": deposit.reference,
        "failure_reason": deposit.failure_reason,
        "client_secret": deposit.client_secret,
        "refundable": deposit.refundable,
        "reversed_amount": deposit.reversed_amount or None,
    }


def _withdrawal_values(withdrawal: Withdrawal) -> Item:
    review = withdrawal.review
    return {
        "status": withdrawal.status,
        "review": review and asdict(review),
        "transfers": [
            {
                "kind": each.kind,
                "amount": each.amount,
                "deposit_id": each.deposit_id,
                "charge_reference": each.charge_reference,
                "status": each.status,
                "reference": each.reference,
                "failure_reason": each.failure_reason,
            }
            for each in withdrawal.transfers
        ],
    }


def _read(kind: type[P], item: Item) -> P:
    shared: dict[str, Any] = {
        "player_id": item["pk"].removeprefix("PLAYER#"),
        "payment_id": item["sk"].removeprefix(KEY_PREFIXES[kind]),
        "money": Money(item["amount"], item["currency"]),
        "lease": Lease(item["lease_owner"], item["lease_until"]),
        "answer": item.get("answer"),
        "due_at": item.get("due_at"),
    }
    for name in ("fingerprint", "created_at", "updated_at", "provider", "attempts", "version"):
        shared[name] = item[name]
    values = _read_deposit(item) if kind is Deposit else _read_withdrawal(item)
    return kind(**shared, **values)


def _read_deposit(item: Item) -> dict[str, Any]:
    reason = item.get("failure_reason")
    return {
        "status": DepositStatus(item["status"]),
        "payment_method": item["payment_method"],
        "reference": item.get("reference"),
        "failure_reason": FailureReason(reason) if reason else None,
        "client_secret": item.get("client_secret"),
        "refundable": item.get("refundable"),
        "reversed_amount": item.get("reversed_amount", 0),
    }


def _read_withdrawal(item: Item) -> dict[str, Any]:
    return {
        "status": WithdrawalStatus(item["status"]),
        "transfers": tuple(_read_transfer(each) for each in item["transfers"]),
        "review": Review(**item["review"]) if item.get("review") else None,
    }


def _read_transfer(values: Item) -> Transfer:
    reason = values["failure_reason"]
    return Transfer(
        kind=TransferKind(values["kind"]),
        amount=values["amount"],
        deposit_id=values["deposit_id"],
        charge_reference=values["charge_reference"],
        status=TransferStatus(values["status"]),
        reference=values["reference"],
        failure_reason=FailureReason(reason) if reason else None,
    )
