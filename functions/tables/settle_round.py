"""The settlement queue: pays the bets of one gate shard."""

from typing import Any

from casino.lambdas.observability import Metric
from casino.lambdas.records import queue_handler
from casino.parts import Parts, at_start
from casino.tables.use_cases import settle_round as use_case

parts = at_start(
    Parts.live_tables,
    Parts.gates,
    Parts.bets,
    Parts.ledger,
    Parts.channel_log,
    Parts.round_clock,
    Parts.settlement_queue,
    Parts.side_by_side,
)


def _settle(message: Any) -> None:
    use_case.settle_round(parts, message["round_id"], message["shard"])


handler = queue_handler(_settle, taking=Metric.SETTLEMENT_TIME)
