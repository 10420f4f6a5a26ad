"""A player with a wallet, who can be kept away, and the routes by which they are."""

import pytest

from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Activity, Wallet
from tests.support.api_events import call, rest_event
from tests.support.clock import Clock
from tests.support.parts import functions_with


class Desk:
    """What a player may do, and what they ask for."""

    def __init__(self, parts):
        self.parts = parts
        self.clock = parts.clock
        work = UnitOfWork(parts.dynamodb)
        parts.ledger.open_wallet(work, Wallet("ann", "EUR", cash=10_00))
        work.commit()

    def ask(self, what, body=None):
        from functions.safer_gambling.api import handler

        return call(handler, rest_event("POST", f"/v1/me/{what}", body=body, player_id="ann"))

    def time_out(self, duration):
        return self.ask("time-out", {"duration": duration})

    def exclude(self, duration):
        return self.ask("self-exclusion", {"duration": duration})

    def reinstate(self):
        return self.ask("reinstatement")

    def wallet(self):
        return self.parts.ledger.wallet("ann")

    def barred(self):
        """What the player may not do now, and by which error each is refused."""
        wallet = self.wallet()
        bars = {each: wallet.bar_on(each, self.clock()) for each in Activity}
        return {str(each): bar.refusal.code for each, bar in bars.items() if bar}

    def asked(self):
        return [(each.kind, each.duration, each.until) for each in self.parts.exclusions.of("ann")]


@pytest.fixture
def desk(aws):
    with functions_with(clock=Clock()) as parts:
        yield Desk(parts)
