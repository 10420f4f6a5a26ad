"""Messages by which players are told in time how long they have played.

A message only proposes to look: what is told depends on the wallet as it stands, so one that comes
twice, late or not at all tells nothing twice, and nothing that is wrong. Whoever is not told finds
the same in the refusal of their next stake.
"""

import json
import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_LONGEST_DELAY: Final = 900  # SQS's own


class RealityChecks:
    """What looks whether somebody has to be told."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def propose(self, player_id: str, since: int, *, in_seconds: float = 0) -> None:
        """Propose to look at a player.

        Parameters
        ----------
        since : int
            When the stretch of play began that it is about, in seconds since the epoch.
        in_seconds : float
            How long to wait; where that is longer than a message can, it has to be proposed again.
        """
        body = {"player_id": player_id, "since": since}
        self._client.send_message(
            QueueUrl=self._queue_url,
            MessageBody=json.dumps(body),
            DelaySeconds=min(max(0, math.ceil(in_seconds)), _LONGEST_DELAY),
        )
