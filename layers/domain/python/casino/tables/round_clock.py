"""Delayed messages that propose a table's next phase, and messages that start settlement.

They only propose. What is done depends on the table as it stands, so a message that comes twice,
late or not at all changes nothing but the time.
"""

import json
import math
from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.shared.clock import from_rfc3339
from casino.tables.gates import Gate
from casino.tables.model import Table

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_LONGEST_DELAY: Final = 900  # SQS's own


class RoundClock:
    """What makes rounds go on.

    Parameters
    ----------
    client : SQSClient
    clock_queue_url, settlement_queue_url : str
    """

    def __init__(
        self, client: "SQSClient", clock_queue_url: str, settlement_queue_url: str
    ) -> None:
        self._client = client
        self._clock_queue_url = clock_queue_url
        self._settlement_queue_url = settlement_queue_url

    def propose(self, table: Table, now: datetime) -> None:
        """Propose the table's next phase for when it is due."""
        wait = (from_rfc3339(table.next_at) - now).total_seconds() if table.next_at else 0
        self._send(table.table_id, table.version, max(0, math.ceil(wait)))

    def propose_now(self, table_id: str) -> None:
        """Propose that somebody looks at a table, whatever its version."""
        self._send(table_id, None, 0)

    def start_settlement(self, gate: Gate) -> None:
        """Have a gate shard's bets settled."""
        body = {"round_id": gate.round_id, "shard": gate.shard}
        self._client.send_message(QueueUrl=self._settlement_queue_url, MessageBody=json.dumps(body))

    def _send(self, table_id: str, version: int | None, delay: int) -> None:
        self._client.send_message(
            QueueUrl=self._clock_queue_url,
            MessageBody=json.dumps({"table_id": table_id, "version": version}),
            DelaySeconds=min(delay, _LONGEST_DELAY),
        )
