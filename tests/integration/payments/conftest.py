import pytest

from casino.shared.aws import client
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Activity, EntryType, Wallet
from casino.wallet.game_entries import post_game_entry
from scripts import services, tools
from tests.integration.payments.fake_provider import Clock, FakeAccount, FakeProvider
from tests.support.bars import bar_on
from tests.support.local_cloud import private_settings
from tests.support.parts import some_parts

PLAYER = "player-1"


@pytest.fixture(scope="session")
def localstripe(tmp_path_factory):
    """The address of a Stripe of this run's own."""
    settings = private_settings(tmp_path_factory.mktemp("psp"))
    tools.install_local_services(settings)
    process = services.psp(settings)
    try:
        process.start()
        yield settings.psp.url
    finally:
        process.stop()


class Bench:
    """A cashier on empty tables, with a fake provider and a clock that only waiting moves."""

    def __init__(self, dynamodb):
        self.clock = Clock()
        self.provider = FakeProvider()
        self.dynamodb = dynamodb
        self.parts = self.parts_with(dynamodb, self.provider)
        self.ledger = self.parts.ledger
        self.payments = self.parts.payments

    def parts_with(self, dynamodb, provider):
        """Return parts whose writes and calls go through something of a test's own."""
        return some_parts(
            clock=self.clock, dynamodb=dynamodb, psp=FakeAccount(provider), pause=self.clock.move
        )

    def open_wallet(self, player_id=PLAYER, currency="EUR", **values):
        work = UnitOfWork(self.dynamodb)
        self.ledger.open_wallet(work, Wallet(player_id, currency, **values))
        work.commit()

    def win(self, amount, player_id=PLAYER):
        """Give a player money that they never paid in."""
        self._play(EntryType.WIN, amount, player_id)

    def lose(self, amount, player_id=PLAYER):
        """Let a player lose money."""
        self._play(EntryType.BET, -amount, player_id)

    def _play(self, entry_type, amount, player_id):
        wallet = self.wallet(player_id)
        key = f"round-{wallet.version}"
        postings = {"player:cash": amount, "house": -amount}
        after, entry = post_game_entry(wallet, entry_type, key, postings, at=self.clock())
        work = UnitOfWork(self.dynamodb)
        self.ledger.append(work, wallet, after, entry)
        work.commit()

    def bar(self, *activities, player_id=PLAYER):
        """Bar a player from these activities, beside what others bar them from."""
        before = self.wallet(player_id)
        work = UnitOfWork(self.dynamodb)
        self.ledger.change_standing(work, before, before.barring(bar_on(*activities)))
        work.commit()

    def barred(self, player_id=PLAYER):
        """What a player is barred from now."""
        wallet, now = self.wallet(player_id), self.clock()
        return {activity for activity in Activity if wallet.bar_on(activity, now)}

    def wallet(self, player_id=PLAYER):
        return self.ledger.wallet(player_id)

    def entries(self, player_id=PLAYER):
        """Every entry of a player, oldest first, proved to add up to the wallet."""
        entries = self.ledger.statement(player_id, limit=100).items[::-1]
        wallet = self.wallet(player_id)
        assert [each.version for each in entries] == list(range(1, wallet.version + 1))
        for each in entries:
            assert sum(each.postings.values()) == 0
        for account, balance in (("player:cash", wallet.cash), ("player:held", wallet.held)):
            assert sum(each.postings.get(account, 0) for each in entries) == balance
        return entries


@pytest.fixture
def bench(aws):
    bench = Bench(client("dynamodb"))
    bench.open_wallet()
    return bench
