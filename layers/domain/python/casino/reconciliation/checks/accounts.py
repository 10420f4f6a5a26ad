"""House, provider and game accounts against the ledger that they are the sums of."""

from collections import Counter
from collections.abc import Collection, Mapping

from casino.books import Line, Totals
from casino.reconciliation.model import Check, Findings

_NOTHING = Totals()


def check_accounts(
    summed: Mapping[Line, Totals],
    by_ledger: Mapping[Line, Totals],
    moving: Collection[Line],
    findings: Findings,
) -> None:
    """Compare each account's sums with the postings that were counted into them.

    Parameters
    ----------
    summed : mapping
        What the books say.
    by_ledger : mapping
        What the entries say.
    moving : collection of Line
        What changed while the entries were read, and therefore can't be compared.
    findings : Findings
        Is added to.
    """
    for line in sorted(summed.keys() | by_ledger.keys()):
        if line in moving:
            continue
        findings.checked[Check.ACCOUNTS] += 1
        one, other = summed.get(line, _NOTHING), by_ledger.get(line, _NOTHING)
        if one != other:
            findings.add(Check.ACCOUNTS, _name(line), _difference(one, other))
    if moving:
        findings.notes.append(
            f"{len(moving)} account sums changed during the audit; they are compared when their "
            "day is over"
        )
    _check_zero(summed, {(line.currency, line.day) for line in moving}, findings)


def _check_zero(
    summed: Mapping[Line, Totals], moving: set[tuple[str, str]], findings: Findings
) -> None:
    """Add up each day: what one account has received, another has given."""
    off: Counter[tuple[str, str]] = Counter()
    for line, totals in summed.items():
        off[line.currency, line.day] += totals.balance
    for (currency, day), amount in sorted(off.items()):
        if amount and (currency, day) not in moving:
            findings.add(
                Check.ACCOUNTS,
                f"{currency} {day}",
                f"all accounts together come to {amount:+} and not to 0",
            )


def _name(line: Line) -> str:
    return f"{line.account} {line.currency} {line.day}"


def _difference(summed: Totals, by_ledger: Totals) -> str:
    parts = [
        f"{what} {ours}, the ledger says {theirs}"
        for what, ours, theirs in (
            ("received", summed.received, by_ledger.received),
            ("given", summed.given, by_ledger.given),
            ("postings", summed.postings, by_ledger.postings),
        )
        if ours != theirs
    ]
    return "; ".join(parts)
