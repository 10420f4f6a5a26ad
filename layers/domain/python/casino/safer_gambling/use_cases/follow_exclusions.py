"""Do what follows once a player keeps themselves away."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casino.bus import BusEvent
from casino.channels import Draft, player_channel
from casino.safer_gambling.messages import AccountReinstated, AccountRestricted
from casino.safer_gambling.model import Exclusion, ExclusionKind
from casino.sessions import Closing
from casino.shared.clock import from_rfc3339

if TYPE_CHECKING:
    from casino.parts import Parts


def close_doors(parts: "Parts", exclusions: Iterable[Exclusion]) -> None:
    """Tell players that they are kept away from now on, and have closed what they have open.

    Nothing depends on it: what they may do was changed in the transaction that these tell of. So
    it is done by the table's stream alone, which forgets nobody, and may be done again.

    Raises
    ------
    Contention
        If a player's channel kept going on.
    """
    for each in exclusions:
        if each.kind is ExclusionKind.REINSTATEMENT:
            continue
        told = AccountRestricted(reason=each.kind.reason, until=each.until)
        events = parts.channel_log.append_once(
            player_channel(each.player_id),
            [Draft.of(told)],
            parts.clock(),
            source=f"exclusion#{each.standing}",
        )
        # The sender may be slower than whoever closes, so what is said goes with that as well.
        parts.closings.ask_for_all(
            each.player_id,
            Closing.of(each.kind.reason),
            int(from_rfc3339(each.at).timestamp() * 1000),
            first=[event.frame() for event in events],
        )


def publish_reinstatements(parts: "Parts", exclusions: Iterable[Exclusion]) -> None:
    """Tell the bus of players who come back; of all others it hears by their channels.

    Raises
    ------
    Unavailable
        If the bus did not take some; all may be published again.
    """
    parts.bus.publish(
        BusEvent.of_change(
            AccountReinstated(player_id=each.player_id, opens_at=each.until),
            each.at,
            each.player_id,
            each.standing,
        )
        for each in exclusions
        if each.kind is ExclusionKind.REINSTATEMENT
    )
