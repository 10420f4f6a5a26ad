"""The summing queue: adds players' new entries to the sums."""

from typing import Any

from casino.books.use_cases import sum_entries as use_case
from casino.lambdas.observability import logger
from casino.lambdas.records import queue_handler
from casino.parts import Parts, at_start

parts = at_start(Parts.books, Parts.ledger_reader)


def _sum(message: Any) -> None:
    summed = use_case.sum_entries(parts.books, parts.ledger_reader, message["player_ids"])
    logger.debug("summed", entries=summed.entries)
    summed.must_be_whole()


handler = queue_handler(_sum)
