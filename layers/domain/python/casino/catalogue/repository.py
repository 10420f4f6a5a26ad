"""The catalogue in DynamoDB.

==========  ===================
item        key
==========  ===================
a game      GAMES, GAME#id
==========  ===================

All games share one partition: a casino has thousands at most, they seldom change, and the edge
caches what is read, so a list is one query in a stable order and needs no index for its filters.
"""

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from casino.catalogue.model import Listing
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item, query, to_item
from casino.shared.pages import Page, from_cursor, to_cursor
from casino.shared.reading import Reading, Wanted, if_there

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PARTITION: Final = "GAMES"
_CODEC: Final = Codec(Listing, keys=("game_id",))


class Catalogue:
    """The games on offer."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def want(self, reading: Reading, game_id: str) -> Wanted[Listing | None]:
        """Add a game to a reading."""
        return reading.want((self._table, _key(game_id)), if_there(listing_from_item))

    def game(self, game_id: str) -> Listing | None:
        """Return what is said of a game, or `None` where it is not offered."""
        item = get_item(self._client, self._table, _key(game_id))
        return listing_from_item(item) if item else None

    def games(
        self,
        *,
        category: str | None = None,
        provider: str | None = None,
        text: str | None = None,
        limit: int,
        cursor: str | None = None,
    ) -> Page[Listing]:
        """Return a page of games, in the order of their ids.

        Parameters
        ----------
        category, provider : str, optional
            Only games of exactly this category, this provider.
        text : str, optional
            Only games with this in their name, category or provider, in any case.
        limit : int
            A page holds this many unless it is the last one.

        Raises
        ------
        InvalidCursor
        """
        start = from_cursor(cursor, "game_id")
        filters = (
            ("category = :category", ":category", category),
            ("provider = :provider", ":provider", provider),
            ("contains(search_text, :text)", ":text", text.casefold() if text else None),
        )
        chosen = [each for each in filters if each[2] is not None]
        values = {name: value for _, name, value in chosen}
        request: dict[str, Any] = {
            "TableName": self._table,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": to_item({":pk": _PARTITION} | values),
        }
        if start:
            request["ExclusiveStartKey"] = to_item(_key(start["game_id"]))
        if chosen:
            request["FilterExpression"] = " AND ".join(condition for condition, _, _ in chosen)
        else:
            # A limit counts items before the filter, so it would only split filtered reads.
            request["Limit"] = limit + 1
        # One more than asked for tells whether another page follows.
        found = [*map(listing_from_item, islice(query(self._client, **request), limit + 1))]
        games, more = found[:limit], len(found) > limit
        return Page(games, to_cursor({"game_id": games[-1].game_id} if more else None))

    def put(self, listing: Listing) -> None:
        """Offer a game, or replace what is said of it."""
        item = _key(listing.game_id) | _values(listing)
        self._client.put_item(TableName=self._table, Item=to_item(item))


def _key(game_id: str) -> dict[str, str]:
    return {"pk": _PARTITION, "sk": f"GAME#{game_id}"}


def _values(listing: Listing) -> Item:
    search_text = f"{listing.name} {listing.category} {listing.provider}".casefold()
    return _CODEC.write(listing) | {"search_text": search_text}


def listing_from_item(item: Item) -> Listing:
    """Read what is said of a game."""
    return _CODEC.read(item, game_id=item["sk"].removeprefix("GAME#"))
