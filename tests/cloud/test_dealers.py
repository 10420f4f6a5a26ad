"""A dealer and two players at one table, over real sockets."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from casino.games.roulette import EUROPEAN
from functions.tables.dealer_console import ACTIONS
from tests.support.players import BOT_ROUNDS, BOTS, Refused, bet, player
from tests.support.staff import staff
from tests.support.terminal import Terminal

TABLE = {"table_id": "roulette-live-1"}
CHANNEL = "table:roulette-live-1"

# One dealer at a time.
pytestmark = pytest.mark.shares("roulette-live-1")
RED = {"type": "red", "amount": 500}
STRAIGHT = {"type": "straight", "selection": [17], "amount": 100}

HERE = TABLE | {"round_id": "roulette-live-1.1"}
ASKED = {
    "dealer.join": TABLE,
    "dealer.open": TABLE,
    "dealer.close": HERE,
    "dealer.outcome": HERE | {"outcome": {"pocket": 17}},
    "dealer.card": HERE | {"card": "AS", "position": 0},
    "dealer.correct": HERE | {"outcome": {"pocket": 17}, "reason": "I would rather"},
    "dealer.void": HERE | {"reason": "I would rather"},
    "dealer.approve": TABLE | {"act_id": "act_1"},
    "dealer.refuse": TABLE | {"act_id": "act_1"},
}


async def refusal(session, action, data):
    with pytest.raises(Refused) as refused:
        await session.ask(action, data)
    return refused.value.code


async def open_round(console):
    """Open a round, once the stakes of the one before are back."""
    while True:
        try:
            return (await console.ask("dealer.open", TABLE))["round"]["round_id"]
        except Refused as refused:
            if refused.code != "wrong_phase":
                raise
            await asyncio.sleep(0.5)


async def test_a_dealer_and_two_players_play_a_round_that_is_corrected_and_one_that_is_voided(
    stack,
):
    async with (
        staff(stack, "dealer") as eva,
        staff(stack, "operator") as ola,
        player(stack.endpoints, deposit=10_000) as ann,
        player(stack.endpoints, deposit=5_000) as ben,
        eva.connected() as console,
        ola.connected() as office,
        ann.seated("roulette-live-1") as ann_hears,
        ben.seated("roulette-live-1") as ben_hears,
    ):
        joined = await office.ask("dealer.join", TABLE)
        assert joined["snapshot"]["table"]["dealer"] is True
        round_id = await open_round(console)
        opened = await ann_hears.event("round.opened", where=lambda d: d["round_id"] == round_id)
        assert opened["data"]["commitment"] is None
        await ann_hears.ask("bet.place", bet(round_id, STRAIGHT) | TABLE)
        await ben_hears.ask("bet.place", bet(round_id, RED) | TABLE)
        assert await refusal(console, "bet.place", bet(round_id, RED) | TABLE) == "forbidden"
        for action, data in ASKED.items():
            assert await refusal(ann_hears, action, data) == "forbidden"
            assert await refusal(ann_hears, action, {}) == "forbidden"
        assert await refusal(office, "dealer.close", TABLE | {"round_id": round_id}) == "forbidden"

        await asyncio.sleep(1)
        here = TABLE | {"round_id": round_id}
        await console.ask("dealer.close", here)
        late = await refusal(ben_hears, "bet.place", bet(round_id, RED) | TABLE)
        assert late == "betting_closed"
        await console.ask("dealer.outcome", here | {"outcome": {"pocket": 17}})
        wrong = here | {"outcome": {"pocket": 19}, "reason": "It was 19, I misread it"}
        asked = (await console.ask("dealer.correct", wrong))["act_id"]
        assert await refusal(console, "dealer.approve", TABLE | {"act_id": asked}) == "own_act"
        heard = await office.event("console.act", where=lambda d: d["act_id"] == asked)
        assert heard["data"]["reason"] == "It was 19, I misread it"
        await office.ask("dealer.approve", TABLE | {"act_id": asked})
        for hears in (ann_hears, ben_hears):
            result = await hears.event("round.result", where=lambda d: d["round_id"] == round_id)
            assert result["data"]["outcome"] == {"pocket": 19, "colour": "red"}
            assert result["data"]["fairness"] is None
        await ann_hears.event("round.settled", where=lambda d: d["round_id"] == round_id)
        assert (await ann.wallet())["available"] == 9_900
        assert (await ben.wallet())["available"] == 5_500
        assert await refusal(console, "dealer.void", here | {"reason": "Too late"}) == (
            "round_decided"
        )

        round_id = await open_round(console)
        await ann_hears.event("round.opened", where=lambda d: d["round_id"] == round_id)
        await ann_hears.ask("bet.place", bet(round_id, RED) | TABLE)
        here = TABLE | {"round_id": round_id}
        asked = (await console.ask("dealer.void", here | {"reason": "The ball flew off"}))["act_id"]
        await office.ask("dealer.approve", TABLE | {"act_id": asked})
        voided = await ann_hears.event("round.voided", where=lambda d: d["round_id"] == round_id)
        assert voided["data"]["reason"] == "The ball flew off"
        told = await ann_hears.event("bet.settled", where=lambda d: d["round_id"] == round_id)
        assert told["data"]["payout"] == 500
        assert (await ann.wallet())["available"] == 9_900
        missed = await console.ask(
            "dealer.join", TABLE | {"since": {"epoch": joined["epoch"], "seq": joined["seq"]}}
        )
    kinds = [event["data"]["kind"] for event in missed["events"]]
    assert missed["recovered"] is True
    assert kinds[:3] == ["round.opened", "round.closed", "round.outcome"]
    assert kinds[-2:] == ["round.void_approved", "round.voided"]


async def test_every_console_action_is_asked_for_by_a_player_in_vain():
    assert ASKED.keys() == ACTIONS.keys()


async def test_players_hear_what_one_of_them_says_under_the_name(stack):
    async with (
        player(stack.endpoints) as ann,
        player(stack.endpoints) as ben,
        ann.seated() as ann_hears,
        ben.seated() as ben_hears,
    ):
        said = {"table_id": "roulette-eu-1", "text": "Good luck!", "message_id": "m-1"}
        for _ in range(2):
            assert await ann_hears.ask("chat.send", said) == {}
        heard = await ben_hears.event("chat.message", where=lambda d: d["text"] == "Good luck!")
        assert heard["data"]["player_name"] == "Ann"
        assert ann.player_id not in repr(heard)
        elsewhere = said | {"table_id": "roulette-eu-2"}
        assert await refusal(ann_hears, "chat.send", elsewhere) == "not_joined"
        for text in ("", "a\u202eb"):
            code = await refusal(ann_hears, "chat.send", said | {"text": text})
            assert code == "validation_failed"


async def counted(stack, hears, players):
    """Let the sweeper come, as every minute, until the last number told is this one."""
    for _ in range(20):
        heard = [event for event in hears.on(CHANNEL) if event["event"] == "presence.changed"]
        told = [event["data"]["players"] for event in heard]
        if told[-1:] == [players]:
            return
        await asyncio.sleep(2)  # nobody is told twice within a second
        stack.set_off("tables.sweep_rounds")
    raise AssertionError(f"{told} were told")


async def test_who_comes_to_a_table_at_rest_is_counted_though_others_come_in_the_same_second(stack):
    table_id = TABLE["table_id"]
    async with (
        player(stack.endpoints) as ann,
        player(stack.endpoints) as ben,
        ann.connected() as ann_hears,
        ben.connected() as ben_hears,
        ann.connected() as lobby,
    ):
        await lobby.ask("channel.join", {"channel": "lobby"})
        await asyncio.gather(ann_hears.ask("table.join", TABLE), ben_hears.ask("table.join", TABLE))
        await counted(stack, ann_hears, 2)
        await lobby.event(
            "lobby.changed",
            where=lambda d: (table_id, 2) in {(t["table_id"], t["players"]) for t in d["tables"]},
        )
        await ben_hears.ask("table.leave", TABLE)
        await counted(stack, ann_hears, 1)


async def test_players_at_a_dealers_table_end_with_what_their_bets_came_to(stack):
    async with AsyncExitStack() as table:
        eva = await table.enter_async_context(staff(stack, "dealer"))
        console = await table.enter_async_context(eva.connected())
        bots = []
        for _ in range(BOTS):
            bot = await table.enter_async_context(player(stack.endpoints, deposit=10_000))
            bots.append((bot, await table.enter_async_context(bot.seated(TABLE["table_id"]))))
        expected = 10_000
        for number in range(BOT_ROUNDS):
            round_id = await open_round(console)
            await asyncio.gather(
                *(hears.ask("bet.place", bet(round_id, STRAIGHT, RED) | TABLE) for _, hears in bots)
            )
            await asyncio.sleep(1)  # the least time to bet
            here = TABLE | {"round_id": round_id}
            await console.ask("dealer.close", here)
            pocket = (17 + 5 * number) % 37
            await console.ask("dealer.outcome", here | {"outcome": {"pocket": pocket}})
            stakes = [EUROPEAN.read_stake(each) for each in (STRAIGHT, RED)]
            expected += (
                EUROPEAN.payout(stakes, EUROPEAN.read_outcome({"pocket": pocket}), None) - 600
            )
            for _, hears in bots:
                await hears.event("bet.settled", where=lambda d, r=round_id: d["round_id"] == r)
        wallets = [await bot.wallet() for bot, _ in bots]
    assert [wallet["available"] for wallet in wallets] == [expected] * BOTS
    terminal = Terminal(stack)
    for bot, _ in bots:
        await terminal.until_summed(bot.player_id)
    code, said = await terminal.croupier("reconcile")
    assert code == 0, said
