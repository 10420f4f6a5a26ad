"""Tell a table how many are at it."""

from casino.realtime.channel_log import ChannelLog
from casino.realtime.connections import Connections
from casino.realtime.fanout import Fanout
from casino.realtime.messages import PresenceChanged
from casino.realtime.model import Draft, tells_presence
from casino.realtime.standing import Standing, standing_of
from casino.shared.clock import Clock


def announce_presence(
    connections: Connections,
    log: ChannelLog,
    fanout: Fanout,
    clock: Clock,
    channel: str,
    standing: Standing | None = None,
) -> None:
    """Append ``presence.changed`` if the number has changed, at most once a second.

    What is left out within the second is made up for by the next caller. The round clock calls
    with every phase, and the tables' sweeper has it call for tables at rest: no table is wrong for
    longer than a minute.

    Parameters
    ----------
    connections, log, fanout, clock
    channel : str
    standing : Standing, optional
        As it has just been read, after what changed the number.
    """
    if not tells_presence(channel):
        return
    standing = standing or standing_of(connections, log, channel)
    now = clock()
    players = connections.claim_announcement(channel, standing.presence, now)
    if players is None:
        return
    drafts = [Draft.of(PresenceChanged(players=players))]
    source = f"presence#{int(now.timestamp() * 1000)}"
    events = log.append_once(channel, drafts, now, source=source, head=standing.head)
    fanout.publish(events, {channel: standing.presence.shards})
