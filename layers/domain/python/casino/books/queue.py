"""The queue of players whose entries are to be summed."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SummingQueue:
    """Tells the books' keeper who has new entries."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def ask_for(self, player_ids: Iterable[str]) -> None:
        """Ask that these players' entries be summed: one message for all of them.

        It says who and not what: what is to be summed is read from the ledger, so a message that
        comes twice, late or after the next one does no harm.
        """
        wanted = list(dict.fromkeys(player_ids))
        if wanted:
            self._client.send_message(
                QueueUrl=self._url, MessageBody=json.dumps({"player_ids": wanted})
            )
