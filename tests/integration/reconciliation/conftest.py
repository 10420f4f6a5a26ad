from datetime import timedelta

import pytest

from casino.books.use_cases.sum_entries import sum_entries
from casino.payments.messages import DepositRequest, WithdrawalRequest
from casino.payments.provider import Succeeded
from casino.payments.settlement_report import Movement, MovementKind, MovementState
from casino.payments.use_cases.make_deposit import make_deposit
from casino.payments.use_cases.make_withdrawal import make_withdrawal
from casino.reconciliation.use_cases.continue_audit import continue_audit
from casino.reconciliation.use_cases.reconcile import reconcile
from casino.shared.dynamodb import from_item, to_item
from casino.shared.money import Money
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase
from casino.wallet import Wallet
from casino.wallet.use_cases.adjust_balance import Adjustment, adjust_balance
from tests.integration.payments.fake_provider import GOOD_CARD, FakeAccount, FakeProvider
from tests.integration.tables.conftest import Floor

RED = {"type": "red", "amount": 500}
BLACK = {"type": "black", "amount": 500}


class Report:
    """What the fake provider lists."""

    def __init__(self, provider, clock):
        self._provider = provider
        self._clock = clock
        self.extra: list[Movement] = []

    def movements(self, since):
        provider = self._provider
        for reference, each in provider.charges.items():
            charge, done = each.charge, isinstance(each.outcome, Succeeded)
            state = MovementState.SUCCEEDED if done else MovementState.PENDING
            ids = (charge.player_id, charge.deposit_id, None)
            yield self._line(MovementKind.CHARGE, reference, charge.money, state, ids)
        for kind, prefix, transfers, state in (
            (MovementKind.REFUND, "re", provider.refunds, MovementState.SUCCEEDED),
            (MovementKind.PAYOUT, "po", provider.payouts, MovementState.PENDING),
        ):
            for number, each in enumerate(transfers, start=1):
                ids = (each.player_id, each.withdrawal_id, each.transfer_id)
                yield self._line(kind, f"{prefix}_{number}", each.money, state, ids)
        yield from self.extra

    def _line(self, kind, reference, money, state, ids):
        return Movement(kind, reference, money, state, self._clock.now, *ids)

    def invent(self, amount, kind=MovementKind.CHARGE, **values):
        """Add a line that nobody knows of."""
        line = self._line(kind, "xx_1", Money(amount, "EUR"), MovementState.SUCCEEDED, (None,) * 3)
        self.extra.append(line)


class House:
    """Everything that holds money, with a clock that stands still."""

    def __init__(self):
        self.provider = FakeProvider()
        self.floor = Floor(psp=FakeAccount(self.provider))
        self.clock = self.floor.clock
        self.parts = self.floor.parts
        self.dynamodb = self.parts.dynamodb
        self.books = self.parts.books
        self.reader = self.parts.ledger_reader
        self.report = self.parts.psp.settlement_report = Report(self.provider, self.clock)

    def welcome(self, player_id, amount):
        work = UnitOfWork(self.dynamodb)
        self.floor.ledger.open_wallet(work, Wallet(player_id, "EUR"))
        work.commit()
        request = DepositRequest(amount=amount, currency="EUR", payment_method=GOOD_CARD)
        return make_deposit(self.parts, player_id, "d-1", request).body

    def withdraw(self, player_id, amount):
        request = WithdrawalRequest(amount=amount, currency="EUR")
        return make_withdrawal(self.parts, player_id, "w-1", request).body

    def play_a_round(self):
        self.floor.advance_to(Phase.OPEN)
        number = self.floor.round.number
        self.floor.bet("ann", f"a-{number}", RED, BLACK)
        self.floor.bet("ben", f"red-{number}", RED)
        self.floor.bet("ben", f"black-{number}", BLACK)
        self.floor.advance_to(Phase.RESULT)
        self.floor.settle()
        self.floor.advance_to(Phase.SETTLED)
        return self.floor.round

    def sum(self):
        return sum_entries(self.books, self.reader, ["ann", "ben"])

    def reconcile(self):
        # One segment, because moto does not bear threads.
        return reconcile(self.parts, report=self.report, segments=1)

    def audit(self, has_time=lambda: True):
        return continue_audit(self.parts, has_time)

    def audit_tomorrow(self):
        """Let a day pass, and have it audited; return what was found."""
        self.let_days_pass(1)
        return self.audit().found

    def drifts(self):
        return {(each.check.value, each.subject, each.detail) for each in self.reconcile().drifts}

    def let_days_pass(self, days):
        self.clock.now += timedelta(days=days)

    def adjust(self, player_id, amount):
        """Move money at any moment, by an entry that stands for itself."""
        key = str(self.floor.ledger.wallet(player_id).version)
        adjust_balance(
            self.parts, Adjustment(player_id, Money(amount, "EUR"), "A gift", "tests", key)
        )

    def items(self, table):
        return [from_item(raw) for raw in self.dynamodb.scan(TableName=table)["Items"]]

    def item(self, table, pk, sk):
        answer = self.dynamodb.get_item(TableName=table, Key=to_item({"pk": pk, "sk": sk}))
        return from_item(answer["Item"])

    def tamper(self, table, pk, sk, **values):
        """Change what nobody may change."""
        self.put(table, self.item(table, pk, sk) | values)

    def put(self, table, item):
        self.dynamodb.put_item(TableName=table, Item=to_item(item))

    def remove(self, table, pk, sk):
        self.dynamodb.delete_item(TableName=table, Key=to_item({"pk": pk, "sk": sk}))


@pytest.fixture
def house(aws):
    """A house in which something of everything has happened, and all of it is summed."""
    house = House()
    house.deposit = house.welcome("ann", 10_000)
    house.welcome("ben", 5_000)
    house.round = house.play_a_round()
    while house.round.outcome["colour"] == "green":
        house.round = house.play_a_round()  # until both have won something
    house.withdrawal = house.withdraw("ann", 2_000)
    house.sum()
    house.clock.move(3_600)
    return house
