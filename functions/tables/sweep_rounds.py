"""Every minute: sets tables going again whose next phase got lost, and has others counted."""

from typing import Any

from casino.lambdas.observability import Metric, logger, measure_all
from casino.parts import Parts, at_start
from casino.tables.use_cases import sweep_rounds as use_case

parts = at_start(Parts.live_tables, Parts.subscriptions, Parts.round_clock)


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: Any) -> None:
    """Propose the next phase of every overdue table, and a look at those that count wrong."""
    swept = use_case.sweep_rounds(parts)
    measure_all({Metric.OVERDUE_TABLES: len(swept.overdue), Metric.OPEN_ROUNDS: swept.open_rounds})
    if swept.overdue:
        logger.warning("tables were overdue", tables=swept.overdue)
