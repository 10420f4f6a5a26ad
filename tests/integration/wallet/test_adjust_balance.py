from datetime import UTC, datetime

import pytest

from casino.shared.aws import client
from casino.shared.errors import Invalid
from casino.shared.money import MAX_AMOUNT, Money
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CurrencyMismatch, InsufficientFunds, NoWallet, Wallet
from casino.wallet.errors import AdjustmentKeyReused
from casino.wallet.use_cases.adjust_balance import Adjustment, adjust_balance
from casino.wallet.use_cases.list_transactions import list_transactions
from tests.support.bars import bar_on
from tests.support.parts import some_parts


class Desk:
    def __init__(self):
        self.parts = some_parts(clock=lambda: datetime(2026, 11, 23, tzinfo=UTC))
        self.ledger = self.parts.ledger
        work = UnitOfWork(client("dynamodb"))
        self.ledger.open_wallet(work, Wallet("ann", "EUR", bars=(bar_on("play", "withdraw"),)))
        work.commit()

    def adjust(self, amount, key="ticket-1", **values):
        money = Money(amount, values.pop("currency", "EUR"))
        wanted = {"player_id": "ann", "reason": "a double charge", "actor": "kim@house.example"}
        adjustment = Adjustment(**wanted | values, money=money, key=key)
        return adjust_balance(self.parts, adjustment)

    def history(self):
        return list_transactions(
            self.ledger, "ann", entry_type=None, since=None, until=None, limit=10, cursor=None
        ).items

    @property
    def cash(self):
        return self.ledger.wallet("ann").cash


@pytest.fixture
def desk(aws):
    return Desk()


def test_money_comes_from_the_house_even_for_a_player_who_may_do_nothing(desk):
    entry = desk.adjust(1_250).record
    assert entry.postings == {"player:cash": 1_250, "house:adjustments": -1_250}
    assert desk.cash == 1_250


def test_the_same_key_adjusts_once(desk):
    first = desk.adjust(1_250)
    again = desk.adjust(1_250)
    assert (first.replayed, again.replayed) == (False, True)
    assert again.record.transaction_id == first.record.transaction_id
    assert desk.cash == 1_250


@pytest.mark.parametrize("change", [{"amount": 1_251}, {"reason": "another"}, {"actor": "lee"}])
def test_a_key_stands_for_one_adjustment(desk, change):
    desk.adjust(1_250)
    with pytest.raises(AdjustmentKeyReused):
        desk.adjust(**{"amount": 1_250} | change)
    assert desk.cash == 1_250


def test_the_player_sees_the_reason_and_not_the_operator(desk):
    desk.adjust(1_250)
    [line] = desk.history()
    assert (line.type, line.amount, line.reference) == (
        "adjustment",
        1_250,
        {"reason": "a double charge"},
    )
    assert "kim" not in line.model_dump_json()
    entry = desk.ledger.entry("ann", "adjustment", "ticket-1")
    assert entry.actor == "kim@house.example"


def test_nobody_is_taken_more_than_they_have(desk):
    desk.adjust(100)
    with pytest.raises(InsufficientFunds):
        desk.adjust(-101, key="ticket-2")
    assert desk.adjust(-100, key="ticket-2").record.balance_after == 0


@pytest.mark.parametrize(
    "values",
    [
        {"amount": 0},
        {"amount": MAX_AMOUNT + 1},
        {"amount": -MAX_AMOUNT - 1},
        {"reason": ""},
        {"reason": "  "},
        {"reason": "two\nlines"},
        {"actor": ""},
        {"key": ""},
        {"key": "k" * 256},
        {"key": "schlüssel"},
    ],
)
def test_an_adjustment_needs_an_amount_a_reason_an_actor_and_a_key(desk, values):
    with pytest.raises(Invalid):
        desk.adjust(**{"amount": 1} | values)
    assert desk.history() == []


def test_what_can_not_be_adjusted_is_said(desk):
    with pytest.raises(CurrencyMismatch):
        desk.adjust(1, currency="GBP")
    with pytest.raises(NoWallet):
        desk.adjust(1, player_id="nobody")
