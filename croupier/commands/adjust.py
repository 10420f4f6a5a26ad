"""``adjust``: put a player's balance right."""

import argparse

from rich.markup import escape

from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.money import CURRENCY_EXPONENTS, Money
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet.bootstrap import ledger
from casino.wallet.use_cases.adjust_balance import Adjustment, adjust_balance
from croupier.commands import Commands, Common
from croupier.output import console


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "adjust",
        parents=[common],
        help="put a player's cash right, against the house",
        description="Posts an adjustment to a player's cash. The player sees it and its reason in "
        "their history, and not who made it. The same key again changes nothing.",
    )
    parser.add_argument("--player", required=True, metavar="ID", help="whose balance")
    parser.add_argument(
        "--amount",
        required=True,
        type=int,
        help="in minor units, as the API has them: 1250 gives 12.50 EUR, -1250 takes it",
    )
    parser.add_argument("--currency", required=True, choices=sorted(CURRENCY_EXPONENTS))
    parser.add_argument("--reason", required=True, help="why; the player can read it")
    parser.add_argument("--actor", required=True, help="who makes it, such as your e-mail address")
    parser.add_argument("--key", required=True, help="names this adjustment, such as a ticket")
    parser.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Post the adjustment."""
    money = Money(wanted.amount, wanted.currency)
    adjustment = Adjustment(wanted.player, money, wanted.reason, wanted.actor, wanted.key)
    adjusted = adjust_balance(ledger(), lambda: UnitOfWork(client("dynamodb")), utc_now, adjustment)
    entry = adjusted.entry
    done = "was posted before" if adjusted.replayed else "is posted"
    console.print(
        f"[green]✓[/green] {money} {done}: {escape(entry.transaction_id)}, "
        f"{Money(entry.balance_after, entry.currency)} available after it"
    )
    return 0
