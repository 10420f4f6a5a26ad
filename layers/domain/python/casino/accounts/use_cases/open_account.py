"""Give an identity its profile and its wallet."""

from contextlib import suppress
from typing import TYPE_CHECKING

from casino.accounts.errors import ProfileExists
from casino.accounts.model import Profile
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Wallet

if TYPE_CHECKING:
    from casino.parts import Parts


def open_account(parts: "Parts", profile: Profile) -> None:
    """Write a player's profile and open their wallet, together or not at all.

    Harmless when repeated: whoever comes second finds that it is done.

    Raises
    ------
    Contention
        If others kept working on the same account.
    """
    wallet = Wallet(profile.player_id, profile.particulars.currency, updated_at=profile.created_at)

    def attempt() -> None:
        work = UnitOfWork(parts.dynamodb)
        parts.profiles.add(work, profile)
        parts.ledger.open_wallet(work, wallet)
        work.commit()

    with suppress(ProfileExists):
        retrying(attempt)
