"""Messages that propose a table's next phase, and messages that ask for a settlement.

They only propose. What is done depends on the table and the gate as they stand, so a message that
comes twice, late or not at all changes nothing but the time.
"""

import json
import math
from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.tables.gates import Gate
from casino.tables.model import Table

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_LONGEST_DELAY: Final = 900  # SQS's own


class RoundClock:
    """What makes rounds go on: messages that come when the next phase is due."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def propose(self, table: Table, now: datetime) -> None:
        """Propose the table's next phase for when it is due."""
        wait = (from_rfc3339(table.next_at) - now).total_seconds() if table.next_at else 0
        self._send(table.table_id, table.version, max(0, math.ceil(wait)))

    def propose_at(self, table: Table, moment: datetime, now: datetime) -> None:
        """Propose the table's next phase for a moment to the millisecond, which nobody else knows.

        SQS delays by whole seconds, so the message comes up to one early and says how long to wait.
        """
        wait = max(0.0, (moment - now).total_seconds())
        self._send(table.table_id, table.version, int(wait), not_before=to_rfc3339(moment))

    def propose_now(self, table_id: str) -> None:
        """Propose that somebody looks at a table, whatever its version."""
        self._send(table_id, None, 0)

    def _send(self, table_id: str, version: int | None, delay: int, **timing: str) -> None:
        body = {"table_id": table_id, "version": version, **timing}
        self._client.send_message(
            QueueUrl=self._queue_url,
            MessageBody=json.dumps(body),
            DelaySeconds=min(delay, _LONGEST_DELAY),
        )


class SettlementQueue:
    """What has bets paid."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def ask_for(self, gate: Gate) -> None:
        """Have the bets of a gate shard settled."""
        body = {"round_id": gate.round_id, "shard": gate.shard}
        self._client.send_message(QueueUrl=self._queue_url, MessageBody=json.dumps(body))
