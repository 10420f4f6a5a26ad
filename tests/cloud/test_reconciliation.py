"""The books of the deployed platform, seen from an operator's terminal."""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta

import pytest

from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, EntryType, Ledger, Wallet, post
from casino.wallet.use_cases.adjust_balance import ADJUSTMENTS
from tests.support.players import bet, player
from tests.support.terminal import Terminal

RED = {"type": "red", "amount": 300}
BLACK = {"type": "black", "amount": 200}


@pytest.fixture(scope="module")
def terminal(stack):
    return Terminal(stack)


async def play(ann):
    """Bet, see the round end, and take some money out."""
    async with ann.seated() as hears:
        opened = await hears.event("round.opened")
        await hears.ask("bet.place", bet(opened["data"]["round_id"], RED, BLACK))
        await hears.event("bet.settled")
    body = {"amount": 1_000, "currency": "EUR"}
    await ann.post("/v1/payments/withdrawals", body, key=secrets.token_hex(8))


async def test_after_a_session_of_play_everything_agrees(stack, terminal):
    async with player(stack.endpoints, deposit=5_000) as ann:
        await play(ann)
        await terminal.until_summed(ann.player_id)
        code, said = await terminal.croupier("reconcile", "--psp")
    assert code == 0, said
    assert "our payments are the provider's" in said


@pytest.mark.alone
async def test_a_cent_on_a_wallet_is_found_and_named(stack, terminal):
    async with player(stack.endpoints, deposit=700) as ann:
        await terminal.until_summed(ann.player_id)
        with terminal.one_cent_more("WALLET_TABLE", f"PLAYER#{ann.player_id}", "WALLET", "cash"):
            code, said = await terminal.croupier("reconcile")
        assert code == 1
        assert f"wallets {ann.player_id}: player:cash is 700 by its entries, 701" in said
        code, said = await terminal.croupier("reconcile")
        assert code == 0, said


@pytest.mark.alone
async def test_a_cent_in_the_houses_accounts_is_found_and_a_rebuild_repairs_it(stack, terminal):
    async with player(stack.endpoints, deposit=800) as ann:
        await terminal.until_summed(ann.player_id)
        part = next(it for it in terminal.items("BOOKS_TABLE") if "#psp:" in it["sk"])
        with terminal.one_cent_more("BOOKS_TABLE", part["pk"], part["sk"], "given"):
            code, said = await terminal.croupier("reconcile")
            assert code == 1
            assert f"accounts {part['account']} {part['currency']} {part['day']}: given" in said
            code, said = await terminal.croupier("rebuild")
            assert code == 0, said
            code, said = await terminal.croupier("reconcile")
            assert code == 0, said
        assert terminal.item("BOOKS_TABLE", part["pk"], part["sk"]).keys() == {"pk", "sk", "given"}
        # And the stream goes on where the rebuild left off.
        await ann.deposit(200)
        await terminal.until_summed(ann.player_id)
        code, said = await terminal.croupier("reconcile")
        assert code == 0, said


async def test_an_operator_puts_a_balance_right_once(stack, terminal):
    async with player(stack.endpoints, deposit=500) as ann:
        adjustment = (
            "adjust", "--player", ann.player_id, "--amount", "125", "--currency", "EUR",
            "--reason", "a stake was lost", "--actor", "kim@house.example", "--key", "ticket-1",
            "--yes",
        )  # fmt: skip
        for expected in ("is posted", "was posted before"):
            code, said = await terminal.croupier(*adjustment)
            assert code == 0, said
            assert expected in said
        [line] = [each for each in await ann.history() if each["type"] == "adjustment"]
        assert (line["amount"], line["balance_after"]) == (125, 625)
        assert line["reference"] == {"reason": "a stake was lost"}
        assert "kim" not in str(line)
        await terminal.until_summed(ann.player_id)
    code, said = await terminal.croupier("accounts")
    assert code == 0
    assert "house:adjustments" in said
    assert "psp:stripe" in said


async def test_what_can_not_be_done_is_said_in_words(terminal):
    refused = await terminal.croupier(
        "adjust", "--player", "nobody", "--amount", "1", "--currency", "EUR",
        "--reason", "none", "--actor", "kim", "--key", "k", "--yes",
    )  # fmt: skip
    assert refused[0] == 2
    assert "There is no wallet for this account" in refused[1]
    assert "Traceback" not in refused[1]


