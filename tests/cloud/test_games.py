"""Tables of every kind side by side, with players at each, and the books after it."""

import asyncio
import secrets

import pytest

from tests.support.players import BOT_ROUNDS, BOTS, Refused, bet_on_a_round, player
from tests.support.terminal import Terminal

# Longer than the longest round of crash, in seconds.
_FLIGHT = 140

STAKES = {
    "roulette-eu-1": {"type": "corner", "selection": [1, 2, 4, 5], "amount": 99},
    "roulette-us-1": {"type": "basket", "selection": [0, 1, 2, 3, 37], "amount": 100},
    "roulette-fr-1": {"type": "red", "amount": 101},
    "baccarat-1": {"type": "banker", "amount": 101},
    "baccarat-nc-1": {"type": "tie", "amount": 50},
    "crash-1": {"type": "crash", "selection": [150], "amount": 101},
}


async def play(stack, table_id, stake):
    """Play some rounds; return who it was, what they should have, and what they have."""
    async with player(stack.endpoints, deposit=10_000) as ann, ann.seated(table_id) as hears:
        expected = 10_000
        for _ in range(BOT_ROUNDS):
            bet_id = secrets.token_hex(8)
            round_id = await bet_on_a_round(hears, table_id, bet_id, stake, timeout=_FLIGHT)
            settled = await hears.event(
                "bet.settled", where=lambda d, mine=bet_id: d["bet_id"] == mine, timeout=_FLIGHT
            )
            recalled = await ann.get(f"/v1/rounds/{round_id}")
            assert recalled["outcome"] == settled["data"]["outcome"]
            expected += settled["data"]["payout"] - stake["amount"]
        wallet = await ann.wallet()
        await hears.hears_all(f"table:{table_id}", since=hears.joined)
    return ann.player_id, expected, wallet["available"]


async def test_players_at_every_kind_of_table_end_with_what_their_bets_came_to(stack):
    results = await asyncio.gather(
        *(play(stack, table_id, stake) for table_id, stake in STAKES.items() for _ in range(BOTS))
    )
    assert all(expected == found for _, expected, found in results)
    terminal = Terminal(stack)
    for player_id, _, _ in results:
        await terminal.until_summed(player_id)
    code, said = await terminal.croupier("reconcile")
    assert code == 0, said


async def test_a_bet_on_a_growing_multiplier_is_out_by_hand_or_lost_and_never_both(stack):
    async with player(stack.endpoints, deposit=10_000) as ann, ann.seated("crash-1") as hears:
        for number in range(2):
            # One round in twelve flies for longer than events are waited for by default.
            opened = await hears.event("round.opened", after=len(hears.events), timeout=_FLIGHT)
            round_id = opened["data"]["round_id"]
            bet = {"bet_id": f"by-hand-{number}", "round_id": round_id}
            stakes = [{"type": "crash", "amount": 1_000}]
            await hears.ask("bet.place", bet | {"table_id": "crash-1", "stakes": stakes})
            with pytest.raises(Refused) as refusal:
                await hears.ask("bet.cash_out", bet)
            assert refusal.value.code == "cash_out_closed"
            before = (await ann.wallet())["available"]
            await hears.event("round.playing", where=lambda d, r=round_id: d["round_id"] == r)
            paid = None
            while paid is None:
                try:
                    paid = await hears.ask("bet.cash_out", bet)
                except Refused:
                    over = [e for e in hears.events if e["event"] == "round.result"]
                    if any(event["data"]["round_id"] == round_id for event in over):
                        break
            result = await hears.event(
                "round.result", where=lambda d, r=round_id: d["round_id"] == r, timeout=_FLIGHT
            )
            after = (await ann.wallet())["available"]
            if paid is None:
                assert after == before
                continue
            assert paid["multiplier"] <= result["data"]["outcome"]["multiplier"]
            assert after == before + paid["payout"] == before + 10 * paid["multiplier"]
            again = await hears.ask("bet.cash_out", bet)
            assert again == paid | {"replayed": True}
