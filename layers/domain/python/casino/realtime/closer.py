"""Speaking to one connection alone, and ending it."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

from casino.channels import player_channel
from casino.sessions import Closing, Connection
from casino.shared.clock import Clock, to_rfc3339


class Closer:
    """Speaks to single connections, and closes them, saying why.

    Parameters
    ----------
    connect : callable
        Returns botocore's client of the API Gateway Management API, once that is needed.
    """

    def __init__(self, connect: Callable[[], Any], clock: Clock) -> None:
        self._connect = connect
        self._clock = clock

    @cached_property
    def _client(self) -> Any:
        return self._connect()

    def announce(
        self, connection: Connection, closing: Closing, in_seconds: int | None = None
    ) -> bool:
        """Tell a connection that it will end; say whether it was still there.

        The other devices of the player go on, so this is no event of the player's own numbers: it
        has an epoch of its own, which begins and ends with it.
        """
        # Handshakes, which only ever tell, do not wait for the models' import.
        from casino.realtime.messages import SessionClosing

        notice = SessionClosing(
            reason=closing.reason,
            code=closing.code,
            reconnect=closing.reconnect,
            **({} if in_seconds is None else {"in_seconds": in_seconds}),
        )
        frame = {
            "type": "event",
            "channel": player_channel(connection.player_id),
            "epoch": f"closing-{connection.connection_id}"[:64],
            "seq": 1,
            "event": SessionClosing.event,
            "at": to_rfc3339(self._clock()),
            "data": notice.model_dump(mode="json", exclude_unset=True),
        }
        return self.tell(connection.connection_id, frame)

    def close(
        self, connection: Connection, closing: Closing, first: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Tell a connection why it ends, and end it; one that has ended already is no error.

        Parameters
        ----------
        first : sequence of mapping, optional
            Frames that it is sent before.
        """
        there = all(self.tell(connection.connection_id, frame) for frame in first)
        if there and self.announce(connection, closing):
            with suppress(self._client.exceptions.GoneException):
                self._client.delete_connection(ConnectionId=connection.connection_id)

    def tell(self, connection_id: str, frame: Mapping[str, Any]) -> bool:
        """Send a frame to one connection; say whether it was still there."""
        try:
            self._client.post_to_connection(
                ConnectionId=connection_id, Data=json.dumps(frame, separators=(",", ":")).encode()
            )
        except self._client.exceptions.GoneException:
            return False
        return True
