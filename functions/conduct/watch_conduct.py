"""The event bus: notices what no ordinary player does."""

from typing import Any

from casino.conduct.use_cases import watch_conduct as use_case
from casino.lambdas.observability import Metric, logger, measure
from casino.parts import Parts, at_start

parts = at_start(Parts.sessions, Parts.alerts, Parts.closings, Parts.reports)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: Any) -> None:
    """Look at one event; what fails is delivered again."""
    alert = use_case.watch_conduct(parts, event["detail-type"], event["detail"]["data"])
    if alert is None:
        return
    logger.warning(
        "abnormal activity",
        pattern=alert.pattern,
        subject=alert.subject,
        suspended=alert.suspended,
    )
    measure(Metric.ABNORMAL_ACTIVITY)
