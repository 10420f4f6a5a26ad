"""Give an identity its profile and its wallet."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casino.accounts.directory import Directory
from casino.accounts.errors import ProfileExists
from casino.accounts.model import Confirmation, Profile
from casino.accounts.repository import Profiles
from casino.shared.clock import Clock
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Ledger, Wallet

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True)
class Registrar:
    """What it takes to register players and to sign them in."""

    client: "DynamoDBClient"
    directory: Directory
    profiles: Profiles
    ledger: Ledger
    confirmation: Confirmation
    clock: Clock


def open_account(registrar: Registrar, profile: Profile) -> None:
    """Write a player's profile and open their wallet, together or not at all.

    Harmless when repeated: whoever comes second finds that it is done.

    Raises
    ------
    Contention
        If others kept working on the same account.
    """
    wallet = Wallet(profile.player_id, profile.particulars.currency, updated_at=profile.created_at)

    def attempt() -> None:
        work = UnitOfWork(registrar.client)
        registrar.profiles.add(work, profile)
        registrar.ledger.open_wallet(work, wallet)
        work.commit()

    with suppress(ProfileExists):
        retrying(attempt)
