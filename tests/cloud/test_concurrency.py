"""Two hundred things at once on one wallet, with workers dying in the middle."""

import asyncio
import os
import random
import signal
from pathlib import Path

import pytest

from scripts import services
from tests.support.books import imbalances
from tests.support.players import bet, payment_method, player, until_definite
from tests.support.stacks import wallet_table

OPERATIONS = 200
STAKE = {"type": "red", "amount": 100}


def workers(stack):
    """Return the process ids of the functions' workers."""
    cloud = services.cloud(stack.settings).pid()
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[1]) == cloud:
            found.append(int(status.parent.name))
    return found


@pytest.mark.alone
async def test_two_hundred_operations_on_one_wallet_with_dying_workers_leave_the_books_right(stack):
    async with player(stack.endpoints, deposit=5_000) as ann, ann.seated() as hears:
        method = await payment_method(stack.endpoints)
        opened = await hears.event("round.opened")
        round_id = opened["data"]["round_id"]

        def deposit(number):
            body = {"amount": 1_000, "currency": "EUR", "payment_method": method}
            headers = {"Idempotency-Key": f"deposit-{number}"}
            return ann.rest.post("/v1/payments/deposits", json=body, headers=headers)

        def withdraw(number):
            headers = {"Idempotency-Key": f"withdrawal-{number}"}
            body = {"amount": 300, "currency": "EUR"}
            return ann.rest.post("/v1/payments/withdrawals", json=body, headers=headers)

        def place(number):
            return hears.ask("bet.place", bet(round_id, STAKE, bet_id=f"bet-{number}"), timeout=60)

        def look(_number):
            return ann.rest.get("/v1/bets", params={"limit": 5})

        def kind_of(number):
            if number % 10 == 0:
                return deposit
            return withdraw if number % 10 == 5 else place if number % 10 < 9 else look

        async def operate(number):
            kind = kind_of(number)
            if kind is look:
                return kind, (await look(number)).status_code
            return kind, await until_definite(lambda: kind(number))

        async def murder():
            for _ in range(3):
                await asyncio.sleep(0.7)
                victims = workers(stack)
                if victims:
                    os.kill(random.choice(victims), signal.SIGKILL)

        *outcomes, _ = await asyncio.gather(*(operate(n) for n in range(OPERATIONS)), murder())
        by_kind = {kind: [code for k, code in outcomes if k is kind] for kind, _ in outcomes}
        assert set(by_kind[deposit]) <= {"succeeded", "pending", "unavailable"}
        assert set(by_kind[place]) <= {"accepted", "insufficient_funds", "betting_closed"}
        assert set(by_kind[withdraw]) <= {"paid", "processing", "insufficient_funds"}

        # Whoever asks again gets the same answer, and nothing moves.
        accepted = by_kind[place].count("accepted")
        history = await ann.history()
        assert sum(line["type"] == "bet" for line in history) == accepted
        deposits = [line for line in history if line["type"] == "deposit"]
        assert len(deposits) == 1 + by_kind[deposit].count("succeeded")
        assert len({line["transaction_id"] for line in history}) == len(history)
        assert all(line["balance_after"] >= 0 for line in history)
    assert imbalances(stack.client("dynamodb"), wallet_table(stack)) == []
