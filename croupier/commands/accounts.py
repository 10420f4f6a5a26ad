"""``accounts``: what house, provider and game accounts hold."""

import argparse
from collections import Counter

from rich.table import Table

from casino.books import Line, Totals, balances
from casino.books.bootstrap import books
from casino.shared.money import Money
from croupier.arguments import a_day
from croupier.commands import Commands, Common
from croupier.output import console


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "accounts",
        parents=[common],
        help="show what house, provider and game accounts hold",
        description="Shows each account's sums: of a game, stakes received and payouts given; of "
        "the provider, what it paid out and what it took in. All players' cash, bonus and held "
        "money are accounts too, so each currency sums to zero.",
    )
    parser.add_argument("--from", dest="since", type=a_day, metavar="DAY", help="first UTC day")
    parser.add_argument("--to", dest="until", type=a_day, metavar="DAY", help="last UTC day")
    parser.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Show the accounts."""
    keeper = books()
    totals = keeper.totals(keeper.generations().serving)

    def is_wanted(line: Line) -> bool:
        return (wanted.since or "") <= line.day <= (wanted.until or "9999")

    console.print(_table({line: each for line, each in totals.items() if is_wanted(line)}))
    return 0


def _table(totals: dict[Line, Totals]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, show_footer=True)
    table.add_column("account")
    for name in ("received", "given", "balance"):
        table.add_column(name, justify="right")
    table.add_column("postings", justify="right")
    sums: Counter[str] = Counter()
    for (account, currency), each in balances(totals).items():
        amounts = (each.received, each.given, each.balance)
        table.add_row(account, *(str(Money(amount, currency)) for amount in amounts),
                      str(each.postings))  # fmt: skip
        sums[currency] += each.balance
    table.add_section()
    for currency, amount in sorted(sums.items()):
        table.add_row("all together", "", "", str(Money(amount, currency)), "", style="dim")
    return table
