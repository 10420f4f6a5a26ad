"""What each operation costs: round trips, capacity and the handler's CPU time.

The real Lambda handlers are called with the events that API Gateway, SQS and DynamoDB's streams
would hand them, against real tables of a local cloud.
"""

import json
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any, Final
from unittest.mock import patch

from benchmarks.live_rounds import add_table, make_ready, open_round
from benchmarks.meter import Meter, Usage
from benchmarks.players import open_account
from benchmarks.report import Bar, Section
from casino.accounts.model import AccountStatus, Particulars, Profile
from casino.catalogue.seed import seed as seed_catalogue
from casino.channels import player_channel, table_channel
from casino.parts import at_start
from casino.shared.aws import client
from casino.shared.clock import to_rfc3339, utc_now
from casino.shared.ids import new_id
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.model import GATE_SHARDS, Phase, Round, shard_of
from casino.wallet import EntryType
from functions.instant import api as instant_api
from functions.payments import api as payments_api
from functions.realtime import api as realtime_api
from functions.realtime import authorize_connection, connect, disconnect, receive_message
from functions.streams import wallet, wallet_each_second
from functions.tables import advance_round, place_bet, settle_round
from functions.wallet import api as wallet_api
from scripts.progress import step
from tests.integration.payments.fake_provider import GOOD_CARD, FakeAccount, FakeProvider
from tests.support.api_events import LambdaContext, rest_event
from tests.support.parts import functions_with, others
from tests.support.tables import TABLE_NAMES

REPEATS: Final = 40
ROUNDS: Final = 14
# A page of the oldest account keeps the local cloud busy for half a second.
PAGES: Final = 10
AGES: Final = (10, 1_000, 10_000)
MUCH: Final = 1_000_000_000

# One whose rounds are played to their end, and one that only takes bets.
TABLE_ID: Final = "bench-rounds"
BETTING_TABLE_ID: Final = "bench-bets"
_WALLET: Final = TABLE_NAMES["WALLET_TABLE"]

Handler = Callable[[dict[str, Any], Any], Any]


class Samples:
    """What was used, by operation."""

    def __init__(self) -> None:
        self._meter = Meter(client("dynamodb"), client("sqs"))
        self._usages: defaultdict[str, list[Usage]] = defaultdict(list)

    def invoke(self, operation: str, handler: Handler, event: dict[str, Any]) -> Any:
        """Call a handler as Lambda would and keep what it used."""
        with self._meter.measuring() as usage:
            answer = handler(event, LambdaContext())
        self._usages[operation].append(usage)
        return answer

    def row(self, operation: str) -> list[Any]:
        """Return an operation's line of the table: the most it used, and its median CPU time."""
        usages = self._usages[operation]
        return [
            operation,
            self.most(operation, "chain"),
            self.most(operation, "trips"),
            self.most(operation, "messages"),
            self.most(operation, "writes"),
            self.most(operation, "reads"),
            # The first call of all makes clients and is start-up; a median leaves it out.
            1000 * median(usage.cpu_seconds for usage in usages),
        ]

    def most(self, operation: str, what: str) -> float:
        """Return the most that any call of an operation used of something."""
        return max(float(getattr(usage, what)) for usage in self._usages[operation])

    @property
    def operations(self) -> list[str]:
        """Everything that was called, in order of appearance."""
        return list(self._usages)


class ShiftedClock:
    """The present, moved on instead of waited for."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the moved-on present."""
        return utc_now() + self._ahead

    def reach(self, moment: str) -> None:
        """Move on to a moment, unless it has passed."""
        if moment:
            self._ahead = max(self._ahead, datetime.fromisoformat(moment) - utc_now())


