"""The Python client on the deployed platform: what it tells needs no luck with the network."""

import asyncio
import random
from contextlib import asynccontextmanager
from functools import partial

from croupier_client import RealtimeClient, RequestRefused, TableListener, Ticket, open_web_socket
from tests.support.documented import Undocumented
from tests.support.documented_frames import Conversation
from tests.support.patience import PATIENCE
from tests.support.players import player

TABLE = "roulette-eu-1"
ROUNDS = 3
RED = {"type": "red", "amount": 100}


class Notes(TableListener):
    """Writes down what happens at a table, and tells when rounds are over."""

    def __init__(self):
        self.events = []
        self.snapshots = 0
        self.changed = asyncio.Event()

    def on_snapshot(self, snapshot):
        self.snapshots += 1

    def on_event(self, event):
        self.events.append(event)
        self.changed.set()

    async def until(self, is_enough):
        while not is_enough(self.events):
            self.changed.clear()
            await self.changed.wait()


class Overheard:
    """A connection whose frames are held against the reference."""

    def __init__(self, transport, undocumented):
        self._transport = transport
        self._undocumented = undocumented
        self._said = Conversation()

    async def send(self, text):
        self._said.sent(text)
        await self._transport.send(text)

    async def receive(self):
        text = await self._transport.receive()
        try:
            self._said.received(text)
        except Undocumented as fault:
            # The client would take it for a fault of its own, and connect anew.
            self._undocumented.append(fault)
        return text

    async def close(self):
        await self._transport.close()


class Unreliable:
    """Opens WebSockets that can be torn off like a cable, with nothing said."""

    def __init__(self):
        self.opened = 0
        self.undocumented = []
        self._current = None

    async def open(self, url):
        self._current = await open_web_socket(url)
        self.opened += 1
        return Overheard(self._current, self.undocumented)

    def tear_off(self):
        if self._current is not None:
            self._current._socket.transport.abort()


@asynccontextmanager
async def online(somebody, listener, **options):
    async def fetch_ticket():
        return Ticket(f"{somebody.endpoints['websocket_url']}?ticket={await somebody.ticket()}")

    client = RealtimeClient(fetch_ticket, **options)
    client.join_table(TABLE, listener)
    async with client:
        yield client


async def torn_off_at_random(cable, seed):
    chance = random.Random(seed)
    while True:
        await asyncio.sleep(chance.uniform(0.2, 2.5))
        cable.tear_off()


def names(events, name):
    return [event for event in events if event["event"] == name]


def is_settled(round_id, events):
    return any(event["data"]["round_id"] == round_id for event in names(events, "round.settled"))


async def play_a_round(client, notes):
    """Bet on the next round that takes the bet, see it settled, and return the bet's id."""
    tried = set()

    def untried(events):
        rounds = [event["data"]["round_id"] for event in names(events, "round.opened")]
        return rounds and rounds[-1] not in tried

    while True:
        await notes.until(untried)
        round_id = names(notes.events, "round.opened")[-1]["data"]["round_id"]
        tried.add(round_id)
        try:
            bet = await client.place_bet(TABLE, round_id, [RED])
        except RequestRefused as refused:
            # The connection was gone while betting was open: an honest answer, and a next round.
            if refused.code != "betting_closed":
                raise
            continue
        await notes.until(partial(is_settled, round_id))
        return bet["bet_id"]


async def test_a_client_that_keeps_losing_its_connection_hears_what_an_observer_hears(stack):
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    cable, steady, torn = Unreliable(), Notes(), Notes()
    async with (
        player(stack.endpoints) as observer,
        player(stack.endpoints, deposit=1_000) as unlucky,
        online(observer, steady),
        online(unlucky, torn, open_transport=cable.open) as client,
    ):
        tearing = asyncio.create_task(torn_off_at_random(cable, seed))
        async with asyncio.timeout(150 * PATIENCE):
            taken = [await play_a_round(client, torn) for _ in range(ROUNDS)]
            tearing.cancel()
            told = torn.events[:]
            await steady.until(lambda events: events[-1]["seq"] >= told[-1]["seq"])
        bets = await unlucky.get("/v1/bets", limit=100)

    assert cable.undocumented == []
    assert cable.opened > ROUNDS
    assert torn.snapshots == 1, "every gap was replayed whole"
    seqs = [event["seq"] for event in told]
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs))), "no gap, no duplicate"
    # The two sat down one after the other; from then on they were told the same.
    since = max(seqs[0], steady.events[0]["seq"])
    assert [event for event in told if event["seq"] >= since] == [
        event for event in steady.events if since <= event["seq"] <= seqs[-1]
    ]
    assert sorted(bet["bet_id"] for bet in bets["items"]) == sorted(taken), "each bet taken once"
