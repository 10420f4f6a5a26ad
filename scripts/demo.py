"""Play one whole session in the terminal: `make demo`, after `make up`.

Everything goes through the public API and its Python client (`clients/python`): register, deposit,
sit down at a live table, bet, see the result pushed, withdraw, read the history.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast

import httpx
from rich.table import Table

from croupier_client import RealtimeClient, RealtimeError, RestClient, RestError
from scripts.progress import StepFailed, console, run, step
from scripts.settings import CopySettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from croupier_client.generated.messages import RouletteOutcomeView, StakeMessage

_DEPOSIT: Final = 10_000
_WITHDRAWAL: Final = 2_500
_STAKES: Final[list[StakeMessage]] = [
    {"type": "red", "amount": 1_000},
    {"type": "dozen", "selection": [2], "amount": 500},
    {"type": "straight", "selection": [17], "amount": 100},
]
_LONGEST_ROUND: Final = 90.0


def _euros(amount: int) -> str:
    return f"€{amount / 100:,.2f}"


async def _register(rest: RestClient) -> str:
    name = secrets.token_hex(4)
    account = {"email": f"ada.{name}@example.com", "password": f"Roulette-{secrets.token_hex(8)}!"}
    await rest.register(
        {
            "email": account["email"],
            "password": account["password"],
            "display_name": f"Ada {name[:4]}",
            "date_of_birth": "1990-12-10",
            "country": "MT",
            "currency": "EUR",
            "accept_terms": True,
        }
    )
    await rest.login(**account)
    return account["email"]


async def _payment_method(psp_url: str) -> str:
    """Hand the card to the payment provider, as its own library does in a browser."""
    next_year = str(datetime.now(UTC).year + 1)
    card = {"number": "4242424242424242", "exp_month": "12", "exp_year": next_year, "cvc": "123"}
    async with httpx.AsyncClient(timeout=30) as psp:
        response = await psp.post(
            f"{psp_url}/v1/payment_methods",
            data={"type": "card", **{f"card[{name}]": value for name, value in card.items()}},
            headers={"Authorization": "Bearer pk_test_demo"},
        )
    response.raise_for_status()
    return str(response.json()["id"])


async def _play(rest: RestClient, table: Mapping[str, Any]) -> None:
    table_id: str = table["table_id"]
    async with RealtimeClient(rest.fetch_ticket) as client, client.table(table_id) as live:
        console.print(f"  Sat down at [bold]{table['name']}[/bold]")
        with step("Wait for a new round"):
            opened = (await live.event("round.opened"))["data"]
        console.print(
            f"  Round {opened['number']} is open until {opened['closes_at']}, "
            f"committed to {(opened['commitment'] or '')[:16]}…"
        )
        round_id = opened["round_id"]
        bet = await client.place_bet(table_id, round_id, _STAKES)
        console.print(
            f"  Bet {_euros(bet['stake'])} on red, the second dozen "
            f"and 17; {_euros(bet['balance']['available'])} left"
        )
        with step("Watch the wheel"):
            result = await live.event("round.result", lambda data: data["round_id"] == round_id)
        # The table plays roulette, so that is the outcome it has.
        outcome = cast("RouletteOutcomeView", result["data"]["outcome"])
        console.print(f"  The ball fell on [bold]{outcome['pocket']} {outcome['colour']}[/bold]")
        with step("Wait for the settlement"):
            await live.event("round.settled", lambda data: data["round_id"] == round_id)
        settled = await client.request_until_answered("bet.get", {"bet_id": bet["bet_id"]})
        console.print(f"  The bet {settled['status']}; paid {_euros(settled['payout'] or 0)}")


async def _show_history(rest: RestClient) -> None:
    entries = [entry async for entry in rest.iterate_transactions()]
    history = Table("when", "what", "amount", "balance", title="History", title_justify="left")
    balance = 0
    for entry in reversed(entries):
        balance += entry["amount"]
        history.add_row(
            entry["created_at"],
            entry["type"],
            _euros(entry["amount"]),
            _euros(entry["balance_after"]),
        )
        if balance != entry["balance_after"]:
            message = f"The history does not add up at {entry['transaction_id']}."
            raise StepFailed(message)
    console.print(history)
    available = (await rest.get_wallet())["available"]
    if available != balance:
        message = f"The wallet says {_euros(available)}, its history {_euros(balance)}."
        raise StepFailed(message)
    console.print(f"  The history adds up to the balance: [bold]{_euros(available)}[/bold]")


async def _demonstrate(rest: RestClient, psp_url: str) -> None:
    tables = [table async for table in rest.iterate_tables()]
    # A dealer's table may wait for its dealer.
    table = next(
        table for table in tables if table["game_id"] == "roulette-european" and not table["dealer"]
    )
    console.print(f"  Registered {await _register(rest)}")
    payment_method = await _payment_method(psp_url)
    deposit = await rest.make_deposit(
        {"amount": _DEPOSIT, "currency": "EUR", "payment_method": payment_method}
    )
    console.print(f"  Deposited {_euros(deposit['amount'])}: {deposit['status']}")
    # Generous: the round under way has to end before a new one opens.
    async with asyncio.timeout(2 * _LONGEST_ROUND):
        await _play(rest, table)
    withdrawal = await rest.make_withdrawal({"amount": _WITHDRAWAL, "currency": "EUR"})
    console.print(f"  Withdrew {_euros(withdrawal['amount'])}: {withdrawal['status']}")
    await _show_history(rest)


async def play_session(endpoints: Mapping[str, str]) -> None:
    """Play the session against the platform with these endpoints.

    Raises
    ------
    StepFailed
    """
    advice = "`make logs` shows what the functions say."
    async with RestClient(endpoints["rest_url"]) as rest:
        try:
            await _demonstrate(rest, endpoints["psp_url"])
        except httpx.ConnectError as error:
            message = f"Nobody answers at {endpoints['rest_url']}."
            raise StepFailed(message, advice="Start it with `make up`.") from error
        except TimeoutError as error:
            raise StepFailed("No round was played to its end in time.", advice=advice) from error
        except (RealtimeError, RestError) as error:
            message = f"The platform refused: {error}"
            raise StepFailed(message, advice=advice) from error


def main() -> None:
    """Play the session against the platform of `.local/endpoints.json`."""
    settings = CopySettings.from_environment()
    if not settings.endpoints_file.exists():
        message = "Nothing is running here."
        raise StepFailed(message, advice="Start it with `make up`.")
    asyncio.run(play_session(json.loads(settings.endpoints_file.read_text())))


if __name__ == "__main__":
    run(main)
