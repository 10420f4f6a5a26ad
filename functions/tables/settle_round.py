"""The settlement queue: pays the bets of one gate shard."""

from typing import Any

from casino.lambdas.records import queue_handler
from casino.tables.bootstrap import cashier
from casino.tables.use_cases import settle_round as use_case


def _settle(message: Any) -> None:
    use_case.settle_round(cashier(), message["round_id"], message["shard"])


handler = queue_handler(_settle)
