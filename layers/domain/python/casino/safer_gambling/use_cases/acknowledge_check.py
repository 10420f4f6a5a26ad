"""Let a player go on who knows how long they have played."""

from typing import TYPE_CHECKING

from casino.safer_gambling.play import with_check_seen
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from casino.parts import Parts


def acknowledge_check(parts: "Parts", player_id: str) -> None:
    """Note that a player has acknowledged the reality check that is due; nothing if none is.

    Raises
    ------
    NoWallet
    UnknownJurisdiction
    Contention
    """

    def attempt() -> None:
        now = parts.clock()
        before = parts.ledger.wallet(player_id)
        rules = parts.policies.at(before.jurisdiction, now).session
        after = with_check_seen(before, rules, now)
        if after is before:
            return
        work = UnitOfWork(parts.dynamodb)
        parts.ledger.change_standing(work, before, after)
        work.commit()

    retrying(attempt)
