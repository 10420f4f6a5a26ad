"""Play one whole session in the terminal: `make demo`, after `make up`.

Everything goes through the public API, as a player's browser would: register, deposit, sit down at
a live table, bet, see the result and the new balance pushed, withdraw, read the history.
"""

from __future__ import annotations

import json
import secrets
import time
from typing import TYPE_CHECKING, Any

import requests
from rich.table import Table
from websockets.sync.client import connect

from scripts.progress import StepFailed, console, run, step
from scripts.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from websockets.sync.client import ClientConnection

_DEPOSIT = 10_000
_WITHDRAWAL = 2_500
_STAKES: tuple[dict[str, Any], ...] = (
    {"type": "red", "amount": 1_000},
    {"type": "dozen", "selection": [2], "amount": 500},
    {"type": "straight", "selection": [17], "amount": 100},
)
_LONGEST_ROUND = 90.0


class Rest:
    """The platform's REST API, for one player."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()

    def sign_in(self, access_token: str) -> None:
        """Use the token from now on."""
        self._session.headers["Authorization"] = f"Bearer {access_token}"

    def get(self, path: str) -> Any:
        """Read something."""
        return self._answer("GET", path)

    def post(self, path: str, body: Mapping[str, Any] | None = None, *, money: bool = False) -> Any:
        """Change something; what moves money is made safe to repeat."""
        headers = {"Idempotency-Key": secrets.token_hex(16)} if money else {}
        return self._answer("POST", path, json=body or {}, headers=headers)

    def _answer(self, method: str, path: str, **request: Any) -> Any:
        response = self._session.request(method, self._url + path, timeout=30, **request)
        if not response.ok:
            message = f"{method} {path} was answered {response.status_code}: {response.text}"
            raise StepFailed(message, advice="`make logs` shows what the functions say.")
        return response.json()


class Socket:
    """The platform's WebSocket: requests with their replies, and events in between."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._events: list[dict[str, Any]] = []
        self._requests = 0

    def request(self, action: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """Send a request and return its reply's data."""
        self._requests += 1
        request_id = f"demo-{self._requests}"
        self._connection.send(
            json.dumps({"action": action, "request_id": request_id, "data": data})
        )
        while True:
            frame = self._receive(30.0)
            if frame is None or frame.get("request_id") != request_id:
                continue
            if not frame["ok"]:
                message = f"{action} was refused: {frame['error']}"
                raise StepFailed(message)
            reply: dict[str, Any] = frame["data"]
            return reply

    def wait_for(
        self, event: str, matching: Callable[[dict[str, Any]], bool] = lambda _: True
    ) -> dict[str, Any]:
        """Return the data of the first such event, seen already or yet to come."""
        deadline = time.monotonic() + _LONGEST_ROUND
        while True:
            for index, seen in enumerate(self._events):
                if seen["event"] == event and matching(seen["data"]):
                    del self._events[index]
                    data: dict[str, Any] = seen["data"]
                    return data
            if time.monotonic() > deadline:
                message = f"No {event} came within {_LONGEST_ROUND:.0f} seconds."
                raise StepFailed(message, advice="`make logs` shows what the functions say.")
            self._receive(1.0)

    def _receive(self, seconds: float) -> dict[str, Any] | None:
        try:
            frame: dict[str, Any] = json.loads(self._connection.recv(timeout=seconds))
        except TimeoutError:
            return None
        if frame["type"] == "event":
            self._events.append(frame)
        elif frame["type"] == "events":
            self._events.extend(frame["events"])
        return frame


def _euros(amount: int) -> str:
    return f"€{amount / 100:,.2f}"


def _register(rest: Rest) -> str:
    name = secrets.token_hex(4)
    account = {"email": f"ada.{name}@example.com", "password": f"Roulette-{secrets.token_hex(8)}!"}
    rest.post(
        "/v1/auth/register",
        {
            **account,
            "display_name": f"Ada {name[:4]}",
            "date_of_birth": "1990-12-10",
            "country": "MT",
            "currency": "EUR",
            "accept_terms": True,
        },
    )
    rest.sign_in(rest.post("/v1/auth/login", account)["access_token"])
    return account["email"]


def _payment_method(psp_url: str) -> str:
    """Hand the card to the payment provider, as its own library does in a browser."""
    card = {"number": "4242424242424242", "exp_month": "12", "exp_year": "2031", "cvc": "123"}
    response = requests.post(
        f"{psp_url}/v1/payment_methods",
        data={"type": "card", **{f"card[{name}]": value for name, value in card.items()}},
        headers={"Authorization": "Bearer pk_test_demo"},
        timeout=30,
    )
    response.raise_for_status()
    return str(response.json()["id"])


def _play(rest: Rest, table: Mapping[str, Any]) -> None:
    ticket = rest.post("/v1/realtime/tickets")
    url = f"{ticket['websocket_url']}?ticket={ticket['ticket']}"
    with connect(url) as connection:
        socket = Socket(connection)
        socket.request("session.hello", {})
        joined = socket.request("table.join", {"table_id": table["table_id"]})
        console.print(f"  Sat down at [bold]{table['name']}[/bold], channel {joined['channel']}")
        with step("Wait for a new round"):
            opened = socket.wait_for("round.opened")
        console.print(
            f"  Round {opened['number']} is open until {opened['closes_at']}, "
            f"committed to {opened['commitment'][:16]}…"
        )
        bet_id = f"demo-{secrets.token_hex(8)}"
        round_id = opened["round_id"]
        bet = socket.request(
            "bet.place",
            {
                "bet_id": bet_id,
                "table_id": table["table_id"],
                "round_id": round_id,
                "stakes": list(_STAKES),
            },
        )
        console.print(
            f"  Bet {_euros(sum(stake['amount'] for stake in _STAKES))} on red, the second dozen "
            f"and 17; {_euros(bet['balance']['available'])} left"
        )
        with step("Watch the wheel"):
            result = socket.wait_for("round.result", lambda data: data["round_id"] == round_id)
        outcome = result["outcome"]
        console.print(f"  The ball fell on [bold]{outcome['pocket']} {outcome['colour']}[/bold]")
        with step("Wait for the settlement"):
            socket.wait_for("round.settled", lambda data: data["round_id"] == round_id)
        settled = socket.request("bet.get", {"bet_id": bet_id})
        console.print(f"  The bet {settled['status']}; paid {_euros(settled['payout'])}")


def _show_history(rest: Rest) -> None:
    entries = rest.get("/v1/wallet/transactions")["items"]
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
    available = rest.get("/v1/wallet")["available"]
    if available != balance:
        message = f"The wallet says {_euros(available)}, its history {_euros(balance)}."
        raise StepFailed(message)
    console.print(f"  The history adds up to the balance: [bold]{_euros(available)}[/bold]")


def main() -> None:
    """Play the session against the platform of `.local/endpoints.json`."""
    settings = Settings.from_environment()
    if not settings.endpoints_file.exists():
        message = "Nothing is running here."
        raise StepFailed(message, advice="Start it with `make up`.")
    endpoints = json.loads(settings.endpoints_file.read_text())
    rest = Rest(endpoints["rest_url"])
    try:
        tables = rest.get("/v1/tables")["items"]
    except requests.ConnectionError as error:
        message = f"Nobody answers at {endpoints['rest_url']}."
        raise StepFailed(message, advice="Start it with `make up`.") from error
    table = next(table for table in tables if table["game_id"] == "roulette-european")
    console.print(f"  Registered {_register(rest)}")
    deposit = rest.post(
        "/v1/payments/deposits",
        {
            "amount": _DEPOSIT,
            "currency": "EUR",
            "payment_method": _payment_method(endpoints["psp_url"]),
        },
        money=True,
    )
    console.print(f"  Deposited {_euros(deposit['amount'])}: {deposit['status']}")
    _play(rest, table)
    withdrawal = rest.post(
        "/v1/payments/withdrawals", {"amount": _WITHDRAWAL, "currency": "EUR"}, money=True
    )
    console.print(f"  Withdrew {_euros(withdrawal['amount'])}: {withdrawal['status']}")
    _show_history(rest)


if __name__ == "__main__":
    run(main)
