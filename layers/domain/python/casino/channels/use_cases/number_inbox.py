"""Give what waits in a channel's inbox its numbers."""

from collections.abc import Callable

from casino.channels.channel_log import ChannelLog
from casino.channels.inbox import Inbox, Taken
from casino.shared.clock import Clock
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork


def number_inbox(
    inbox: Inbox,
    log: ChannelLog,
    begin: Callable[[], UnitOfWork],
    clock: Clock,
    channel: str,
) -> None:
    """Give all that waits its number, in the order in which it was left, and send it.

    Taking drafts and entering them in the log is one transaction, so each is numbered once,
    whoever else is at it and wherever this dies: whoever comes next first deletes what was taken.
    Called by the table's stream, which keeps a channel's items together: there is one hand at work,
    and while it is, more gathers for its next turn. The channel's end moves some times a second,
    however many speak.

    Parameters
    ----------
    begin : callable
        Begins a unit of work.

    Raises
    ------
    Contention
        If the channel kept going on; what waits goes on waiting.
    """

    def attempt() -> bool:
        # The end comes first: whoever numbers anything after that makes this turn vain.
        head = log.head(channel)
        waiting = inbox.waiting(channel)
        if isinstance(waiting, Taken):
            inbox.clear(channel, waiting)
            return True
        if not waiting:
            return False
        work = begin()
        taken = inbox.take(work, head, waiting)
        log.append(work, head, [each.draft for each in waiting], clock())
        work.commit()
        inbox.clear(channel, taken)
        return True

    while retrying(attempt):
        pass
