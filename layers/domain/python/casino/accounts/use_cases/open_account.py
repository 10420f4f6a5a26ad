"""Give an identity its profile and its wallet."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from casino.accounts.errors import ProfileExists
from casino.accounts.model import Profile
from casino.policies import Policy
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Wallet

if TYPE_CHECKING:
    from casino.parts import Parts


def open_account(parts: "Parts", profile: Profile, policy: Policy) -> None:
    """Write a player's profile and open their wallet, together or not at all.

    From now on the player comes under this policy's jurisdiction.

    Harmless when repeated: whoever comes second finds that it is done.

    Raises
    ------
    Contention
        If others kept working on the same account.
    """
    profile = replace(profile, jurisdiction=policy.jurisdiction)
    particulars = profile.particulars
    wallet = Wallet(
        profile.player_id,
        particulars.currency,
        updated_at=profile.created_at,
        time_zone=policy.time_zone,
        jurisdiction=policy.jurisdiction,
        born_on=particulars.date_of_birth,
    )

    def attempt() -> None:
        work = UnitOfWork(parts.dynamodb)
        parts.profiles.add(work, profile)
        parts.ledger.open_wallet(work, wallet)
        work.commit()

    with suppress(ProfileExists):
        retrying(attempt)
