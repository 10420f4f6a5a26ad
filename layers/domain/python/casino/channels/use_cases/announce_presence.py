"""Tell a table how many are at it."""

from casino.channels.channel_log import ChannelLog
from casino.channels.messages import PresenceChanged
from casino.channels.model import Draft, Reach, tells_presence
from casino.channels.subscriptions import Subscriptions
from casino.channels.use_cases.read_reach import read_reach
from casino.shared.clock import Clock


def announce_presence(
    subscriptions: Subscriptions,
    log: ChannelLog,
    clock: Clock,
    channel: str,
    reach: Reach | None = None,
) -> None:
    """Append ``presence.changed`` if the number has changed, at most once a second.

    What is left out within the second is made up for by the next caller. The round clock calls
    with every phase, and the tables' sweeper has it call for tables at rest: no table is wrong for
    longer than a minute.

    Parameters
    ----------
    reach : Reach, optional
        As it has just been read, after what changed the number.
    """
    if not tells_presence(channel):
        return
    reach = reach or read_reach(subscriptions, log, channel)
    now = clock()
    players = subscriptions.claim_announcement(channel, reach.presence, now)
    if players is None:
        return
    drafts = [Draft.of(PresenceChanged(players=players))]
    source = f"presence#{int(now.timestamp() * 1000)}"
    shards = reach.presence.shards
    log.append_once(channel, drafts, now, source=source, head=reach.head, shards=shards)
