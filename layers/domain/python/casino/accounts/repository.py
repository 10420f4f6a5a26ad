"""Profiles in DynamoDB.

====================  ======================  ======================================================
item                  key                     attributes
====================  ======================  ======================================================
a player's profile    PLAYER#id, PROFILE      ``email``, ``display_name``, ``date_of_birth``,
                                              ``country``, ``currency``, ``status``,
                                              ``kyc_status``, ``locale``, ``marketing``,
                                              ``created_at``, ``last_login_at``,
                                              ``previous_login_at``, ``version``
====================  ======================  ======================================================

No index leads from an address to a player: Cognito knows addresses, and nobody else has to.
"""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Final

from casino.accounts.errors import NoProfile, ProfileExists
from casino.accounts.model import AccountStatus, KycStatus, Marketing, Particulars, Profile
from casino.shared.dynamodb import Item, get_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_SORT_KEY: Final = "PROFILE"


class Profiles:
    """Players' profiles.

    Parameters
    ----------
    client : DynamoDBClient
    table : str
    """

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

    def add(self, work: UnitOfWork, profile: Profile) -> None:
        """Add a new profile to a unit of work.

        Raises at commit
        ----------------
        ProfileExists
        """
        work.put(self._table, _to_item(profile), otherwise=lambda _old: ProfileExists())

    def replace(self, before: Profile, after: Profile) -> None:
        """Write a changed profile.

        Raises
        ------
        Contention
            If it changed since it was read.
        """
        work = UnitOfWork(self._client)
        work.put(
            self._table,
            _to_item(after),
            condition="version = :before",
            values={":before": before.version},
            otherwise=stale,
        )
        work.commit()


def _key(player_id: str) -> dict[str, str]:
    return {"pk": f"PLAYER#{player_id}", "sk": _SORT_KEY}


def _to_item(profile: Profile) -> Item:
    particulars = profile.particulars
    return _key(profile.player_id) | {
        "email": particulars.email,
        "display_name": particulars.display_name,
        "date_of_birth": particulars.date_of_birth.isoformat(),
        "country": particulars.country,
        "currency": particulars.currency,
        "status": profile.status,
        "kyc_status": profile.kyc_status,
        "locale": profile.locale,
        "marketing": asdict(profile.marketing),
        "created_at": profile.created_at,
        "last_login_at": profile.last_login_at,
        "previous_login_at": profile.previous_login_at,
        "version": profile.version,
    }


def profile_from_item(item: Item) -> Profile:
    """Read a profile's item."""
    return Profile(
        player_id=item["pk"].removeprefix("PLAYER#"),
        particulars=Particulars(
            email=item["email"],
            display_name=item["display_name"],
            date_of_birth=date.fromisoformat(item["date_of_birth"]),
            country=item["country"],
            currency=item["currency"],
        ),
        status=AccountStatus(item["status"]),
        kyc_status=KycStatus(item["kyc_status"]),
        locale=item["locale"],
        marketing=Marketing(**item["marketing"]),
        created_at=item["created_at"],
        last_login_at=item.get("last_login_at"),
        previous_login_at=item.get("previous_login_at"),
        version=item["version"],
    )
