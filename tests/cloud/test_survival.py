"""What is left after the cloud was stopped, or died."""

import asyncio
import secrets
import time

import pytest

from tests.support.books import imbalances
from tests.support.local_cloud import until_saved
from tests.support.patience import PATIENCE
from tests.support.players import bet, bet_on_a_round, player
from tests.support.stacks import wallet_table

RED = {"type": "red", "amount": 500}
BLACK = {"type": "black", "amount": 300}

pytestmark = pytest.mark.alone


async def play_a_round(hears):
    bet_id = secrets.token_hex(8)
    await bet_on_a_round(hears, "roulette-eu-1", bet_id, RED, BLACK)
    await hears.event("bet.settled", where=lambda d: d["bet_id"] == bet_id)


async def test_a_stop_and_a_start_lose_nothing(stack):
    async with player(stack.endpoints, deposit=5_000) as ann:
        async with ann.seated() as hears:
            await play_a_round(hears)
        before = (await ann.wallet(), await ann.history())
        await asyncio.to_thread(stack.restart_cloud)
        after = (await ann.wallet(), await ann.history())
        del before[0]["as_of"], after[0]["as_of"]
        assert after == before
        async with ann.seated() as hears:
            await play_a_round(hears)
    assert imbalances(stack.client("dynamodb"), wallet_table(stack)) == []


async def test_after_a_crash_everything_up_to_the_last_snapshot_is_back_and_the_books_balance(
    stack,
):
    async with player(stack.endpoints, deposit=5_000) as ann:
        async with ann.seated() as hears:
            await play_a_round(hears)
        wallet = await ann.wallet()
        await asyncio.to_thread(until_saved, stack.settings)
        async with ann.seated() as hears:
            # The crash comes in the middle of a round with a bet on it.
            opened = await hears.event("round.opened")
            await hears.ask("bet.place", bet(opened["data"]["round_id"], RED, bet_id="in-flight"))
            await asyncio.to_thread(stack.restart_cloud, crash=True)
        after = await ann.wallet()
        assert after["version"] >= wallet["version"]
        assert imbalances(stack.client("dynamodb"), wallet_table(stack)) == []
        # The table goes on by itself, and a bet that survived gets its answer.
        async with ann.seated() as hears:
            await play_a_round(hears)
        found = await ann.rest.get("/v1/bets/in-flight")
        if found.status_code == 200:
            deadline = time.monotonic() + 60 * PATIENCE
            while found.json()["status"] == "accepted" and time.monotonic() < deadline:
                await asyncio.sleep(0.5)
                found = await ann.rest.get("/v1/bets/in-flight")
            assert found.json()["status"] in ("won", "lost")
        else:
            assert found.status_code == 404
    assert imbalances(stack.client("dynamodb"), wallet_table(stack)) == []
