"""``withdrawals``: decide about those that wait for a person."""

import argparse
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from casino.parts import at_start
from casino.payments import Withdrawal
from casino.payments.use_cases.approve_withdrawal import approve_withdrawal
from casino.payments.use_cases.list_reviews import list_reviews
from casino.payments.use_cases.reject_withdrawal import reject_withdrawal
from croupier.actor import actor_of, add_actor
from croupier.confirmation import add_yes, confirm
from croupier.output import Told, listing, plain_table

if TYPE_CHECKING:
    from collections.abc import Callable

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "Withdrawals above a currency's limit wait until somebody has looked at them. A decision "
        "is shown and asked about before it is made."
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    waiting = actions.add_parser("list", parents=[common], help="show those that wait")
    waiting.set_defaults(run=show)
    for name, use_case, sentence in (
        ("approve", approve_withdrawal, "let it be sent"),
        ("reject", reject_withdrawal, "return the money to the player"),
    ):
        decision = actions.add_parser(name, parents=[common], help=sentence)
        decision.add_argument("withdrawal", metavar="WITHDRAWAL", help="its id")
        decision.add_argument("--player", required=True, metavar="ID", help="whose it is")
        decision.add_argument(
            "--reason", required=name == "reject", default="", help="why, for auditors"
        )
        add_actor(decision)
        add_yes(decision)
        decision.set_defaults(run=decide, use_case=use_case, decision=name)


def show(_wanted: argparse.Namespace) -> Told:
    """List the withdrawals under review, the oldest first."""
    table = plain_table()
    table.add_column("since")
    # Ids are there to be copied: they may fold, and never end in dots.
    table.add_column("withdrawal", overflow="fold")
    table.add_column("player", overflow="fold")
    table.add_column("amount", justify="right", no_wrap=True)
    items = []
    cursor: str | None = None
    while True:
        page = list_reviews(parts.payments, cursor=cursor)
        for each in page.items:
            since = f"{each.created_at[:19]}Z"
            table.add_row(since, each.payment_id, each.player_id, str(each.money))
            items.append(_data(each))
        cursor = page.next_cursor
        if cursor is None:
            break
    return listing(items, table, nothing="No withdrawal waits for review.")


def decide(wanted: argparse.Namespace) -> Told:
    """Approve one and send it, or reject it."""
    actor = actor_of(wanted)
    waiting = parts.payments.withdrawal(wanted.player, wanted.withdrawal)
    confirm(
        wanted,
        {
            "decision": wanted.decision,
            "withdrawal": waiting.payment_id,
            "player": waiting.player_id,
            "amount": str(waiting.money),
            "since": f"{waiting.created_at[:19]}Z",
            "status": waiting.status,
            "reason": wanted.reason or "none",
            "by": actor,
        },
    )
    use_case: Callable[..., Withdrawal] = wanted.use_case
    decided = use_case(parts, wanted.player, wanted.withdrawal, actor=actor, reason=wanted.reason)
    done = f"{escape(decided.payment_id)} over {decided.money} is {decided.status}"
    return Told(_data(decided), [f"[green]✓[/green] {done}"])


def _data(withdrawal: Withdrawal) -> dict[str, Any]:
    return {
        "withdrawal_id": withdrawal.payment_id,
        "player_id": withdrawal.player_id,
        "amount": withdrawal.money.amount,
        "currency": withdrawal.money.currency,
        "status": withdrawal.status,
        "created_at": withdrawal.created_at,
    }
