"""Find out whether somebody who registers has excluded themselves under another address."""

from datetime import datetime
from typing import TYPE_CHECKING

from casino.safer_gambling.excluded_people import Traits
from casino.safer_gambling.likeness import Resemblance
from casino.wallet import BarReason, NoWallet

if TYPE_CHECKING:
    from casino.parts import Parts


def find_resemblance(parts: "Parts", traits: Traits, now: datetime) -> Resemblance:
    """Return whom of those who are excluded now somebody resembles."""
    found = {
        likeness: [each for each in players if _is_excluded(parts, each, now)]
        for likeness, players in traits.players().items()
    }
    return Resemblance({likeness: players for likeness, players in found.items() if players})


def _is_excluded(parts: "Parts", player_id: str, now: datetime) -> bool:
    try:
        return parts.ledger.wallet(player_id).stands(BarReason.SELF_EXCLUSION, now)
    except NoWallet:
        return False
