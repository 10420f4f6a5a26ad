"""``reconcile``: prove that everything which holds money says the same."""

import argparse
from collections import Counter
from dataclasses import asdict
from threading import Lock

from rich.console import RenderableType
from rich.markup import escape

from casino.parts import at_start
from casino.reconciliation import CLAIMS, Check, Findings
from casino.reconciliation.use_cases.reconcile import reconcile
from croupier.arguments import the_start_of_a_day
from croupier.output import Told, errors, plain_table

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "Proves everything that holds money from the beginning, what the daily audits have proved "
        "with it, and names what does not agree. Ends with 1 if anything drifts. Nothing has to "
        "stand still, and nothing is changed but by --anew."
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
    parser.add_argument(
        "--anew",
        action="store_true",
        help="if nothing drifts, or only from checkpoints: forget these, so that the daily audit "
        "proves everything again and keeps what is there now as proved",
    )
    parser.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> Told:
    """Reconcile, and tell what was found."""
    looked_at: Counter[str] = Counter()
    lock = Lock()
    with errors.status("Reconciling …") as status:

        def progress(what: str, number: int) -> None:
            with lock:
                looked_at[what] += number
                counts = ", ".join(f"{number} {what}" for what, number in looked_at.items())
            status.update(f"Reconciling … {counts}")

        findings = reconcile(
            parts,
            report=parts.psp.settlement_report if wanted.psp else None,
            since=wanted.since,
            progress=progress,
        )
    only_checkpoints = findings.total == findings.drifting[Check.CHECKPOINTS]
    if begins_anew := wanted.anew and only_checkpoints:
        parts.proofs.begin_anew()
    checks = [check for check in Check if wanted.psp or check is not Check.PROVIDER]
    return Told(
        {
            "total": findings.total,
            "begins_anew": begins_anew,
            "checks": [
                {
                    "check": check,
                    "claim": CLAIMS[check],
                    "checked": findings.checked[check],
                    "drifting": findings.drifting[check],
                }
                for check in checks
            ],
            "notes": findings.notes,
            "drifts": [asdict(drift) for drift in findings.drifts],
        },
        [*_text(findings, checks), *_said_of_anew(wanted.anew, begins_anew)],
        code=1 if findings.total else 0,
    )


def _text(findings: Findings, checks: list[Check]) -> list[RenderableType]:
    table = plain_table()
    table.add_column("")
    table.add_column("what is proved")
    table.add_column("checked", justify="right")
    table.add_column("drift", justify="right")
    for check in checks:
        number = findings.drifting[check]
        mark = "[red]✗[/red]" if number else "[green]✓[/green]"
        table.add_row(mark, CLAIMS[check], str(findings.checked[check]), str(number or "-"))
    text: list[RenderableType] = [table]
    text += [f"[dim]{escape(note)}[/dim]" for note in findings.notes]
    text += [
        f"[red]✗[/red] [bold]{drift.check}[/bold] {escape(drift.subject)}: {escape(drift.detail)}"
        for drift in findings.drifts
    ]
    if len(findings.drifts) < findings.total:
        text.append(f"… and {findings.total - len(findings.drifts)} more")
    return text


def _said_of_anew(is_wanted: bool, begins_anew: bool) -> list[RenderableType]:
    if begins_anew:
        return ["The next daily audit proves everything from the beginning."]
    if is_wanted:
        return ["[red]✗[/red] The checkpoints are kept, because more than they drifts."]
    return []
