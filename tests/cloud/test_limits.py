"""Limits of rounds and seats, aimed at from several connections and both doors at once."""

import asyncio
import itertools
import secrets
from contextlib import AsyncExitStack

import pytest

from tests.support.players import Refused, player, until_definite
from tests.support.terminal import Terminal

SOCKETS = 3
# Who lists the tables sees those that are added here come and go.
ADDS_TABLES = pytest.mark.shares("the-list-of-tables")


@pytest.fixture
async def table(stack):
    """A table with narrow limits, which plays."""
    name = f"narrow-{secrets.token_hex(4)}"

    async def set_up(*limits):
        code, said = await Terminal(stack).croupier(
            *("tables", "add", name, "--game", "roulette-european", "--name", "Narrow"),
            *("--actor", "tests", *limits),
        )
        assert code == 0, said
        stack.set_off("tables.sweep_rounds")
        return name

    yield set_up
    await Terminal(stack).croupier("tables", "close", name, "--actor", "tests", "--yes")


class Bettor:
    """Somebody who bets over several connections, and by REST."""

    def __init__(self, somebody, sockets):
        self.somebody, self.sockets = somebody, sockets
        self.doors = itertools.cycle([*sockets, None])
        self.made = itertools.count(1)

    @classmethod
    async def enter(cls, stack, exits, table_id):
        somebody = await exits.enter_async_context(player(stack.endpoints, deposit=50_000))
        sockets = [
            await exits.enter_async_context(somebody.seated(table_id)) for _ in range(SOCKETS)
        ]
        return cls(somebody, sockets)

    async def bet(self, table_id, round_id, *stakes):
        """Bet through the next door; return what was staked, or why not."""
        door, bet_id = next(self.doors), f"b-{next(self.made)}"
        wanted = {"bet_id": bet_id, "round_id": round_id, "stakes": stakes}

        def attempt():
            if door is None:
                path = f"/v1/tables/{table_id}/bets"
                return self.somebody.rest.post(path, json=wanted)
            return door.ask("bet.place", wanted | {"table_id": table_id})

        said = await until_definite(attempt)
        return sum(stake["amount"] for stake in stakes) if said == "accepted" else said

    async def opened(self, after=0):
        return (await self.sockets[0].event("round.opened", after=after))["data"]["round_id"]


def straight(number, amount):
    return {"type": "straight", "selection": [number], "amount": amount}


async def all_within(table_id, bettors, most, wanted):
    """Have bets made at once on round after round, until one had none that came too late.

    In no round is more taken than what may be, and in that one no less.
    """
    for _ in range(6):
        round_id = await bettors[0].opened(after=len(bettors[0].sockets[0].events))
        bets = [bettor.bet(table_id, round_id, *stakes) for bettor, stakes in wanted]
        said = await asyncio.gather(*bets)
        staked = sum(each for each in said if isinstance(each, int))
        assert staked <= most
        refused = {each for each in said if not isinstance(each, int)}
        if "betting_closed" not in refused:
            assert refused == {"stake_out_of_range"}
            assert staked == most
            return
    raise AssertionError("the machine was too busy to bet in time")


@ADDS_TABLES
async def test_one_player_stakes_no_more_on_a_spot_and_a_round_by_whatever_door(stack, table):
    table_id = await table("--min", "10", "--max", "1000", "--max-bet", "2500")
    async with AsyncExitStack() as exits:
        ann = await Bettor.enter(stack, exits, table_id)
        # A spot, under two names; then the round.
        one = [{"type": "split", "selection": each, "amount": 250} for each in ([1, 2], [2, 1])]
        await all_within(table_id, [ann], 1_000, [(ann, [one[n % 2]]) for n in range(8)])
        await all_within(table_id, [ann], 2_500, [(ann, [straight(n, 500)]) for n in range(8)])


