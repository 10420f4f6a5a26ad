"""``withdrawals``: decide about those that wait for a person."""

import argparse

from rich.markup import escape
from rich.table import Table

from casino.payments import Withdrawal
from casino.payments.bootstrap import cashier, payments
from casino.payments.use_cases.approve_withdrawal import approve_withdrawal
from casino.payments.use_cases.list_reviews import list_reviews
from casino.payments.use_cases.reject_withdrawal import reject_withdrawal
from croupier.commands import Commands, Common
from croupier.output import console


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "withdrawals",
        help="list, approve or reject the withdrawals under review",
        description="Withdrawals above a currency's limit wait until somebody has looked at them.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    waiting = actions.add_parser("list", parents=[common], help="show those that wait")
    waiting.set_defaults(run=show)
    for name, action, sentence in (
        ("approve", approve, "let it be sent"),
        ("reject", reject, "return the money to the player"),
    ):
        decision = actions.add_parser(name, parents=[common], help=sentence)
        decision.add_argument("withdrawal", metavar="WITHDRAWAL", help="its id")
        decision.add_argument("--player", required=True, metavar="ID", help="whose it is")
        decision.add_argument("--actor", required=True, help="who decides")
        decision.add_argument(
            "--reason", required=name == "reject", default="", help="why, for auditors"
        )
        decision.set_defaults(run=action)


def show(_wanted: argparse.Namespace) -> int:
    """List the withdrawals under review, the oldest first."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("since")
    # Ids are there to be copied: they may fold, and never end in dots.
    table.add_column("withdrawal", overflow="fold")
    table.add_column("player", overflow="fold")
    table.add_column("amount", justify="right", no_wrap=True)
    cursor: str | None = None
    while True:
        page = list_reviews(payments(), cursor=cursor)
        for each in page.items:
            since = f"{each.created_at[:19]}Z"
            table.add_row(since, each.payment_id, each.player_id, str(each.money))
        cursor = page.next_cursor
        if cursor is None:
            break
    console.print(table if table.row_count else "No withdrawal waits for review.")
    return 0


def approve(wanted: argparse.Namespace) -> int:
    """Approve one, and send it."""
    _report(
        approve_withdrawal(
            cashier(), wanted.player, wanted.withdrawal, actor=wanted.actor, reason=wanted.reason
        )
    )
    return 0


def reject(wanted: argparse.Namespace) -> int:
    """Reject one."""
    _report(
        reject_withdrawal(
            cashier(), wanted.player, wanted.withdrawal, actor=wanted.actor, reason=wanted.reason
        )
    )
    return 0


def _report(withdrawal: Withdrawal) -> None:
    console.print(
        f"[green]✓[/green] {escape(withdrawal.payment_id)} over {withdrawal.money} "
        f"is {withdrawal.status}"
    )
