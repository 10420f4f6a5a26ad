"""From the answer to a self-exclusion on, no door takes anything, however many knock at once."""

import asyncio
import itertools
import secrets
import time

import websockets

from tests.support.books import imbalances
from tests.support.documented import rest_client
from tests.support.patience import PATIENCE
from tests.support.players import PASSWORD, Refused, bet, payment_method, player
from tests.support.stacks import wallet_table

TABLE = "roulette-eu-1"
EVENS = {"type": "red", "amount": 10}, {"type": "black", "amount": 10}
UNDER = {"direction": "under", "chance": 4_950}
KNOCKING = 30
TRIES = 200
_names = itertools.count(1)


class Doors:
    """Every way in which a player can stake, or sit down to."""

    def __init__(self, somebody, socket, round_id):
        self.somebody, self.socket, self.round_id = somebody, socket, round_id
        self.all = (self.by_socket, self.by_rest, self.instant, self.seat)

    async def by_socket(self):
        return await self._frame("bet.place", bet(self.round_id, *EVENS, bet_id=_bet_id()))

    async def seat(self):
        wanted = {"table_id": "blackjack-1", "seat": next(_names) % 7 + 1}
        return await self._frame("seat.take", wanted)

    async def by_rest(self):
        body = {"bet_id": _bet_id(), "round_id": self.round_id, "stakes": EVENS}
        return await self._request(f"/v1/tables/{TABLE}/bets", body)

    async def instant(self):
        return await self._request("/v1/games/dice/rounds", {"stake": 10, "choice": UNDER})

    async def _frame(self, action, data):
        try:
            await self.socket.ask(action, data, timeout=30)
        except Refused as refused:
            return refused.code
        except websockets.ConnectionClosed:
            return "closed"
        return "taken"

    async def _request(self, path, body):
        headers = {"Idempotency-Key": secrets.token_hex(8)}
        answer = await self.somebody.rest.post(path, json=body, headers=headers)
        return "taken" if answer.status_code == 201 else answer.json()["code"]


def _bet_id():
    return f"b-{next(_names)}"


async def ends(session):
    """Wait for the end of a connection; return what it was told before, in order."""
    await asyncio.wait_for(session.socket.wait_closed(), 30 * PATIENCE)
    told = ("account.restricted", "session.closing")
    return [(e["event"], e["data"]) for e in session.events if e["event"] in told]


async def settlement_of(somebody, bet_id):
    while True:
        found = await somebody.get(f"/v1/bets/{bet_id}")
        if found["status"] != "accepted":
            return found
        await asyncio.sleep(0.2)


async def stakes_of(somebody):
    return sum(line["type"] == "bet" for line in await somebody.history())


async def test_from_the_answer_on_nothing_is_taken_and_what_is_open_is_paid(stack):
    async with player(stack.endpoints, deposit=50_000) as ann:
        method = await payment_method(stack.endpoints)
        async with ann.seated() as hears, ann.connected() as phone:
            opened = await hears.event("round.opened")
            doors = Doors(ann, hears, opened["data"]["round_id"])
            waiting = _bet_id()
            await hears.ask("bet.place", bet(doors.round_id, *EVENS, bet_id=waiting))
            tries, answered = [], []

            async def knock(door):
                while not answered:
                    began = time.monotonic()
                    tries.append((began, await door()))

            async def exclude():
                await asyncio.sleep(0.5)
                until = (await ann.post("/v1/me/self-exclusion", {"duration": "P6M"}))["until"]
                answered.append(time.monotonic())
                return until

            knocking = (knock(doors.all[number % 4]) for number in range(KNOCKING))
            until, *_ = await asyncio.gather(exclude(), *knocking)
            assert any(said == "taken" for _, said in tries)
            assert not [said for began, said in tries if began > answered[0] and said == "taken"]
            for session in (hears, phone):
                restricted, closing = await ends(session)
                data = {"reason": "self_excluded", "until": until}
                assert restricted == ("account.restricted", data)
                data = {"reason": "self_excluded", "code": 4003, "reconnect": False}
                assert closing == ("session.closing", data)
        staked = await stakes_of(ann)
        me = await ann.get("/v1/me")
        assert me["restriction"] == {"reason": "self_excluded", "until": until, "lapses": False}

        # An open round may be seen to its end, so a socket opens; and nothing is taken by it.
        async with ann.seated() as hears:
            opened = await hears.event("round.opened")
            doors = Doors(ann, hears, opened["data"]["round_id"])
            said = await asyncio.gather(*(doors.all[n % 4]() for n in range(TRIES)))
            assert set(said) <= {"self_excluded", "rate_limited"}
            assert said.count("self_excluded") >= TRIES // 2
            chat = {"table_id": TABLE, "text": "hello"}
            assert await doors._frame("chat.send", chat) == "self_excluded"
            deposit = {"amount": 1_000, "currency": "EUR", "payment_method": method}
            assert await doors._request("/v1/payments/deposits", deposit) == "self_excluded"
            assert await stakes_of(ann) == staked

        # On red and on black: one of them wins, unless the ball falls on zero.
        async with asyncio.timeout(60 * PATIENCE):
            settled = await settlement_of(ann, waiting)
        assert settled["status"] in {"won", "lost"}
        body = {"amount": 1_000, "currency": "EUR"}
        withdrawal = await ann.post("/v1/payments/withdrawals", body, key="out")
        assert withdrawal["status"] in {"processing", "paid"}
    assert imbalances(stack.client("dynamodb"), wallet_table(stack)) == []


async def test_two_devices_and_both_ways_at_once_are_one_answer_for_each_way(stack):
    async with player(stack.endpoints) as ann:
        wanted = [("time-out", "P7D"), ("self-exclusion", "P1Y")] * 4
        answers = await asyncio.gather(
            *(ann.post(f"/v1/me/{way}", {"duration": duration}) for way, duration in wanted)
        )
        ends_at = {(way, said["until"]) for (way, _), said in zip(wanted, answers, strict=True)}
        assert len(ends_at) == 2
        async with rest_client(stack.endpoints["rest_url"]) as rest:
            credentials = {"email": ann.email, "password": PASSWORD}
            session = (await rest.post("/v1/auth/login", json=credentials)).json()
        until = dict(ends_at)["self-exclusion"]
        assert session["restriction"] == {
            "reason": "self_excluded",
            "until": until,
            "lapses": False,
        }
        shorter = await ann.post("/v1/me/self-exclusion", {"duration": "P6M"})
        assert shorter == {"until": until}
        early = await ann.rest.post("/v1/me/reinstatement")
        assert (early.status_code, early.json()["code"]) == (409, "still_excluded")
