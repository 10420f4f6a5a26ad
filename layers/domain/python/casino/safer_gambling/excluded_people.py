"""Who has excluded themselves, known again under another address; in DynamoDB.

======================  =========================  ================================================
item                    key                        attributes
======================  =========================  ================================================
what tells somebody     PERSON#pseudonym, PERSON   ``players`` who excluded themselves, ``version``
who resembles them      PLAYER#id, RESEMBLANCE     ``players`` by likeness, ``at``
======================  =========================  ================================================

Whether such a player is excluded at a moment is said by their wallet. A pseudonym is a keyed hash
(`casino.safer_gambling.likeness`); without the key nothing here tells an address or a name.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from casino.safer_gambling.likeness import Likeness, Person, Resemblance, pseudonyms_of
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import Item, get_items
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_RESEMBLANCE: Final = "RESEMBLANCE"


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells somebody, and who excluded themselves of whom it tells the same.

    Attributes
    ----------
    items : mapping of Likeness to (str, Item or None)
        The pseudonym, and what is kept under it.
    """

    items: Mapping[Likeness, tuple[str, Item | None]]

    def players(self) -> dict[Likeness, list[str]]:
        """Return who ever excluded themselves, by what they are alike."""
        return {
            likeness: list(item["players"]) for likeness, (_, item) in self.items.items() if item
        }


class ExcludedPeople:
    """Those who have ever excluded themselves.

    Parameters
    ----------
    key : callable
        Returns the key of the pseudonyms, once one is needed.
    """

    def __init__(self, client: "DynamoDBClient", table: str, key: Callable[[], bytes]) -> None:
        self._client = client
        self._table = table
        self._key = key

    def look(self, person: Person) -> Traits:
        """Return what is known of what tells somebody, read consistently."""
        pseudonyms = pseudonyms_of(person, self._key())
        items = get_items(self._client, [(self._table, _key(each)) for each in pseudonyms.values()])
        return Traits(
            {
                likeness: (pseudonym, item)
                for (likeness, pseudonym), item in zip(pseudonyms.items(), items, strict=True)
            }
        )

    def add(self, work: UnitOfWork, traits: Traits, player_id: str) -> None:
        """Add to a unit of work that somebody excludes themselves.

        Whoever opens an account by what was known before, looks again.

        Raises at commit
        ----------------
        Contention
            If somebody who is alike did so as well.
        """
        for pseudonym, item in traits.items.values():
            players = sorted({*(item or {}).get("players", ()), player_id})
            version = (item or {}).get("version", 0)
            work.put(
                self._table,
                _key(pseudonym) | {"players": players, "version": version + 1},
                **_as_read(version),
            )

    def demand(self, work: UnitOfWork, traits: Traits) -> None:
        """Demand in a unit of work that nobody who is alike has excluded themselves meanwhile.

        Raises at commit
        ----------------
        Contention
        """
        for pseudonym, item in traits.items.values():
            work.check(self._table, _key(pseudonym), **_as_read((item or {}).get("version", 0)))

    def note(
        self, work: UnitOfWork, player_id: str, resemblance: Resemblance, at: datetime
    ) -> None:
        """Add to a unit of work whom a new player resembles, for the house to look into."""
        item = {
            "pk": f"PLAYER#{player_id}",
            "sk": _RESEMBLANCE,
            "players": {str(each): ids for each, ids in resemblance.players.items()},
            "at": to_rfc3339(at),
        }
        work.put(self._table, item, otherwise=stale)


def resemblances_among(items: Iterable[Item]) -> list[tuple[str, str, Resemblance]]:
    """Return the resemblances among the items of the table's stream: of whom, since when, which."""
    return [
        (
            item["pk"].removeprefix("PLAYER#"),
            item["at"],
            Resemblance({Likeness(each): list(ids) for each, ids in item["players"].items()}),
        )
        for item in items
        if item["sk"] == _RESEMBLANCE
    ]


def _key(pseudonym: str) -> dict[str, str]:
    return {"pk": f"PERSON#{pseudonym}", "sk": "PERSON"}


def _as_read(version: int) -> dict[str, Any]:
    if not version:
        return {"condition": "attribute_not_exists(pk)", "otherwise": stale}
    return {
        "condition": "version = :version_read",
        "values": {":version_read": version},
        "otherwise": stale,
    }
