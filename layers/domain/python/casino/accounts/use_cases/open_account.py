"""Give an identity its profile and its wallet."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from casino.accounts.admission import must_not_resemble
from casino.accounts.errors import ProfileExists
from casino.accounts.model import Profile
from casino.policies import Policy
from casino.safer_gambling.use_cases.find_resemblance import find_resemblance
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
    ExcludedElsewhere
        If they have excluded themselves under another address, by what the policy goes.
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
        now = parts.clock()
        traits = parts.excluded_people.look(particulars.person)
        resemblance = find_resemblance(parts, traits, now)
        must_not_resemble(resemblance, policy.exclusion)
        work = UnitOfWork(parts.dynamodb)
        parts.profiles.add(work, profile)
        parts.ledger.open_wallet(work, wallet)
        # Who excludes themselves at this very moment is found by another look.
        parts.excluded_people.demand(work, traits)
        if resemblance.players:
            parts.excluded_people.note(work, profile.player_id, resemblance, now)
        work.commit()

    with suppress(ProfileExists):
        retrying(attempt)
