"""House, provider and game accounts against the ledger that they are the sums of."""

from collections import Counter
from collections.abc import Collection, Mapping

from casino.books import AccountDay, AccountSum
from casino.reconciliation.model import Check, Findings

_NOTHING = AccountSum()


def check_accounts(
    summed: Mapping[AccountDay, AccountSum],
    by_ledger: Mapping[AccountDay, AccountSum],
    moving: Collection[AccountDay],
    findings: Findings,
) -> None:
    """Compare each account's sums with the postings that were counted into them.

    Parameters
    ----------
    summed : mapping
        What the books say.
    by_ledger : mapping
        What the entries say.
    moving : collection of AccountDay
        What changed while the entries were read, and therefore can't be compared.
    findings : Findings
        What is wrong is added to it.
    """
    for account_day in sorted(summed.keys() | by_ledger.keys()):
        if account_day in moving:
            continue
        findings.checked[Check.ACCOUNTS] += 1
        one, other = summed.get(account_day, _NOTHING), by_ledger.get(account_day, _NOTHING)
        if one != other:
            findings.add(Check.ACCOUNTS, _name(account_day), _difference(one, other))
    if moving:
        findings.notes.append(
            f"{len(moving)} account sums changed during the audit; they are compared when their "
            "day is over"
        )
    _check_zero(
        summed, {(account_day.currency, account_day.day) for account_day in moving}, findings
    )


def _check_zero(
    summed: Mapping[AccountDay, AccountSum], moving: set[tuple[str, str]], findings: Findings
) -> None:
    """Add up each day: what one account has received, another has given."""
    off: Counter[tuple[str, str]] = Counter()
    for account_day, each in summed.items():
        off[account_day.currency, account_day.day] += each.balance
    for (currency, day), amount in sorted(off.items()):
        if amount and (currency, day) not in moving:
            findings.add(
                Check.ACCOUNTS,
                f"{currency} {day}",
                f"all accounts together come to {amount:+} and not to 0",
            )


def _name(account_day: AccountDay) -> str:
    return f"{account_day.account} {account_day.currency} {account_day.day}"


def _difference(summed: AccountSum, by_ledger: AccountSum) -> str:
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
