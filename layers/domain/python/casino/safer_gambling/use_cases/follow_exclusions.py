"""Do what follows once a player keeps themselves away."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casino.bus import BusEvent
from casino.channels import Draft, player_channel
from casino.safer_gambling.likeness import Resemblance
from casino.safer_gambling.messages import (
    AccountReinstated,
    AccountResembles,
    AccountRestricted,
)
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


def report_resemblances(parts: "Parts", found: Iterable[tuple[str, str, Resemblance]]) -> None:
    """Tell the house of new players who resemble some that are excluded.

    Parameters
    ----------
    found : iterable of (str, str, Resemblance)
        The new player, when they registered (RFC 3339), and whom they resemble.

    Raises
    ------
    Unavailable
        If the bus did not take some; all may be published again.
    """
    parts.bus.publish(
        BusEvent.of_change(
            AccountResembles(
                player_id=player_id,
                excluded={str(each): ids for each, ids in resemblance.players.items()},
            ),
            at,
            player_id,
            1,
        )
        for player_id, at, resemblance in found
    )
