"""Limits that two devices and thirty hands pull at at once, and a player who has to be told."""

import asyncio
from dataclasses import replace

from casino.policies import SessionRules
from casino.policies.model import PolicyVersion
from casino.policies.repository import PolicyVersions, shipped_policy
from casino.shared.unit_of_work import UnitOfWork
from scripts.deployment import function_environment
from tests.support.books import imbalances
from tests.support.players import bet, payment_method, player, until_definite
from tests.support.stacks import wallet_table

RED = {"type": "red", "amount": 100}
DICE = {"stake": 100, "choice": {"direction": "under", "chance": 4_950}}
# What a player is told of after a minute, and nobody else in this run comes under.
BRISK = "brisk"


def brisk(stack):
    """Have a jurisdiction in which reality checks are due after a minute of play."""
    demo = shipped_policy("demo")
    session = SessionRules(reality_check_minutes=1, most_minutes=None, inactivity_minutes=30)
    policy = replace(demo, jurisdiction=BRISK, countries={}, session=session)
    dynamodb = stack.client("dynamodb")
    work = UnitOfWork(dynamodb)
    catalogue = function_environment(stack.settings)["CATALOGUE_TABLE"]
    PolicyVersions(dynamodb, catalogue).add(work, PolicyVersion(policy))
    work.commit()


def come_under(stack, player_id, jurisdiction):
    """Have a player come under a jurisdiction."""
    stack.client("dynamodb").update_item(
        TableName=wallet_table(stack),
        Key={"pk": {"S": f"PLAYER#{player_id}"}, "sk": {"S": "WALLET"}},
        UpdateExpression="SET jurisdiction = :jurisdiction",
        ExpressionAttributeValues={":jurisdiction": {"S": jurisdiction}},
    )


async def limit(ann, name, value):
    answer = await ann.rest.put(f"/v1/me/limits/{name}", json={"value": value})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def left(ann, name):
    items = (await ann.get("/v1/me/limits"))["items"]
    [found] = [each for each in items if f"{each['kind']}/{each['period']}" == name]
    return found


async def test_no_hand_of_thirty_gets_past_a_limit(stack):
    async with (
        player(stack.endpoints, deposit=10_000) as ann,
        ann.seated() as phone,
        ann.seated() as laptop,
    ):
        set_at_once = await limit(ann, "loss/day", 1_000)
        assert (set_at_once["value"], set_at_once["pending"]) == (1_000, None)
        for device in (phone, laptop):
            told = await device.event("limits.changed")
            assert told["data"]["value"] == 1_000
        opened = await phone.event("round.opened", after=len(phone.events), timeout=60)
        round_id = opened["data"]["round_id"]

        def place(number):
            device = phone if number % 2 else laptop
            wanted = bet(round_id, RED, bet_id=f"bet-{number}")
            return until_definite(lambda: device.ask("bet.place", wanted, timeout=60))

        outcomes = await asyncio.gather(*(place(number) for number in range(30)))
        accepted = outcomes.count("accepted")
        assert set(outcomes) <= {"accepted", "limit_reached", "betting_closed"}
        assert accepted <= 10
        assert accepted == 10 or "betting_closed" in outcomes
        history = await ann.history()
        assert sum(line["type"] == "bet" for line in history) == accepted

        waiting = await limit(ann, "loss/day", 2_000)
        assert (waiting["value"], waiting["pending"]["value"]) == (1_000, 2_000)
        too_soon = await ann.rest.post("/v1/me/limits/loss/day/confirm")
        assert (too_soon.status_code, too_soon.json()["code"]) == (409, "cooling_off")
    assert imbalances(stack.client("dynamodb"), wallet_table(stack)) == []


async def test_after_a_limit_is_lowered_nothing_more_is_let_in_that_was_on_its_way(stack):
    async with player(stack.endpoints, deposit=10_000) as ann:
        await limit(ann, "stake/bet", 100)

        async def play(number):
            while True:
                answer = await ann.rest.post(
                    "/v1/games/dice/rounds",
                    json=DICE,
                    headers={"Idempotency-Key": f"dice-{number}"},
                )
                if answer.status_code != 429:
                    return answer.json().get("code", "played")
                await asyncio.sleep(0.2)

        async def lower():
            await asyncio.sleep(0.5)
            await limit(ann, "stake/bet", 50)
            return (await ann.wallet())["version"]

        *outcomes, version = await asyncio.gather(*(play(number) for number in range(20)), lower())
        assert set(outcomes) <= {"played", "limit_reached"}
        assert (await ann.wallet())["version"] == version
        assert await play(20) == "limit_reached"
        bets = [line for line in await ann.history() if line["type"] == "bet"]
        assert len(bets) == outcomes.count("played")


async def test_deposits_at_once_stay_within_the_limit_and_one_that_fails_gives_it_back(stack):
    async with player(stack.endpoints, deposit=1_000) as ann:
        held = await limit(ann, "deposit/day", 4_000)
        assert (held["used"], held["remaining"]) == (1_000, 3_000)
        good = await payment_method(stack.endpoints)
        declined = await payment_method(stack.endpoints, "4000000000000341")

        def pay_in(key, method, amount):
            body = {"amount": amount, "currency": "EUR", "payment_method": method}
            headers = {"Idempotency-Key": key}
            return until_definite(
                lambda: ann.rest.post("/v1/payments/deposits", json=body, headers=headers)
            )

        assert await pay_in("declined", declined, 3_000) == "failed"
        assert (await left(ann, "deposit/day"))["used"] == 1_000
        outcomes = await asyncio.gather(*(pay_in(f"in-{n}", good, 1_000) for n in range(8)))
        assert sorted(outcomes) == ["limit_reached"] * 5 + ["succeeded"] * 3
        assert (await ann.wallet())["cash"] == 4_000
        assert (await left(ann, "deposit/day"))["remaining"] == 0


async def test_who_plays_for_longer_than_they_may_is_told_and_goes_on_once_they_know(stack):
    brisk(stack)
    async with player(stack.endpoints, deposit=10_000) as ann, ann.connected() as phone:
        come_under(stack, ann.player_id, BRISK)

        async def play(number):
            return await ann.rest.post(
                "/v1/games/dice/rounds", json=DICE, headers={"Idempotency-Key": f"dice-{number}"}
            )

        first = (await play(1)).json()
        told = await phone.event("session.reality_check", timeout=90)
        facts = told["data"]
        assert facts == {
            "elapsed_minutes": 1,
            "staked": 100,
            "paid_out": first["payout"],
            "net": first["payout"] - 100,
        }
        refused = (await play(2)).json()
        assert (refused["code"], refused["status"]) == ("reality_check_due", 409)
        # By another device, and twice, as after a lost connection.
        async with ann.connected() as laptop:
            assert await laptop.ask("session.acknowledge") == {}
            assert await laptop.ask("session.acknowledge") == {}
        assert (await play(3)).status_code == 201
        checks = [each for each in phone.events if each["event"] == "session.reality_check"]
        assert len(checks) == 1
