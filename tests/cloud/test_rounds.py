"""Rounds as players live them, over real sockets."""

import asyncio
import hashlib

import pytest

from tests.support.players import Refused, bet, player

RED = {"type": "red", "amount": 500}
BLACK = {"type": "black", "amount": 300}
STRAIGHT = {"type": "straight", "selection": [17], "amount": 100}


@pytest.mark.shares("roulette-eu-2")  # where nobody else bets
async def test_two_players_at_one_table_live_the_same_round(stack):
    table = {"table_id": "roulette-eu-2"}
    async with (
        player(stack.endpoints, deposit=10_000) as ann,
        player(stack.endpoints, deposit=5_000) as ben,
        ann.seated(**table) as ann_hears,
        ben.seated(**table) as ben_hears,
    ):
        opened = await ann_hears.event("round.opened")
        round_id = opened["data"]["round_id"]
        await ann_hears.ask("bet.place", bet(round_id, RED, STRAIGHT, bet_id="ann-1") | table)
        reply = await ben_hears.ask("bet.place", bet(round_id, BLACK, bet_id="ben-1") | table)
        assert reply["status"] == "accepted"
        assert reply["balance"]["available"] == 4_700

        def of_round(data):
            return data["round_id"] == round_id

        summary = await ann_hears.event(
            "bets.summary", where=lambda d: of_round(d) and d["bets"] == 2
        )
        assert summary["data"]["total_stake"] == 900
        results = [
            await hears.event("round.result", where=of_round) for hears in (ann_hears, ben_hears)
        ]
        assert results[0] == results[1]
        fairness = results[0]["data"]["fairness"]
        assert fairness["commitment"] == opened["data"]["commitment"]
        assert (
            hashlib.sha256(fairness["server_seed"].encode()).hexdigest() == (fairness["commitment"])
        )
        outcome = results[0]["data"]["outcome"]
        settled = await ann_hears.event("round.settled", where=of_round)
        assert settled["data"]["bets"] == 2
        assert settled["data"]["total_stake"] == 900

        red = 1000 if outcome["colour"] == "red" else 0
        straight = 3600 if outcome["pocket"] == 17 else 0
        told = await ann_hears.event("bet.settled")
        assert told["data"]["payout"] == red + straight
        told = await ben_hears.event("bet.settled")
        assert told["data"]["payout"] == (600 if outcome["colour"] == "black" else 0)
        assert (await ann.wallet())["available"] == 10_000 - 600 + red + straight
        for hears in (ann_hears, ben_hears):
            await hears.hears_all("table:roulette-eu-2", since=hears.joined)


async def test_a_players_history_adds_up_to_the_balance(stack):
    async with player(stack.endpoints, deposit=2_000) as ann, ann.seated() as hears:
        opened = await hears.event("round.opened")
        await hears.ask("bet.place", bet(opened["data"]["round_id"], RED, BLACK))
        await hears.event("bet.settled")
        history, wallet = await ann.history(), await ann.wallet()
    running = 0
    for line in reversed(history):
        running += line["amount"]
        assert line["balance_after"] == running
    assert running == wallet["available"]
    assert [line["type"] for line in history][-2:] == ["bet", "deposit"]


async def test_a_win_and_the_new_balance_arrive_by_push(stack):
    async with player(stack.endpoints, deposit=2_000) as ann, ann.seated() as hears:
        opened = await hears.event("round.opened")
        await hears.ask("bet.place", bet(opened["data"]["round_id"], RED, BLACK))
        after_bet = await hears.event("wallet.updated", where=lambda d: d["reason"] == "bet")
        assert after_bet["data"]["available"] == 1_200
        settled = await hears.event("bet.settled")
        if settled["data"]["payout"]:
            after_win = await hears.event("wallet.updated", where=lambda d: d["reason"] == "win")
            assert after_win["data"]["available"] == 1_200 + settled["data"]["payout"]


async def test_of_thirty_parallel_bets_on_funds_for_ten_exactly_ten_are_taken(stack):
    async with player(stack.endpoints, deposit=1_000) as ann, ann.seated() as hears:
        opened = await hears.event("round.opened")
        round_id = opened["data"]["round_id"]
        stake = {"type": "red", "amount": 100}
        replies = await asyncio.gather(
            *(hears.ask("bet.place", bet(round_id, stake)) for _ in range(30)),
            return_exceptions=True,
        )
        wallet = await ann.wallet()
        bets = await ann.get("/v1/bets", limit=100)
    taken = [reply for reply in replies if isinstance(reply, dict)]
    refused = [reply.code for reply in replies if isinstance(reply, Refused)]
    assert len(taken) == 10, refused
    assert refused == ["insufficient_funds"] * 20
    assert len(bets["items"]) == 10
    assert sorted(reply["balance"]["available"] for reply in taken) == list(range(0, 1000, 100))
    assert wallet["held"] == 0


async def test_the_same_bet_sent_twice_at_once_is_taken_once(stack):
    async with (
        player(stack.endpoints, deposit=1_000) as ann,
        ann.seated() as one,
        ann.connected() as other,
    ):
        opened = await one.event("round.opened")
        wanted = bet(opened["data"]["round_id"], RED, bet_id="only-once")
        replies = await asyncio.gather(
            *(session.ask("bet.place", wanted) for session in (one, other, one, other))
        )
        available = (await ann.wallet())["available"]
        state = await one.ask("bet.get", {"bet_id": "only-once"})
    assert available == 500
    assert sorted(reply.pop("replayed", False) for reply in replies) == [False, True, True, True]
    assert all(reply == replies[0] for reply in replies)
    assert state["stake"] == 500


async def test_a_bet_after_the_close_is_refused_and_takes_nothing(stack):
    async with player(stack.endpoints, deposit=1_000) as ann, ann.seated() as hears:
        closed = await hears.event("round.closed")
        with pytest.raises(Refused) as refusal:
            await hears.ask("bet.place", bet(closed["data"]["round_id"], RED))
        assert refusal.value.code == "betting_closed"
        assert (await ann.wallet())["available"] == 1_000


async def test_another_players_bet_is_not_found(stack):
    async with player(stack.endpoints, deposit=1_000) as ann, ann.seated() as hears:
        opened = await hears.event("round.opened")
        await hears.ask("bet.place", bet(opened["data"]["round_id"], RED, bet_id="hers"))
        async with player(stack.endpoints) as ben:
            answer = await ben.rest.get("/v1/bets/hers")
            async with ben.connected() as ben_hears:
                with pytest.raises(Refused) as refusal:
                    await ben_hears.ask("bet.get", {"bet_id": "hers"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert refusal.value.code == "not_found"


async def test_a_round_can_be_recalled_whole(stack):
    async with player(stack.endpoints) as ann, ann.seated() as hears:
        result = (await hears.event("round.result"))["data"]
        recalled = await ann.get(f"/v1/rounds/{result['round_id']}")
    assert recalled["outcome"] == result["outcome"]
    assert recalled["fairness"] == result["fairness"]