def run() -> list[Section]:
    """Measure every operation."""
    samples = Samples()
    add_table(TABLE_ID)
    clock = ShiftedClock()
    parts = others(at_start(), clock=clock)
    make_ready(parts, TABLE_ID)
    with patch.object(advance_round, "parts", parts):
        with step("Measure bets and what follows from them"):
            _bets(samples)
        with step("Measure rounds of instant games"):
            _instant_rounds(samples)
        with step("Measure the wallet and history, at three ages of account"):
            _wallet(samples)
        with step("Measure deposits and withdrawals"):
            _payments(samples)
        with step("Measure rounds and settlement"):
            for number in range(ROUNDS):
                _round(samples, clock, number)
        with step("Measure connections"):
            _connections(samples)
    return [_section(samples)]


def _section(samples: Samples) -> Section:
    bets = [name for name in samples.operations if name.startswith("bet.place")]
    rounds = [name for name in samples.operations if name.startswith("instant round")]
    pages = [samples.most(f"history page, {age:,} entries", "reads") for age in AGES]
    bars = [
        Bar("a bet's sequential round trips", max(samples.most(b, "chain") for b in bets), 2),
        Bar(
            "a bet's write units, 1 or 5 stakes",
            max(samples.most(b, "writes") for b in bets if "20" not in b),
            8,
        ),
        Bar(
            "an instant round's sequential round trips",
            max(samples.most(r, "chain") for r in rounds),
            2,
        ),
        Bar("a dice round's write units", samples.most("instant round, dice", "writes"), 10),
        # Its beginning demands of the wallet that the player may still do so; and it is admitted.
        Bar("a deposit's write units", samples.most("deposit", "writes"), 16),
        Bar(
            "a wallet's round trips, its admission's two included",
            samples.most("wallet", "trips"),
            3,
        ),
        *(
            Bar(
                f"trips for a page of history, {age:,} entries old, admission included",
                samples.most(f"history page, {age:,} entries", "trips"),
                3,
            )
            for age in AGES
        ),
        Bar("read units of a page, 10,000 entries beside 1,000", pages[2] / pages[1], 1),
    ]
    return Section(
        name="cost",
        title="What each operation costs",
        columns=(
            "operation",
            "in a row",
            "trips",
            "SQS",
            "write units",
            "read units",
            "CPU ms",
        ),
        rows=[samples.row(each) for each in samples.operations],
        notes=(
            "Trips to DynamoDB, in a row and altogether, and units: the most that any call took.",
            "CPU: the median of many calls of the Lambda handler, SDK included.",
            "Write units as DynamoDB reports them, with indexes and transactions' double price.",
            "Each index of an entry over 1 KiB costs one more, hence the price of many stakes.",
            "Read units from the sizes read: the local cloud reports a flat figure.",
            "Payments use a provider in memory.",
        ),
        bars=bars,
    )


def _wallet(samples: Samples) -> None:
    for age in AGES:
        player = f"aged-{age}"
        open_account(client("dynamodb"), _WALLET, player, MUCH, age)
        for _ in range(PAGES):
            _rest(samples, "wallet", wallet_api, "GET", "/v1/wallet", player)
            name = f"history page, {age:,} entries"
            page = _rest(samples, name, wallet_api, "GET", "/v1/wallet/transactions", player)
            assert len(page["items"]) == min(age, 50)


def _payments(samples: Samples) -> None:
    provider = FakeProvider()  # type: ignore[no-untyped-call]
    with functions_with(psp=FakeAccount(provider)):  # type: ignore[no-untyped-call]
        for number in range(REPEATS):
            player = f"payer-{number}"
            open_account(client("dynamodb"), _WALLET, player, MUCH)
            body = {"amount": 5_000, "currency": "EUR"}
            made = body | {"payment_method": GOOD_CARD}
            path = "/v1/payments/deposits"
            answer = _rest(samples, "deposit", payments_api, "POST", path, player, made)
            assert answer["status"] == "succeeded"
            path = "/v1/payments/withdrawals"
            name = "withdrawal, held and paid"
            answer = _rest(samples, name, payments_api, "POST", path, player, body)
            assert answer["status"] == "paid"


