"""Instant games, by players who ask for many rounds at once."""

import asyncio
import json

from casino.games.verify import VERIFIED, main
from tests.support.players import player

UNDER = {"direction": "under", "chance": 4_950}
STAKE = 50


async def asked(somebody, key, game_id="dice", choice=UNDER, stake=STAKE):
    """Ask for a round as often as a client does whose connection is bad."""
    while True:
        answer = await somebody.rest.post(
            f"/v1/games/{game_id}/rounds",
            json={"stake": stake, "choice": choice},
            headers={"Idempotency-Key": key},
        )
        if answer.status_code == 429:
            await asyncio.sleep(0.2)
            continue
        assert answer.status_code == 201, answer.text
        return answer.json()


async def played(endpoints, rounds):
    """Let a player ask for some rounds at once, each twice; return what all of it came to."""
    async with player(endpoints, deposit=5_000) as ann:
        seeds = await ann.get("/v1/me/seeds")
        keys = [f"round-{number // 2}" for number in range(2 * rounds)]
        answers = await asyncio.gather(*(asked(ann, key) for key in keys))
        revealed = (await ann.post("/v1/me/seeds/rotate"))["revealed"]
        wallet, history = await ann.wallet(), await ann.history()
        recalled = [await ann.get(f"/v1/rounds/{each['round_id']}") for each in answers[::2]]
        bets = await ann.get("/v1/bets", limit=100)
    return seeds, answers, revealed, wallet, history, recalled, bets["items"]


async def test_players_who_ask_for_many_rounds_at_once_play_each_once(stack, tmp_path):
    rounds = 6
    of_all = await asyncio.gather(*(played(stack.endpoints, rounds) for _ in range(4)))
    for seeds, answers, revealed, wallet, history, recalled, bets in of_all:
        assert answers[::2] == answers[1::2]
        nonces = sorted(each["fairness"]["nonce"] for each in answers[::2])
        assert nonces == list(range(rounds))
        assert {each["fairness"]["commitment"] for each in answers} == {seeds["commitment"]}
        assert (revealed["commitment"], revealed["rounds"]) == (seeds["commitment"], rounds)
        paid = sum(each["payout"] for each in answers[::2])
        assert wallet["available"] == 5_000 - rounds * STAKE + paid
        assert sum(line["amount"] for line in history) == wallet["available"]
        assert {bet["bet_id"] for bet in bets} == {each["round_id"] for each in answers}
        for each in recalled:
            assert each["fairness"]["server_seed"] == revealed["server_seed"]
            file = tmp_path / "round.json"
            file.write_text(json.dumps(each))
            assert main([str(file)]) == VERIFIED


async def test_a_slot_machine_pays_what_its_window_shows(stack):
    async with player(stack.endpoints, deposit=5_000) as ann:
        said = await asked(ann, "spin-1", "grand-harbour", None, 100)
        assert said["payout"] == 5 * said["outcome"]["pays"]
        assert (await ann.wallet())["available"] == 4_900 + said["payout"]


async def test_another_players_round_is_not_there(stack):
    async with player(stack.endpoints, deposit=5_000) as ann, player(stack.endpoints) as ben:
        round_id = (await asked(ann, "mine"))["round_id"]
        answer = await ben.rest.get(f"/v1/rounds/{round_id}")
        assert answer.status_code == 404


async def test_who_signed_out_plays_no_more(stack):
    async with player(stack.endpoints, deposit=5_000) as ann:
        await ann.rest.post("/v1/auth/logout", json={"refresh_token": ann.tokens["refresh_token"]})
        answer = await ann.rest.post(
            "/v1/games/dice/rounds",
            json={"stake": STAKE, "choice": UNDER},
            headers={"Idempotency-Key": "late"},
        )
        assert answer.status_code == 401
