"""The summing queue: adds players' new entries to the sums, and measures what they moved."""

from collections.abc import Mapping
from typing import Any

from casino.books import Flow
from casino.books.use_cases import sum_entries as use_case
from casino.lambdas.observability import Metric, logger, measure_all
from casino.lambdas.records import queue_handler
from casino.parts import Parts, at_start
from casino.shared.money import CURRENCY_EXPONENTS

parts = at_start(Parts.books, Parts.ledger_reader)


def _measure(flows: Mapping[str, Flow]) -> None:
    for currency, flow in flows.items():
        totals = flow.totals
        # For people to look at; nobody reckons with these.
        unit = 10 ** CURRENCY_EXPONENTS[currency]
        amounts = {
            Metric.DEPOSITED: totals.deposited,
            Metric.WITHDRAWN: totals.withdrawn,
            Metric.STAKED: totals.staked,
            Metric.PAID_OUT: totals.paid_out,
            Metric.GAMING_REVENUE: totals.staked - totals.paid_out,
        }
        measure_all(
            {metric: amount / unit for metric, amount in amounts.items()}
            | {Metric.BETS: flow.bets},
            currency=currency,
        )


def _sum(message: Any) -> None:
    summed = use_case.sum_entries(
        parts.books, parts.ledger_reader, message["player_ids"], tell=_measure
    )
    logger.debug("summed", entries=summed.entries)
    summed.must_be_whole()


handler = queue_handler(_sum)
