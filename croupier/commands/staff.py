"""``staff``: who deals, and who operates."""

import argparse
import secrets

from rich.markup import escape

from casino.accounts.use_cases.enrol_staff import ROLES, dismiss_staff, enrol_staff
from casino.parts import at_start
from croupier.output import Told, listing, plain_table

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "Staff sign in as players do, with addresses of their own. They have no wallets and "
        "cannot bet."
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listed = actions.add_parser("list", parents=[common], help="show who works here")
    listed.set_defaults(run=show)
    new = actions.add_parser("add", parents=[common], help="let somebody work here")
    new.add_argument("role", choices=sorted(ROLES))
    new.add_argument("email", metavar="ADDRESS")
    new.add_argument("--password", help="to sign in with (default: one is made and shown once)")
    new.set_defaults(run=add)
    old = actions.add_parser("remove", parents=[common], help="take every role from somebody")
    old.add_argument("email", metavar="ADDRESS")
    old.set_defaults(run=remove)


def show(_wanted: argparse.Namespace) -> Told:
    """List the staff."""
    table = plain_table()
    table.add_column("role")
    table.add_column("address")
    table.add_column("id", overflow="fold")
    items = []
    for role, group in ROLES.items():
        for staff_id, email in parts.directory.members_of(group):
            table.add_row(role, escape(email), staff_id)
            items.append({"role": role, "email": email, "staff_id": staff_id})
    return listing(items, table, nothing="Nobody works here yet.")


def add(wanted: argparse.Namespace) -> Told:
    """Enrol somebody."""
    email = wanted.email.lower()
    password = wanted.password or secrets.token_urlsafe(18)
    staff_id = enrol_staff(parts.directory, wanted.role, email, password)
    data = {"staff_id": staff_id, "role": wanted.role, "email": email}
    text = [f"[green]✓[/green] {escape(email)} is {wanted.role} {staff_id}"]
    if wanted.password is None:
        data["password"] = password
        text.append(f"  Their password, shown this once: {escape(password)}")
    return Told(data, text)


def remove(wanted: argparse.Namespace) -> Told:
    """Dismiss somebody."""
    email = wanted.email.lower()
    staff_id = dismiss_staff(parts, email)
    return Told(
        {"staff_id": staff_id, "email": email},
        [f"[green]✓[/green] {escape(email)}, {staff_id}, no longer works here"],
    )