def _connections(samples: Samples) -> None:
    path = "/v1/realtime/tickets"
    for number in range(REPEATS):
        player, connection = f"guest-{number}", new_id("con")
        _register(player)
        ticket = _rest(samples, "ticket", realtime_api, "POST", path, player)["ticket"]
        policy = samples.invoke(
            "$connect authorizer",
            authorize_connection.handler,
            {
                "methodArn": "arn:aws:execute-api:us-east-1:000000000000:bench/live/$connect",
                "headers": {"Origin": "https://play.example.test"},
                "queryStringParameters": {"ticket": ticket},
                "requestContext": {"identity": {"sourceIp": "203.0.113.7"}},
            },
        )
        assert policy["context"]["player_id"] == player
        samples.invoke("$connect", connect.handler, _told(player, connection, "CONNECT"))
        act = receive_message.handler
        _ask(samples, "session.hello", act, player, "session.hello", {}, connection)
        joined = {"table_id": TABLE_ID}
        _ask(samples, "table.join", act, player, "table.join", joined, connection)
        again = {"table_id": TABLE_ID, "since": _position()}
        _ask(samples, "table.join, resumed", act, player, "table.join", again, connection)
        samples.invoke("$disconnect", disconnect.handler, _told(player, connection, "DISCONNECT"))


def _register(player_id: str) -> None:
    """Give a player the profile without which nobody gets a ticket."""
    particulars = Particulars(f"{player_id}@example.com", "Ada", date(1990, 12, 10), "MT", "EUR")
    work = UnitOfWork(client("dynamodb"))
    profile = Profile(player_id, particulars, AccountStatus.ACTIVE, to_rfc3339(utc_now()))
    at_start().profiles.add(work, profile)
    work.commit()


def _round(samples: Samples, clock: ShiftedClock, number: int) -> None:
    """Play a round on which one player bets red, one bets black and one covers both."""
    _advance(samples, "round opens", clock, Phase.OPEN)
    bets = {
        _player_in(shard, f"better-{number}"): stakes
        for shard, stakes in enumerate((["red"], ["black"], ["red", "black"]))
    }
    for player, stakes in bets.items():
        open_account(client("dynamodb"), _WALLET, player, 10_000)
        wanted = _wanted(
            TABLE_ID, _current().round_id, [{"type": each, "amount": 100} for each in stakes]
        )
        answer = place_bet.handler(_frame(player, "con", "bet.place", wanted), LambdaContext())
        assert json.loads(answer["body"])["ok"], answer
    _advance(samples, "round closing", clock, Phase.CLOSING)
    _advance(samples, "round closed", clock, Phase.CLOSED)
    _advance(samples, "round result", clock, Phase.RESULT)
    current = _current()
    colour = (current.outcome or {})["colour"]
    for player, stakes in bets.items():
        name = "settle one winning bet" if colour in stakes else "settle one losing bet"
        message = {"round_id": current.round_id, "shard": shard_of(player)}
        answer = samples.invoke(name, settle_round.handler, _queued(message))
        assert answer == {"batchItemFailures": []}
    _advance(samples, "round settled", clock, Phase.SETTLED)


def _bets(samples: Samples) -> None:
    round_id = open_round(BETTING_TABLE_ID)
    for count in (1, 5, 20):
        name = f"bet.place, {count} stake{'s' if count > 1 else ''}"
        stakes = [{"type": "straight", "selection": [n], "amount": 100} for n in range(count)]
        for number in range(REPEATS):
            player = f"player-{count}-{number % 8}"
            if number < 8:
                open_account(client("dynamodb"), _WALLET, player, MUCH)
            wanted = _wanted(BETTING_TABLE_ID, round_id, stakes)
            _ask(samples, name, place_bet.handler, player, "bet.place", wanted)
            if count == 1:
                _follow(samples, player, wanted["bet_id"])
    for _ in range(REPEATS):
        _ask(samples, "bet.place, repeated", place_bet.handler, player, "bet.place", wanted)


