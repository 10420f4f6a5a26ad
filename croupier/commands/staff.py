"""``staff``: who deals, and who operates."""

import argparse
import secrets

from rich.markup import escape
from rich.table import Table

from casino.accounts.bootstrap import directory
from casino.accounts.use_cases.enrol_staff import ROLES, dismiss_staff, enrol_staff
from casino.realtime.bootstrap import closings, sessions
from casino.shared.clock import utc_now
from croupier.commands import Commands, Common
from croupier.output import console


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "staff",
        help="list, add and remove dealers and operators",
        description="Staff sign in as players do, with addresses of their own. They have no "
        "wallets and cannot bet.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", parents=[common], help="show who works here")
    listing.set_defaults(run=show)
    new = actions.add_parser("add", parents=[common], help="let somebody work here")
    new.add_argument("role", choices=sorted(ROLES))
    new.add_argument("email", metavar="ADDRESS")
    new.add_argument("--password", help="to sign in with (default: one is made and shown once)")
    new.set_defaults(run=add)
    old = actions.add_parser("remove", parents=[common], help="take every role from somebody")
    old.add_argument("email", metavar="ADDRESS")
    old.set_defaults(run=remove)


def show(_wanted: argparse.Namespace) -> int:
    """List the staff."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("role")
    table.add_column("address")
    table.add_column("id", overflow="fold")
    for role, group in ROLES.items():
        for staff_id, email in directory().members_of(group):
            table.add_row(role, escape(email), staff_id)
    console.print(table if table.row_count else "Nobody works here yet.")
    return 0


def add(wanted: argparse.Namespace) -> int:
    """Enrol somebody."""
    email = wanted.email.lower()
    password = wanted.password or secrets.token_urlsafe(18)
    staff_id = enrol_staff(directory(), wanted.role, email, password)
    console.print(f"[green]✓[/green] {escape(email)} is {wanted.role} {staff_id}")
    if wanted.password is None:
        console.print(f"  Their password, shown this once: {escape(password)}")
    return 0


def remove(wanted: argparse.Namespace) -> int:
    """Dismiss somebody."""
    email = wanted.email.lower()
    staff_id = dismiss_staff(directory(), sessions(), closings(), utc_now, email)
    console.print(f"[green]✓[/green] {escape(email)}, {staff_id}, no longer works here")
    return 0
