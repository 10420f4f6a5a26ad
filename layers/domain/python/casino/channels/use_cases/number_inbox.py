"""Give what waits in a channel's inbox its numbers."""

from typing import TYPE_CHECKING

from casino.channels.inbox import Taken
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from casino.parts import Parts


def number_inbox(parts: "Parts", channel: str) -> None:
    """Give all that waits its number, in the order in which it was left, and send it.

    Taking drafts and entering them in the log is one transaction, so each is numbered once,
    whoever else is at it and wherever this dies: whoever comes next first deletes what was taken.
    Called by the table's stream, which keeps a channel's items together: there is one hand at work,
    and while it is, more gathers for its next turn. The channel's end moves some times a second,
    however many speak.

    Raises
    ------
    Contention
        If the channel kept going on; what waits goes on waiting.
    """
    inbox, log = parts.inbox, parts.channel_log

    def attempt() -> bool:
        # The end comes first: whoever numbers anything after that makes this turn vain.
        head = log.head(channel)
        waiting = inbox.waiting(channel)
        if isinstance(waiting, Taken):
            inbox.clear(channel, waiting)
            return True
        if not waiting:
            return False
        work = UnitOfWork(parts.dynamodb)
        taken = inbox.take(work, head, waiting)
        log.append(work, head, [each.draft for each in waiting], parts.clock())
        work.commit()
        inbox.clear(channel, taken)
        return True

    while retrying(attempt):
        pass
