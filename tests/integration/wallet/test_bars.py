"""Bars are kept with the wallet, and wallets from before they had reasons are read all the same."""

from datetime import UTC, datetime

from casino.shared.aws import client
from casino.shared.dynamodb import get_item
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Bar, BarReason, EntryType, Ledger, Wallet, post
from tests.integration.wallet.test_adjust_balance import Desk
from tests.support.bars import bar_on

_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
A_TIME_OUT = Bar(
    BarReason.TIME_OUT,
    frozenset({"play", "deposit"}),
    since="2026-11-23T00:00:00.000000Z",
    until="2026-11-24T00:00:00.000000Z",
)


def bar(ledger, bar):
    before = ledger.wallet("ann")
    work = UnitOfWork(client("dynamodb"))
    ledger.change_standing(work, before, before.barring(bar))
    work.commit()


def test_what_is_barred_comes_back_as_it_was_put_up(aws):
    desk = Desk()
    bar(desk.ledger, A_TIME_OUT)
    wallet = desk.ledger.wallet("ann")
    assert wallet.bars == (bar_on("play", "withdraw"), A_TIME_OUT)
    assert wallet.standing == 1


def test_a_wallet_from_before_bars_had_reasons_keeps_what_disputes_had_barred(aws):
    ledger = Ledger(client("dynamodb"), "wallet")
    work = UnitOfWork(client("dynamodb"))
    ledger.open_wallet(work, Wallet("ann", "EUR"))
    work.commit()
    table, key = ledger.wallet_key("ann")
    client("dynamodb").update_item(
        TableName=table,
        Key={name: {"S": value} for name, value in key.items()},
        UpdateExpression="SET barred = :barred, standing = :one REMOVE bars",
        ExpressionAttributeValues={":barred": {"L": [{"S": "withdraw"}]}, ":one": {"N": "1"}},
    )
    old = Bar(BarReason.DISPUTE, frozenset({"withdraw"}))
    before = ledger.wallet("ann")
    assert before.bars == (old,)
    # An entry leaves it alone, and the next change of standing writes it anew.
    after, entry = post(
        before, EntryType.ADJUSTMENT, "a", {"player:cash": 5, "house": -5}, at=_NOON
    )
    work = UnitOfWork(client("dynamodb"))
    ledger.append(work, before, after, entry)
    work.commit()
    assert ledger.wallet("ann").bars == (old,)
    bar(ledger, A_TIME_OUT)
    assert ledger.wallet("ann").bars == (old, A_TIME_OUT)
    assert "barred" not in get_item(client("dynamodb"), table, key)
    lifted = ledger.wallet("ann").unbarring(BarReason.DISPUTE)
    work = UnitOfWork(client("dynamodb"))
    ledger.change_standing(work, ledger.wallet("ann"), lifted)
    work.commit()
    assert ledger.wallet("ann").bars == (A_TIME_OUT,)
