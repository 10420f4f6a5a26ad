"""Many writes, one commit, and for each refused condition its own error."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from casino.shared.dynamodb import Item, from_item, to_item
from casino.shared.errors import Contention, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Refusal = Callable[[Item | None], Exception]

# DynamoDB's own limit on one transaction.
MAX_WRITES: Final = 100

# Nothing was written and nothing is wrong with what was asked: the same may succeed at once.
_TRANSIENT_REASONS: Final = {"TransactionConflict", "ThrottlingError"}


class UnitOfWork:
    """The writes of one use case, committed together or not at all.

    Contexts add their writes; the use case commits once. Where several conditions fail at the same
    time, the write that was added first names the error, so add the most telling one first.

    Examples
    --------
    >>> work = UnitOfWork(client)                                         # doctest: +SKIP
    >>> work.put("wallet", entry, condition="attribute_not_exists(pk)",
    ...          otherwise=lambda old: AlreadyDone(old))
    >>> work.commit()
    """

    def __init__(self, client: "DynamoDBClient") -> None:
        self._client = client
        self._writes: list[dict[str, Any]] = []
        self._refusals: list[Refusal] = []
        self._afterwards: list[Callable[[], None]] = []

    def then(self, act: Callable[[], None]) -> None:
        """Have something done as soon as everything is written, in the order in which it is said.

        It may be lost in a crash, so it must be something that is made up for elsewhere: a message
        that a stream or a sweeper sends again.
        """
        self._afterwards.append(act)

    def put(
        self,
        table: str,
        item: Mapping[str, Any],
        *,
        condition: str = "attribute_not_exists(pk)",
        names: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
        otherwise: Refusal,
    ) -> None:
        """Write an item whole; by default only where there is none yet.

        Parameters
        ----------
        condition : str
            A DynamoDB condition expression.
        names, values : mapping, optional
            What its ``#names`` and ``:values`` stand for.
        otherwise : callable
            Takes the item that stood in the way, or `None`, and returns the error to raise.
        """
        request = {"Item": to_item(item)} | _condition(condition, names, values)
        self._add("Put", table, request, otherwise)

    def update(
        self,
        table: str,
        key: Mapping[str, str],
        expression: str,
        *,
        condition: str | None,
        names: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
        otherwise: Refusal,
    ) -> None:
        """Change an item; parameters as in `put`, and `None` where it need not be there."""
        request = {"Key": to_item(key), "UpdateExpression": expression}
        self._add("Update", table, request | _condition(condition, names, values), otherwise)

    def delete(
        self,
        table: str,
        key: Mapping[str, str],
        *,
        condition: str | None,
        values: Mapping[str, Any] | None = None,
        otherwise: Refusal,
    ) -> None:
        """Remove an item; parameters as in `put`, and `None` where it need not be there."""
        request = {"Key": to_item(key)} | _condition(condition, None, values)
        self._add("Delete", table, request, otherwise)

    def check(
        self,
        table: str,
        key: Mapping[str, str],
        *,
        condition: str,
        names: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
        otherwise: Refusal,
    ) -> None:
        """Demand something of an item that this unit of work leaves as it is."""
        request = {"Key": to_item(key)} | _condition(condition, names, values)
        self._add("ConditionCheck", table, request, otherwise)

    def commit(self) -> None:
        """Write everything, or nothing.

        Raises
        ------
        Exception
            What the first refused write's `otherwise` returned.
        Contention
            If another transaction was busy with one of the items, or DynamoDB with too much.
        Unavailable
            If it is written, and what was to be done then could not be.
        """
        if not self._writes:
            return
        try:
            self._client.transact_write_items(TransactItems=self._writes)  # type: ignore[arg-type]
        except ClientError as error:
            raise self._translated(error) from error
        try:
            for act in self._afterwards:
                act()
        except Contention as error:
            # Nobody may take what is written for refused, and do it again.
            raise Unavailable from error

    def _add(self, kind: str, table: str, request: dict[str, Any], otherwise: Refusal) -> None:
        if len(self._writes) == MAX_WRITES:
            raise ValueError(f"a transaction takes at most {MAX_WRITES} writes")
        request["TableName"] = table
        request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
        self._writes.append({kind: request})
        self._refusals.append(otherwise)

    def _translated(self, error: ClientError) -> Exception:
        reasons: list[dict[str, Any]] = error.response.get("CancellationReasons", [])  # type: ignore[assignment]
        for reason, refusal in zip(reasons, self._refusals, strict=False):
            if reason["Code"] == "ConditionalCheckFailed":
                old = from_item(reason["Item"]) if reason.get("Item") else None
                return refusal(old)
        if any(reason["Code"] in _TRANSIENT_REASONS for reason in reasons):
            return Contention()
        return error


def _condition(
    condition: str | None, names: Mapping[str, str] | None, values: Mapping[str, Any] | None
) -> dict[str, Any]:
    request: dict[str, Any] = {"ConditionExpression": condition} if condition else {}
    if names:
        request["ExpressionAttributeNames"] = dict(names)
    if values:
        request["ExpressionAttributeValues"] = to_item(values)
    return request


def stale(_old: Item | None) -> Exception:
    """Say that an item changed after it was read: read again, decide again."""
    return Contention()
