"""One channel's events, put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from croupier_client.generated.messages import EventMessage, Position

# The most events kept while a gap before them is being filled.
_MAX_EARLY: Final = 1_000


class ChannelCursor:
    """Puts one channel's events in order.

    Delivery is at-least-once and unordered; per epoch, `seq` rises by exactly one. So a `seq`
    already passed is a duplicate, the next one is delivered, and a later one waits until the gap
    before it has been filled.
    """

    def __init__(self) -> None:
        self._at: tuple[str, int] | None = None
        self._early: dict[int, EventMessage] = {}
        self._early_epoch: str | None = None

    @property
    def position(self) -> Position | None:
        """The last event that was delivered; none until the channel's first position is known."""
        return None if self._at is None else {"epoch": self._at[0], "seq": self._at[1]}

    @property
    def is_behind(self) -> bool:
        """Whether events wait behind a gap, or belong to an epoch that wasn't joined."""
        return bool(self._early)

    def accept(self, event: EventMessage) -> list[EventMessage]:
        """Take an event and return those that may be delivered now, in order."""
        epoch, seq = event["epoch"], event["seq"]
        if self._at is not None and epoch == self._at[0]:
            if seq <= self._at[1]:
                return []
            if seq == self._at[1] + 1:
                self._at = (epoch, seq)
                return [event, *self._drain()]
        self._keep(event)
        return []

    def move_to(self, epoch: str, seq: int) -> list[EventMessage]:
        """Move to where the server says it is, and return what waited right behind that."""
        if self._at is None or epoch != self._at[0] or seq > self._at[1]:
            self._at = (epoch, seq)
        # What waits in another epoch is older than this statement, or will be asked for again.
        if self._early_epoch != epoch:
            self._early.clear()
        return self._drain()

    def skip_gap(self) -> list[EventMessage]:
        """Give the gap up: return what is here, and go on from the last of it."""
        waiting = [self._early[seq] for seq in sorted(self._early)]
        if waiting:
            self._at = (waiting[-1]["epoch"], waiting[-1]["seq"])
        self._early.clear()
        return waiting

    def _keep(self, event: EventMessage) -> None:
        if self._early_epoch != event["epoch"]:
            self._early.clear()
        self._early_epoch = event["epoch"]
        if len(self._early) < _MAX_EARLY:
            self._early[event["seq"]] = event

    def _drain(self) -> list[EventMessage]:
        if self._at is None or self._early_epoch != self._at[0]:
            return []
        epoch, seq = self._at
        for passed in [early for early in self._early if early <= seq]:
            del self._early[passed]
        ready = []
        while (event := self._early.pop(seq + 1, None)) is not None:
            seq += 1
            ready.append(event)
        self._at = (epoch, seq)
        return ready
