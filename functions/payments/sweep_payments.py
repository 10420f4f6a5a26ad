"""Every minute: finishes payments that nobody else will."""

from datetime import timedelta
from typing import Any, Final

from casino.lambdas.observability import Metric, logger, measure_all
from casino.parts import Parts, at_start
from casino.payments.use_cases import sweep_payments as use_case

parts = at_start(
    Parts.payments,
    Parts.ledger,
    Parts.psp,
    Parts.deposit_failures,
    Parts.policies,
    Parts.reversals,
    Parts.webhook_events,
    Parts.pause,
)

# Well inside the function's own time, so that a payment that was begun is not cut off.
_TERM: Final = timedelta(seconds=25)


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: Any) -> None:
    """Look at every payment and event that is due."""
    sweep = use_case.sweep_payments(parts, until=parts.clock() + _TERM)
    measure_all(
        {
            Metric.PAYMENTS_RECOVERED: len(sweep.ended),
            Metric.PAYMENTS_NOT_SWEPT: len(sweep.failed),
            Metric.PAYMENT_EVENTS_PARKED: len(sweep.parked),
        }
    )
    if sweep.ended or sweep.parked:
        logger.warning("finished by the sweeper", ended=sweep.ended, parked=sweep.parked)
    for name, error in sweep.failed:
        logger.error("could not be finished", name_of=name, exc_info=error)
