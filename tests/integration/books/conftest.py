from datetime import UTC, datetime, timedelta

import pytest

from casino.books.use_cases.sum_entries import sum_entries
from casino.shared.aws import client
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, EntryType, Wallet
from casino.wallet.game_entries import post_game_entry
from tests.support.parts import some_parts

GAME = "game:roulette-european"


class Office:
    """A ledger that tests post to, and the books that are kept of it."""

    def __init__(self, dynamodb=None):
        self.parts = parts = some_parts(dynamodb=dynamodb or client("dynamodb"))
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self.dynamodb = parts.dynamodb
        self.ledger = some_parts().ledger
        self.reader = parts.ledger_reader
        self.books = parts.books
        self.told = []

    def open_wallet(self, player_id, currency="EUR"):
        work = UnitOfWork(client("dynamodb"))
        self.ledger.open_wallet(work, Wallet(player_id, currency))
        work.commit()

    def post(self, player_id, entry_type, postings, key=None, **values):
        wallet = self.ledger.wallet(player_id)
        key = key or f"{entry_type}-{wallet.version}"
        after, entry = post_game_entry(wallet, entry_type, key, postings, at=self.now, **values)
        work = UnitOfWork(client("dynamodb"))
        self.ledger.append(work, wallet, after, entry)
        work.commit()
        return entry

    def deposit(self, player_id, amount):
        postings = {CASH: amount, "psp:stripe": -amount}
        return self.post(player_id, EntryType.DEPOSIT, postings)

    def bet(self, player_id, amount):
        return self.post(player_id, EntryType.BET, {CASH: -amount, GAME: amount})

    def win(self, player_id, amount):
        return self.post(player_id, EntryType.WIN, {CASH: amount, GAME: -amount})

    def let_days_pass(self, days):
        self.now += timedelta(days=days)

    def sum(self, *player_ids):
        return sum_entries(self.books, self.reader, player_ids, tell=self.told.append)

    def flowed(self, currency="EUR"):
        """What was told of: deposited, staked, paid out, and how many bets there were."""
        flows = [told[currency] for told in self.told if currency in told]
        return (
            sum(flow.totals.deposited for flow in flows),
            sum(flow.totals.staked for flow in flows),
            sum(flow.totals.paid_out for flow in flows),
            sum(flow.bets for flow in flows),
        )

    def summed(self):
        """What each account holds by the books, without what is nothing."""
        held = {}
        for account_day, summed in self.books.sums(self.books.generations().serving).items():
            key = (account_day.account, account_day.currency)
            held[key] = held.get(key, 0) + summed.balance
        return {key: amount for key, amount in held.items() if amount}

    def true_sums(self):
        """What each account holds by the ledger, added up without any cleverness."""
        held = {}
        for page in self.reader.pages():
            for wallet in page.wallets:
                for entry in self.reader.entries_after(wallet.player_id):
                    for account, amount in entry.postings.items():
                        key = (account, entry.currency)
                        held[key] = held.get(key, 0) + amount
        return {key: amount for key, amount in held.items() if amount}


@pytest.fixture
def office(aws):
    office = Office()
    office.open_wallet("ann")
    office.open_wallet("ben", "GBP")
    return office