def _instant_rounds(samples: Samples) -> None:
    seed_catalogue(at_start().catalogue)
    choices: dict[str, Any] = {
        "dice": {"direction": "under", "chance": 4_950},
        "grand-harbour": None,
    }
    for game_id, choice in choices.items():
        player = f"alone-{game_id}"
        open_account(client("dynamodb"), _WALLET, player, MUCH)
        instant_api.handler(rest_event("GET", "/v1/me/seeds", player_id=player), LambdaContext())
        for _ in range(REPEATS):
            path = f"/v1/games/{game_id}/rounds"
            body = {"stake": 100, "choice": choice}
            _rest(samples, f"instant round, {game_id}", instant_api, "POST", path, player, body)


def _follow(samples: Samples, player: str, bet_id: str) -> None:
    """Hand a bet's entry to the readers of the ledger's stream."""
    table, key = at_start().ledger.entry_key(player, EntryType.BET, bet_id)
    image = client("dynamodb").get_item(TableName=table, Key={n: {"S": v} for n, v in key.items()})
    event = {"Records": [{"dynamodb": {"NewImage": image["Item"]}}]}
    before = at_start().channel_log.head(player_channel(player)).seq
    samples.invoke("player event append", wallet.handler, event)
    assert at_start().channel_log.head(player_channel(player)).seq == before + 1
    samples.invoke("bets.summary append", wallet_each_second.handler, event)


def _advance(samples: Samples, name: str, clock: ShiftedClock, to: Phase) -> None:
    table = at_start().live_tables.get(TABLE_ID)
    if to is not Phase.SETTLED:
        clock.reach(table.next_at)
    event = _queued({"table_id": TABLE_ID, "version": table.version})
    answer = samples.invoke(name, advance_round.handler, event)
    assert answer == {"batchItemFailures": []}
    assert _current().phase is to


def _current() -> Round:
    current = at_start().live_tables.get(TABLE_ID).round
    assert current is not None
    return current


def _wanted(table_id: str, round_id: str, stakes: list[dict[str, Any]]) -> dict[str, Any]:
    return {"bet_id": new_id("bet"), "table_id": table_id, "round_id": round_id, "stakes": stakes}


def _player_in(shard: int, name: str) -> str:
    return next(
        player
        for player in (f"{name}-{number}" for number in range(100 * GATE_SHARDS))
        if shard_of(player) == shard
    )


def _position() -> dict[str, Any]:
    head = at_start().channel_log.head(table_channel(TABLE_ID))
    return {"epoch": head.epoch, "seq": head.seq - 1}


def _ask(
    samples: Samples,
    name: str,
    handler: Handler,
    player: str,
    action: str,
    data: dict[str, Any],
    connection: str = "con_bench",
) -> Any:
    answer = samples.invoke(name, handler, _frame(player, connection, action, data))
    reply = json.loads(answer["body"])
    assert reply["ok"], reply
    return reply["data"]


def _rest(
    samples: Samples,
    name: str,
    api: Any,
    method: str,
    path: str,
    player: str,
    body: dict[str, Any] | None = None,
) -> Any:
    headers = {"Idempotency-Key": new_id("key")} if body else None
    event = rest_event(method, path, body=body, player_id=player, headers=headers)
    answer = samples.invoke(name, api.handler, event)
    assert answer["statusCode"] in (200, 201), answer
    return json.loads(answer["body"])


def _told(player: str, connection: str, event_type: str) -> dict[str, Any]:
    event = _frame(player, connection)
    event["requestContext"]["eventType"] = event_type
    return event


def _frame(
    player: str, connection: str, action: str = "", data: dict[str, Any] | None = None
) -> dict[str, Any]:
    context = {
        "connectionId": connection,
        "requestId": "req-bench",
        "authorizer": {"player_id": player},
    }
    frame = {"action": action, "request_id": "1", "data": data}
    return {"requestContext": context, "body": json.dumps(frame)}


def _queued(message: dict[str, Any]) -> dict[str, Any]:
    sent = {"SentTimestamp": str(int(time.time() * 1000))}
    return {"Records": [{"messageId": "1", "body": json.dumps(message), "attributes": sent}]}
