"""A blackjack table with several players, over real sockets, and the books after it."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from casino.games import Fairness
from casino.games.blackjack import BLACKJACK
from casino.games.blackjack.rules import SEATS
from casino.games.verify import redraw
from tests.support.players import BOT_ROUNDS, BOTS, Refused, bet_on_a_round, player
from tests.support.terminal import Terminal

TABLE = "blackjack-1"
PLAYERS = min(SEATS, max(3, BOTS))
ROUNDS = max(3, BOT_ROUNDS)


def about(round_id):
    return lambda data: data["round_id"] == round_id


def tells_of(round_id):
    return lambda data: any(
        each["last_result"] and each["last_result"]["round_id"] == round_id
        for each in data["tables"]
    )


class Hand:
    """One player at one seat, who plays a simple way through some rounds."""

    def __init__(self, somebody, hears, seat):
        self.somebody, self.hears, self.seat = somebody, hears, seat
        self.staked = 0
        self.decided = set()

    async def bet(self, number):
        stake = {"type": "seat", "selection": [self.seat], "amount": 101}
        round_id = await bet_on_a_round(self.hears, TABLE, f"b-{number}", stake)
        self.staked += stake["amount"]
        return round_id

    async def decide(self, round_id, play, choice, hand=1):
        [mine] = [each for each in play["seats"] if each["seat"] == self.seat]
        wanted = {
            "table_id": TABLE,
            "round_id": round_id,
            "seat": self.seat,
            "hand": hand,
            "turn": mine["turn"],
            "decision": choice,
        }
        answer, again = await asyncio.gather(
            self.hears.ask("blackjack.decide", wanted), self.hears.ask("blackjack.decide", wanted)
        )
        self.decided.add((round_id, mine["turn"]))
        assert answer["stake"] == again["stake"]
        assert {answer.get("replayed", False), again.get("replayed", False)} == {False, True}
        self.staked += answer["stake"] or 0

    async def play(self, round_id, *, sleeps=False):
        """Follow the round to its result and decide whenever it is this seat's turn."""
        decided = -1
        while True:
            # The newest state is the one with the most decisions; what is older has been acted on.
            await self.hears.event(
                "round.playing",
                where=lambda d, seen=decided: (
                    d["round_id"] == round_id and len(d["play"]["decisions"]) > seen
                ),
            )
            play = self.newest(round_id)
            decided = len(play["decisions"])
            if play["stage"] == "over":
                break
            if not sleeps:
                await self._take_turn(round_id, play)
        result = await self.hears.event("round.result", where=about(round_id))
        await self.hears.event("round.settled", where=about(round_id))
        return result["data"]

    def newest(self, round_id):
        states = [
            event["data"]["play"]
            for event in self.hears.events
            if event["event"] == "round.playing" and event["data"]["round_id"] == round_id
        ]
        return max(states, key=lambda play: len(play["decisions"]))

    async def _take_turn(self, round_id, play):
        [mine] = [each for each in play["seats"] if each["seat"] == self.seat]
        if (round_id, mine["turn"]) in self.decided:
            return  # What others decided before is heard after the answer to what this one did.
        try:
            if play["stage"] == "insurance":
                if mine["insured"] is None:
                    await self.decide(round_id, play, "insure" if self.seat == 1 else "decline")
            elif play["on"]["seat"] == self.seat:
                hand = play["on"]["hand"]
                total = mine["hands"][hand - 1]["total"]
                wanted = [
                    choice
                    for choice in ("split", "double", "hit")
                    if choice in play["choices"] and total < 15
                ]
                await self.decide(round_id, play, wanted[0] if wanted else "stand", hand)
        except Refused as refused:
            # The clock, or news that has not arrived yet, was faster; it will be heard.
            if refused.code not in {"stale_turn", "not_your_turn"}:
                raise


async def test_players_decide_round_after_round_and_the_books_balance(stack):
    async with AsyncExitStack() as table:
        hands = []
        for seat in range(1, PLAYERS + 1):
            somebody = await table.enter_async_context(player(stack.endpoints, deposit=20_000))
            hears = await table.enter_async_context(somebody.seated(TABLE))
            hands.append(Hand(somebody, hears, seat))
        # A seat is kept for seconds until somebody bets, so all sit down when all have come.
        for hand in hands:
            seats = await hand.hears.ask("seat.take", {"table_id": TABLE, "seat": hand.seat})
            assert seats["yours"] == [hand.seat]
        await hands[0].hears.ask("channel.join", {"channel": "lobby"})
        with pytest.raises(Refused) as refusal:
            await hands[1].hears.ask("seat.take", {"table_id": TABLE, "seat": 1})
        assert refusal.value.code == "seat_taken"

        for number in range(ROUNDS):
            round_ids = await asyncio.gather(*(hand.bet(number) for hand in hands))
            results = await asyncio.gather(
                *(
                    hand.play(round_id, sleeps=hand.seat == 3 and number == 0)
                    for hand, round_id in zip(hands, round_ids, strict=True)
                )
            )
            for hand, round_id, result in zip(hands, round_ids, results, strict=True):
                recalled = await hand.somebody.get(f"/v1/rounds/{round_id}")
                assert recalled["outcome"] == result["outcome"]
                assert recalled["play"]["stage"] == "over"
                assert BLACKJACK.read_outcome(recalled["outcome"])
                if recalled["fairness"]["server_seed"] is not None:
                    assert Fairness(**recalled["fairness"]).draws()
                    assert redraw(recalled).to_wire() == recalled["outcome"]

        for hand in hands:
            await hand.hears.hears_all(f"table:{TABLE}", since=hand.hears.joined)

        for hand in hands:
            bets = (await hand.somebody.get("/v1/bets", limit=100))["items"]
            assert sum(each["stake"] for each in bets) == hand.staked
            paid = sum(each["payout"] for each in bets)
            assert (await hand.somebody.wallet())["available"] == 20_000 - hand.staked + paid
            seats = await hand.hears.ask("seat.leave", {"table_id": TABLE, "seat": hand.seat})
            assert seats["yours"] == []

        # The lobby hears of the last round, as the table's list of results tells of it.
        await hands[0].hears.event("lobby.changed", where=tells_of(round_ids[0]))
        terminal = Terminal(stack)
        for hand in hands:
            await terminal.until_summed(hand.somebody.player_id)
        code, said = await terminal.croupier("reconcile")
        assert code == 0, said