@ADDS_TABLES
async def test_the_house_loses_no_more_to_one_player_and_to_all(stack, table):
    exposure = ("--max-player-exposure", "1000", "--max-exposure", "2500")
    table_id = await table("--min", "10", "--max", "5000", *exposure)
    red = {"type": "red", "amount": 250}
    async with AsyncExitStack() as exits:
        bettors = [await Bettor.enter(stack, exits, table_id) for _ in range(4)]
        ann = bettors[0]
        await all_within(table_id, bettors, 1_000, [(ann, [red])] * 8)
        # Each of the others alone could still win a thousand.
        await all_within(table_id, bettors, 2_500, [(each, [red]) for each in bettors] * 4)
        view = await ann.somebody.get(f"/v1/tables/{table_id}")
        limits = view["limits"]
        assert (limits["max_player_exposure"], limits["max_exposure"]) == (1_000, 2_500)


async def test_the_same_bet_by_both_doors_at_once_is_one_bet(stack):
    async with (
        player(stack.endpoints, deposit=5_000) as ann,
        ann.seated() as hears,
    ):
        for number in range(6):
            opened = await hears.event("round.opened", after=len(hears.events))
            wanted = {
                "bet_id": f"both-{number}",
                "round_id": opened["data"]["round_id"],
                "stakes": [{"type": "red", "amount": 100}],
            }
            path = "/v1/tables/roulette-eu-1/bets"
            try:
                by_socket, by_rest = await asyncio.gather(
                    hears.ask("bet.place", wanted | {"table_id": "roulette-eu-1"}),
                    ann.rest.post(path, json=wanted),
                )
            except Refused as refused:
                if refused.code != "betting_closed":
                    raise
                continue
            break
        assert by_rest.status_code == 201
        one, other = by_socket, by_rest.json()
        assert {one.pop("replayed", False), other.pop("replayed", False)} == {False, True}
        assert one == other
        assert [line["type"] for line in await ann.history()].count("bet") == 1


async def test_one_player_holds_two_seats_however_they_ask(stack):
    table_id = "blackjack-h17-1"
    async with AsyncExitStack() as exits:
        ann = await exits.enter_async_context(player(stack.endpoints, deposit=5_000))
        ben = await exits.enter_async_context(player(stack.endpoints, deposit=5_000))
        poor = await exits.enter_async_context(player(stack.endpoints))
        sockets = [await exits.enter_async_context(ann.seated(table_id)) for _ in range(5)]
        others = await exits.enter_async_context(ben.seated(table_id))
        penniless = await exits.enter_async_context(poor.seated(table_id))

        async def take(socket, seat):
            wanted = {"table_id": table_id, "seat": seat}
            return await until_definite(lambda: socket.ask("seat.take", wanted))

        said = await asyncio.gather(
            *(take(sockets[seat % 5], seat) for seat in range(1, 8)),
        )
        assert sorted(set(said)) == ["accepted", "too_many_seats"]
        assert said.count("accepted") == 2
        seats = await others.ask("seat.list", {"table_id": table_id})
        assert len(seats["taken"]) == 2
        assert await take(penniless, 7 if 7 not in seats["taken"] else 6) == "insufficient_funds"

        # Who leaves makes room at once, and waits to take it again themselves.
        left = seats["taken"][0]
        await sockets[0].ask("seat.leave", {"table_id": table_id, "seat": left})
        with pytest.raises(Refused) as refused:
            await sockets[1].ask("seat.take", {"table_id": table_id, "seat": left})
        assert refused.value.code == "seat_cooldown"
        assert 1 <= refused.value.error["details"]["retry_after"] <= 10
        assert await take(others, left) == "accepted"

        # What nobody bets on is everybody's to see as free, and somebody's to take, within seconds.
        kept = seats["taken"][1]
        await others.event("seat.left", where=lambda data: data["seat"] == kept, timeout=90)
        async with ann.connected() as again:
            mine = await again.ask("seat.list", {"table_id": table_id})
            assert mine["yours"] == []
        assert await take(others, kept) == "accepted"
