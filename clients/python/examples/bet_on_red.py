"""Bet on red, once, and say where the ball fell and what is left."""

from collections.abc import Callable

from croupier_client import RealtimeClient, RestClient, RestError, stakes

TABLE = "roulette-eu-1"


async def bet_on_red(rest_url: str, email: str, password: str, say: Callable[[str], None]) -> None:
    async with RestClient(rest_url) as rest:
        await rest.login(email, password)
        async with RealtimeClient(rest.fetch_ticket) as client, client.table(TABLE) as table:
            opened = await table.event("round.opened")
            round_id = opened["data"]["round_id"]
            bet = await client.place_bet(TABLE, round_id, [stakes.red(100)])
            result = await table.event("round.result", lambda data: data["round_id"] == round_id)
            outcome = result["data"]["outcome"]
            if "pocket" in outcome:
                where = f"{outcome['pocket']} {outcome['colour']}"
                say(f"bet {bet['status']}; the ball fell on {where}")
        try:
            wallet = await rest.get_wallet()
        except RestError as error:
            say(f"no balance: {error.code}")
        else:
            say(f"{wallet['available']} {wallet['currency']} cents are left")
