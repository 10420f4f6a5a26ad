"""``reconcile``: prove that everything which holds money says the same."""

import argparse
from collections import Counter
from threading import Lock

from rich.markup import escape
from rich.table import Table

from casino.reconciliation.bootstrap import auditor
from casino.reconciliation.model import CLAIMS, Check, Findings
from casino.reconciliation.use_cases.reconcile import reconcile
from croupier.arguments import the_start_of_a_day
from croupier.commands import Commands, Common
from croupier.output import console


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "reconcile",
        parents=[common],
        help="prove that ledger, wallets, accounts, payments and rounds agree",
        description="Reads everything that holds money and names what does not agree. Ends with "
        "1 if anything drifts. Nothing is changed and nothing has to stand still.",
    )
    parser.add_argument(
        "--psp", action="store_true", help="compare with the payment provider's own list as well"
    )
    parser.add_argument(
        "--since",
        type=the_start_of_a_day,
        metavar="DAY",
        help="with --psp: from which UTC day on (default: ever)",
    )
    parser.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Reconcile, and show what was found."""
    looked_at: Counter[str] = Counter()
    lock = Lock()
    with console.status("Reconciling …") as status:

        def progress(what: str, number: int) -> None:
            with lock:
                looked_at[what] += number
                counts = ", ".join(f"{number} {what}" for what, number in looked_at.items())
            status.update(f"Reconciling … {counts}")

        findings = reconcile(
            auditor(with_provider=wanted.psp), since=wanted.since, progress=progress
        )
    _show(findings, with_provider=wanted.psp)
    return 1 if findings.total else 0


def _show(findings: Findings, *, with_provider: bool) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("")
    table.add_column("what is proved")
    table.add_column("checked", justify="right")
    table.add_column("drift", justify="right")
    for check in Check:
        if check is Check.PROVIDER and not with_provider:
            continue
        number = findings.drifting[check]
        mark = "[red]✗[/red]" if number else "[green]✓[/green]"
        table.add_row(mark, CLAIMS[check], str(findings.checked[check]), str(number or "-"))
    console.print(table)
    for note in findings.notes:
        console.print(f"[dim]{escape(note)}[/dim]")
    for drift in findings.drifts:
        console.print(
            f"[red]✗[/red] [bold]{drift.check}[/bold] {escape(drift.subject)}: "
            f"{escape(drift.detail)}"
        )
    if len(findings.drifts) < findings.total:
        console.print(f"… and {findings.total - len(findings.drifts)} more")
