"""Many real sockets at one table, some of which keep getting lost."""

import asyncio
import os
import random
import secrets
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from websockets import InvalidStatus

from tests.support.patience import PATIENCE
from tests.support.players import Player, bet_on_a_round, player

TABLE = "roulette-eu-1"
CHANNEL = f"table:{TABLE}"
# More on a machine that is busy with nothing else: 500 for ten rounds take six minutes.
PLAYERS = int(os.environ.get("CROUPIER_TEST_SOCKETS", "100"))
ROUNDS = int(os.environ.get("CROUPIER_TEST_ROUNDS", "3"))
SECONDS = PATIENCE * (300 + PLAYERS + 40 * ROUNDS)
RED = {"type": "red", "amount": 100}


class Follower:
    """Somebody who wants to know everything that happened at the table, once and in order.

    What arrives is kept by its number; a gap is asked for by rejoining since the last number
    before it, as any client does.
    """

    def __init__(self, who: Player) -> None:
        self.who = who
        self.seen = {}
        self.epoch = None
        self.first = self.last = 0
        self.resumed = 0
        self.joined = asyncio.Event()
        self.drop = asyncio.Event()

    def take(self, events):
        for event in events:
            assert event["epoch"] == self.epoch
            assert self.seen.setdefault(event["seq"], event) == event
        while self.last + 1 in self.seen:
            self.last += 1

    async def join(self, session):
        wanted = {"table_id": TABLE}
        if self.epoch is not None:
            wanted["since"] = {"epoch": self.epoch, "seq": self.last}
        reply = await session.ask("table.join", wanted, timeout=60)
        if self.epoch is None:
            self.epoch, self.first, self.last = reply["epoch"], reply["seq"], reply["seq"]
        else:
            assert reply["recovered"] is True
            self.take(reply["events"])
            self.resumed += 1
        self.take(session.on(CHANNEL, self.first))

    async def follow(self, connecting, over):
        """Stay at the table until it is over, coming back whenever the connection is lost."""
        while not over.is_set():
            async with AsyncExitStack() as connection:
                async with connecting:
                    session = await connection.enter_async_context(self.connected())
                    await self.join(session)
                self.joined.set()
                await first_of(over.wait(), self.drop.wait())
                if self.drop.is_set():
                    session.socket.transport.abort()
                self.take(session.on(CHANNEL, self.first))
                if not over.is_set():
                    self.drop.clear()
                    await asyncio.sleep(random.uniform(0, 2))

    async def catch_up(self, connecting):
        async with connecting, self.connected() as session:
            await self.join(session)

    @asynccontextmanager
    async def connected(self):
        """Connect; if the handshake is refused, again after a while, as any client does."""
        async with AsyncExitStack() as connection:
            for attempt in range(8):
                try:
                    session = await connection.enter_async_context(
                        self.who.connected(open_timeout=60)
                    )
                    break
                except InvalidStatus:
                    await asyncio.sleep(random.uniform(0, 0.5 * 2**attempt))
            else:
                raise TimeoutError("the handshake was refused eight times")
            yield session


async def first_of(*waits):
    tasks = [asyncio.create_task(wait) for wait in waits]
    _, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()


@pytest.mark.timeout(SECONDS + 300)
async def test_everyone_at_a_full_table_ends_with_the_same_events(stack):
    few_at_once = asyncio.Semaphore(8)
    connecting = asyncio.Semaphore(16)
    over = asyncio.Event()
    async with AsyncExitStack() as accounts:

        async def register():
            async with few_at_once:
                return await accounts.enter_async_context(player(stack.endpoints))

        crowd = [
            Follower(who) for who in await asyncio.gather(*(register() for _ in range(PLAYERS)))
        ]
        gambler = await accounts.enter_async_context(player(stack.endpoints, deposit=10_000))
        async with asyncio.timeout(SECONDS), asyncio.TaskGroup() as following:
            for each in crowd:
                following.create_task(each.follow(connecting, over))
            for each in crowd:
                await each.joined.wait()
            async with gambler.seated(TABLE) as hears:
                for _ in range(ROUNDS):
                    round_id = await bet_on_a_round(hears, TABLE, secrets.token_hex(8), RED)
                    for lost in random.sample(crowd, PLAYERS // 10):
                        lost.drop.set()
                        await asyncio.sleep(random.uniform(0, 0.2))
                    await hears.event(
                        "round.settled", where=lambda d, its=round_id: d["round_id"] == its
                    )
            over.set()
        arrived = sum(each.last > each.first for each in crowd)
        await asyncio.gather(*(each.catch_up(connecting) for each in crowd))

    assert arrived == PLAYERS
    assert sum(each.resumed for each in crowd) >= PLAYERS + ROUNDS * PLAYERS // 20
    start = max(each.first for each in crowd) + 1
    end = min(each.last for each in crowd)
    stories = [[each.seen[seq] for seq in range(start, end + 1)] for each in crowd]
    assert all(story == stories[0] for story in stories)
    told = [event["event"] for event in stories[0]]
    assert told.count("round.settled") >= ROUNDS
    assert "bets.summary" in told
