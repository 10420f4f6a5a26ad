"""Profiles in DynamoDB.

====================  ======================  ======================================================
item                  key                     attributes
====================  ======================  ======================================================
a player's profile    PLAYER#id, PROFILE      ``email``, ``display_name``, ``date_of_birth``,
                                              ``country``, ``currency``, ``status``,
                                              ``kyc_status``, ``locale``, ``marketing``,
                                              ``created_at``, ``last_login_at``,
                                              ``previous_login_at``, ``version``,
                                              ``jurisdiction``
====================  ======================  ======================================================

No index leads from an address to a player: Cognito knows addresses, and nobody else has to.
"""

from typing import TYPE_CHECKING, Final

from casino.accounts.errors import NoProfile, ProfileExists
from casino.accounts.model import Profile
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item
from casino.shared.reading import Reading, Wanted, required
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_SORT_KEY: Final = "PROFILE"
_CODEC: Final = Codec(Profile, keys=("player_id",), flat={"particulars": ""})


class Profiles:
    """Players' profiles."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def find(self, player_id: str) -> Profile | None:
        """Return a player's profile, or `None`."""
        item = get_item(self._client, self._table, _key(player_id))
        return profile_from_item(item) if item else None

    def get(self, player_id: str) -> Profile:
        """Return a player's profile.

        Raises
        ------
        NoProfile
        """
        profile = self.find(player_id)
        if profile is None:
            raise NoProfile
        return profile

    def want(self, reading: Reading, player_id: str) -> Wanted[Profile]:
        """Add a player's profile to a reading; its value raises `NoProfile` where there is none."""
        return reading.want((self._table, _key(player_id)), required(profile_from_item, NoProfile))

    def add(self, work: UnitOfWork, profile: Profile) -> None:
        """Add a new profile to a unit of work.

        Raises at commit
        ----------------
        ProfileExists
        """
        work.put(self._table, _item(profile), otherwise=lambda _old: ProfileExists())

    def replace(self, before: Profile, after: Profile) -> None:
        """Write a changed profile.

        Raises
        ------
        Contention
            If it changed since it was read.
        """
        work = UnitOfWork(self._client)
        self.add_change(work, before, after)
        work.commit()

    def add_change(self, work: UnitOfWork, before: Profile, after: Profile) -> None:
        """Add a changed profile to a unit of work.

        Raises at commit
        ----------------
        Contention
            If it changed since it was read.
        """
        work.put(
            self._table,
            _item(after),
            condition="version = :before",
            values={":before": before.version},
            otherwise=stale,
        )


def _key(player_id: str) -> dict[str, str]:
    return {"pk": f"PLAYER#{player_id}", "sk": _SORT_KEY}


def profile_from_item(item: Item) -> Profile:
    """Read a profile's item."""
    return _CODEC.read(item, player_id=item["pk"].removeprefix("PLAYER#"))


def _item(profile: Profile) -> Item:
    return _key(profile.player_id) | _CODEC.write(profile)
