"""The event bus: what has happened, for whoever else wants to know.

Players hear of events through channels. Audit, reports, alarms and whatever an operator adds hear
of the same events through Amazon EventBridge. Delivery is at least once and in no order;
``event_id`` tells a repetition, and ``channel``, ``epoch`` and ``seq`` tell the order of a
channel's events.
"""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from casino.shared.batches import batched
from casino.shared.errors import Unavailable

if TYPE_CHECKING:
    from casino.shared.messages import HouseEvent

SOURCE: Final = "croupier"
# Of the envelope and of what is in it together; a change that consumers could stumble on raises it.
SCHEMA_VERSION: Final = 1

_PUT_EVENTS_BATCH: Final = 10


@dataclass(frozen=True, slots=True)
class BusEvent:
    """Something that has happened.

    Attributes
    ----------
    name : str
        Such as ``round.opened``; EventBridge's detail type.
    at : str
        RFC 3339.
    event_id : str
        The same in each delivery.
    place : mapping
        Where a channel's event stands in it.
    """

    name: str
    at: str
    data: Mapping[str, Any]
    event_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    place: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of_change(cls, news: "HouseEvent", at: str, item_id: str, version: int) -> "BusEvent":
        """Return what a change of an item tells; the same change has the same event id.

        Parameters
        ----------
        at : str
            RFC 3339.
        version : int
            The item's, after the change.
        """
        event_id = f"{news.event}/{item_id}/{version}"
        return cls(news.event, at, news.model_dump(mode="json"), event_id)

    def detail(self) -> dict[str, Any]:
        """Return what stands under ``detail``."""
        return {
            "event_id": self.event_id,
            "version": SCHEMA_VERSION,
            "at": self.at,
            **self.place,
            "data": self.data,
        }


class EventBus:
    """The way to the bus.

    Parameters
    ----------
    connect : callable
        Returns botocore's client of EventBridge, once there is something to publish.
    name : str
        The bus's name.
    """

    def __init__(self, connect: Callable[[], Any], name: str) -> None:
        self._connect = connect
        self._name = name

    @cached_property
    def _client(self) -> Any:
        return self._connect()

    def publish(self, events: Iterable[BusEvent]) -> None:
        """Put events on the bus, ten at a time.

        Raises
        ------
        Unavailable
            If the bus did not take some; all may be published again.
        """
        for batch in batched(events, _PUT_EVENTS_BATCH):
            entries = [
                {
                    "EventBusName": self._name,
                    "Source": SOURCE,
                    "DetailType": event.name,
                    "Detail": json.dumps(event.detail(), separators=(",", ":")),
                }
                for event in batch
            ]
            answer = self._client.put_events(Entries=entries)
            if answer.get("FailedEntryCount"):
                raise Unavailable("Some events did not reach the bus")
