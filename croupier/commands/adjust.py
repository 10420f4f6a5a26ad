"""``adjust``: put a player's balance right."""

import argparse

from rich.markup import escape

from casino.parts import at_start
from casino.shared.money import CURRENCY_EXPONENTS, Money
from casino.wallet.use_cases.adjust_balance import Adjustment, adjust_balance
from croupier.actor import actor_of, add_actor
from croupier.confirmation import add_yes, confirm
from croupier.output import Told

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "Posts an adjustment to a player's cash, after showing it and asking. The player sees it "
        "and its reason in their history, and not who made it. The same key again changes nothing."
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
    parser.add_argument("--key", required=True, help="names this adjustment, such as a ticket")
    add_actor(parser)
    add_yes(parser)
    parser.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> Told:
    """Post the adjustment."""
    money = Money(wanted.amount, wanted.currency)
    adjustment = Adjustment(wanted.player, money, wanted.reason, actor_of(wanted), wanted.key)
    adjustment.must_be_valid()
    _confirm(wanted, adjustment)
    adjusted = adjust_balance(parts, adjustment)
    entry = adjusted.record
    done = "was posted before" if adjusted.replayed else "is posted"
    available = Money(entry.balance_after, entry.currency)
    return Told(
        {
            "transaction_id": entry.transaction_id,
            "player_id": wanted.player,
            "amount": money.amount,
            "currency": money.currency,
            "balance_after": entry.balance_after,
            "replayed": adjusted.replayed,
        },
        [
            (
                f"[green]✓[/green] {money} {done}: {escape(entry.transaction_id)}, "
                f"{available} available after it"
            )
        ],
    )


def _confirm(wanted: argparse.Namespace, adjustment: Adjustment) -> None:
    wallet = parts.ledger.wallet(adjustment.player_id)
    money = adjustment.money
    facts = {
        "player": adjustment.player_id,
        "gives" if money.amount > 0 else "takes": str(Money(abs(money.amount), money.currency)),
        "available now": str(Money(wallet.available, wallet.currency)),
        "reason": adjustment.reason,
        "key": adjustment.key,
        "by": adjustment.actor,
    }
    if wallet.currency == money.currency:
        facts["and then"] = str(Money(wallet.available + money.amount, wallet.currency))
    confirm(wanted, facts)
