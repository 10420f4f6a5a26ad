"""What changed on a day, found without looking at all the rest.

Items that audits have to see are in an index of their table by the day of their last change: an
attribute ``changed_on``, such as ``2026-11-23``.
"""

from typing import TYPE_CHECKING, Final

from casino.shared.dynamodb import Item, ScanPage, ScanPosition, get_items
from casino.shared.pages import items_after

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_DAY_INDEX: Final = "changes_by_day"


def items_changed_on(
    client: "DynamoDBClient", table: str, day: str, after: ScanPosition | None, limit: int
) -> ScanPage[Item]:
    """Return some of a table's items that changed last on a day that is over.

    Parameters
    ----------
    day : str
        ``2026-11-23``.
    after : ScanPosition or None
        Where these begin; `None` for the first ones.
    """
    places, end = items_after(
        client,
        after,
        partition=("changed_on", day),
        order=("pk", "sk"),
        limit=limit,
        TableName=table,
        IndexName=_DAY_INDEX,
    )
    keys = [(table, {"pk": each["pk"], "sk": each["sk"]}) for each in places]
    return ScanPage([item for item in get_items(client, keys) if item], end)
