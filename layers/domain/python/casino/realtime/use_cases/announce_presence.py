"""Tell a table how many are at it."""

from casino.realtime.channel_log import ChannelLog
from casino.realtime.connections import Connections
from casino.realtime.fanout import Fanout
from casino.realtime.messages import PresenceChanged
from casino.realtime.model import Draft, is_shared
from casino.shared.clock import Clock


def announce_presence(
    connections: Connections, log: ChannelLog, fanout: Fanout, clock: Clock, channel: str
) -> None:
    """Append ``presence.changed`` if the number has changed, at most once a second.

    What is left out within the second is made up for by the next caller; the round clock calls
    with every phase, so the table is never wrong for long.
    """
    if not is_shared(channel):
        return
    now = clock()
    players = connections.claim_announcement(channel, now)
    if players is None:
        return
    drafts = [Draft.of(PresenceChanged(players=players))]
    source = f"presence#{int(now.timestamp() * 1000)}"
    fanout.publish(log.append_once(channel, drafts, now, source=source))
