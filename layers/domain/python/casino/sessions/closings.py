"""The queue of connections that the house closes.

Whoever decides that a connection must end says so here and goes on. What closes it may then be
throttled or crash, and is simply tried again.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from casino.sessions.model import Closing

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class ClosingQueue:
    """Asks that connections be closed.

    Parameters
    ----------
    connect : callable
        Returns the client of the queue's service, once there is something to ask for: making one
        takes longer than anything else at a start, and most processes never ask.
    """

    def __init__(self, connect: "Callable[[], SQSClient]", url: str) -> None:
        self._connect = connect
        self._url = url

    def ask_for(self, player_id: str, closing: Closing, connection_ids: Sequence[str]) -> None:
        """Ask that these connections of a player be closed."""
        self._send({"player_id": player_id, "connection_ids": list(connection_ids)}, closing)

    def ask_for_all(
        self,
        player_id: str,
        closing: Closing,
        opened_until: int,
        *,
        first: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Ask that whatever a player opened until a moment, in milliseconds, be closed.

        Parameters
        ----------
        first : sequence of mapping, optional
            Frames of events that must have come before it ends, though they are sent as usual too.
        """
        wanted = {"player_id": player_id, "opened_until": opened_until}
        self._send(wanted | ({"first": list(first)} if first else {}), closing)

    def _send(self, wanted: dict[str, Any], closing: Closing) -> None:
        body = json.dumps(wanted | {"reason": closing.reason})
        self._connect().send_message(QueueUrl=self._url, MessageBody=body)
