"""The queue of reality checks: tells players in time how long they have played."""

from typing import Any

from casino.lambdas.records import queue_handler
from casino.parts import Parts, at_start
from casino.safer_gambling.use_cases.tell_reality_check import tell_reality_check

parts = at_start(Parts.ledger, Parts.policies, Parts.channel_log, Parts.reality_checks)


def _tell(message: Any) -> None:
    tell_reality_check(parts, message["player_id"], message["since"])


handler = queue_handler(_tell)
