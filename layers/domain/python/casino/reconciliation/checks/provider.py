"""The provider's list, read and compared line by line."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.payments import SettlementReport
from casino.reconciliation.checks.payments import check_movements
from casino.reconciliation.model import Check, Findings
from casino.shared.batches import batched

if TYPE_CHECKING:
    from casino.parts import Parts

_AT_ONCE: Final = 100
# The provider's clock and ours may differ, and a charge is made a moment after its deposit.
_CLOCK_MARGIN: Final = timedelta(hours=1)


def check_provider(
    parts: "Parts", report: SettlementReport, since: datetime | None, findings: Findings
) -> set[str]:
    """Compare the provider's list with our payments, and return the references in it.

    Lines are compared as they are read; what stays in memory is their references, a hundred bytes
    for each payment of the period.

    Raises
    ------
    ProviderUnavailable
    """
    known: set[str] = set()
    from_when = since - _CLOCK_MARGIN if since else None
    for movements in batched(report.movements(from_when), _AT_ONCE):
        findings.checked[Check.PROVIDER] += len(movements)
        known.update(each.reference for each in movements)
        check_movements(parts, movements, findings)
    return known