async def test_an_operator_decides_about_large_withdrawals(stack, terminal):
    amount = 250_000
    async with player(stack.endpoints, deposit=2 * amount) as ann:
        ids = []
        for key in ("one", "other"):
            body = {"amount": amount, "currency": "EUR"}
            withdrawal = await ann.post("/v1/payments/withdrawals", body, key=key)
            assert withdrawal["status"] == "pending_review"
            ids.append(withdrawal["withdrawal_id"])
        whose = ("--player", ann.player_id, "--actor", "kim", "--reason", "looked at", "--yes")
        code, said = await terminal.croupier("withdrawals", "list")
        assert code == 0
        assert all(each in said for each in ids)
        code, said = await terminal.croupier("withdrawals", "approve", ids[0], *whose)
        assert (code, "is paid" in said) == (0, True), said
        code, said = await terminal.croupier("withdrawals", "reject", ids[1], *whose)
        assert (code, "is rejected" in said) == (0, True), said
        assert (await ann.wallet())["available"] == amount
        code, said = await terminal.croupier("withdrawals", "approve", ids[1], *whose)
        assert (code, "wrong_state" in said) == (2, True), said
        await terminal.until_summed(ann.player_id)
        code, said = await terminal.croupier("reconcile", "--psp")
        assert code == 0, said


def give_yesterday(stack, terminal):
    """Let a new player have been given some money yesterday; return their id."""
    ledger = Ledger(stack.client("dynamodb"), terminal.tables["WALLET_TABLE"])
    wallet = Wallet(f"yesterday-{secrets.token_hex(8)}", "EUR")
    work = UnitOfWork(stack.client("dynamodb"))
    ledger.open_wallet(work, wallet)
    work.commit()
    after, entry = post(
        wallet,
        EntryType.ADJUSTMENT,
        "gift",
        {CASH: 500, ADJUSTMENTS: -500},
        at=datetime.now(UTC) - timedelta(days=1),
        reference={"reason": "a gift"},
    )
    work = UnitOfWork(stack.client("dynamodb"))
    ledger.append(work, wallet, after, entry)
    work.commit()
    return wallet.player_id


async def audit(stack, terminal):
    """Have the timer's function called until the day's audit is done; return its report."""
    functions = stack.client("lambda")
    name = next(
        each["FunctionName"]
        for page in functions.get_paginator("list_functions").paginate()
        for each in page["Functions"]
        if each["Handler"] == "functions.reconciliation.reconcile.handler"
    )
    for _ in range(20):
        answer = await asyncio.to_thread(functions.invoke, FunctionName=name, Payload=b"{}")
        assert "FunctionError" not in answer, answer["Payload"].read()
        key = f"RUN#{datetime.now(UTC).date()}"
        report = terminal.item("RECONCILIATION_TABLE", key, "STATE")
        if report and report["stage"] == "done":
            return report
    raise AssertionError(f"the audit is not done: {report}")


@pytest.mark.alone
async def test_what_the_timer_s_audit_has_proved_can_not_be_changed_unnoticed(stack, terminal):
    now = datetime.now(UTC)
    if now.hour < 1 or (now + timedelta(minutes=2)).date() != now.date():
        pytest.skip("the day's audit has not begun, or the day ends under it")
    player_id = give_yesterday(stack, terminal)
    await terminal.until_summed(player_id)
    # The stage may have had its audit of yesterday.
    code, said = await terminal.croupier("reconcile", "--anew")
    assert code == 0, said
    report = await audit(stack, terminal)
    assert report["checked"]["wallets"] > 0
    assert report["drift"] == 0, report["drifts"]
    entry = ("WALLET_TABLE", f"PLAYER#{player_id}", "ENTRY#adjustment#gift")
    with terminal.changed(*entry, actor="nobody"):
        code, said = await terminal.croupier("reconcile")
    assert code == 1
    assert f"checkpoints {player_id}: entries up to 1 are not those that were proved" in said
    code, said = await terminal.croupier("reconcile")
    assert code == 0, said
