"""``accounts``: what house, provider and game accounts hold."""

import argparse
from collections import Counter

from casino.books import AccountDay, balances
from casino.parts import at_start
from casino.shared.money import Money
from croupier.arguments import a_day
from croupier.output import Told, plain_table

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "Shows each account's sums: of a game, stakes received and payouts given; of the "
        "provider, what it paid out and what it took in. All players' cash, bonus and held money "
        "are accounts too, so each currency sums to zero."
    )
    parser.add_argument("--from", dest="since", type=a_day, metavar="DAY", help="first UTC day")
    parser.add_argument("--to", dest="until", type=a_day, metavar="DAY", help="last UTC day")
    parser.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> Told:
    """Show the accounts."""
    books = parts.books
    by_day = books.sums(books.generations().serving)

    def is_wanted(account_day: AccountDay) -> bool:
        return (wanted.since or "") <= account_day.day <= (wanted.until or "9999")

    table = plain_table()
    table.add_column("account")
    for name in ("received", "given", "balance"):
        table.add_column(name, justify="right")
    table.add_column("postings", justify="right")
    items = []
    sums: Counter[str] = Counter()
    held = balances({key: each for key, each in by_day.items() if is_wanted(key)})
    for (account, currency), each in held.items():
        amounts = {"received": each.received, "given": each.given, "balance": each.balance}
        shown = [str(Money(amount, currency)) for amount in amounts.values()]
        table.add_row(account, *shown, str(each.postings))
        items.append(
            {"account": account, "currency": currency, **amounts, "postings": each.postings}
        )
        sums[currency] += each.balance
    table.add_section()
    for currency, amount in sorted(sums.items()):
        table.add_row("all together", "", "", str(Money(amount, currency)), "", style="dim")
    some_days = wanted.since or wanted.until
    nothing = "Nothing was posted in those days." if some_days else "Nothing was posted yet."
    return Told({"items": items, "sums": dict(sorted(sums.items()))}, [table if items else nothing])
