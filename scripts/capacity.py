"""What a number of players asks of AWS, which quota ends first, and what it costs.

    python -m scripts.capacity                  # the table of docs/scale.md
    python -m scripts.capacity 25000 --at-table 40

Rates are averages of a steady evening; a quota that is half used on average is full at its peaks.
"""

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SHARD: Final = 500  # casino.channels.model.SUBSCRIBERS_PER_SHARD
MILLION: Final = 1_000_000
GB: Final = 1_000_000_000
HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class Prices:
    """List prices in US dollars, us-east-1, on demand and without free tiers, 2025-11.

    Of AWS's pages for API Gateway, Lambda (arm64), DynamoDB, SQS, CloudFront, WAF, CloudWatch,
    X-Ray, EventBridge and Cognito. What payment providers take is not in it.

    Attributes
    ----------
    stored_gb_months : float
        Of DynamoDB, with point-in-time recovery.
    players_a_month : float
        Of Cognito's tier with threat protection, for each player who signs in within a month.
    """

    websocket_messages: float = 1.00 / MILLION
    connection_minutes: float = 0.25 / MILLION
    rest_requests: float = 3.50 / MILLION
    lambda_requests: float = 0.20 / MILLION
    lambda_gb_seconds: float = 13.3334 / MILLION
    write_units: float = 0.625 / MILLION
    read_units: float = 0.125 / MILLION
    queue_requests: float = 0.50 / MILLION
    front_requests: float = 1.00 / MILLION
    firewall_requests: float = 0.60 / MILLION
    traffic_gb: float = 0.085
    log_gb: float = 0.50
    traces: float = 5.00 / MILLION
    bus_events: float = 1.00 / MILLION
    stored_gb_months: float = 0.25 + 0.20
    players_a_month: float = 0.02


@dataclass(frozen=True, slots=True)
class Quotas:
    """An account's quotas in us-east-1 before anybody asked for more.

    Attributes
    ----------
    requests : float
        A second, of REST, WebSocket and ``@connections`` together.
    push_share : float
        Of these, what the senders keep to; see casino.channels.quota.
    connects : float
        New WebSocket connections a second.
    functions : float
        Lambda functions at once.
    table_writes : float
        Write units a second of one DynamoDB table on demand.
    item_writes : float
        Write units a second of one partition, and so of one item. Not adjustable.
    fifo_requests : float
        Requests a second to a high-throughput FIFO queue, per kind of request.
    group_messages : float
        Messages a second of one group of such a queue. Not adjustable.
    rest_throttle, websocket_throttle : float
        What the stage itself lets in a second: ``stages/prod.toml``.
    """

    requests: float = 10_000
    push_share: float = 0.6
    connects: float = 500
    functions: float = 1_000
    table_writes: float = 40_000
    item_writes: float = 1_000
    fifo_requests: float = 70_000
    group_messages: float = 300
    rest_throttle: float = 1_500
    websocket_throttle: float = 2_000


@dataclass(frozen=True, slots=True)
class Habits:
    """What players do, and what our code then does.

    Units are those that ``make bench`` counts; a test compares them with its page. Milliseconds are
    those of a warm function of the memory that the stack gives it, on AWS rather than on a laptop,
    and with bytes they are estimates.

    Attributes
    ----------
    at_table : int
        Players at each table.
    bets_a_round : float
        How many each player makes.
    wins : float
        The part of bets that pay.
    session_seconds : float
        How long from connecting to leaving.
    rest_a_second : float
        How many REST requests each player makes.
    hours_a_month : float
        How long somebody who plays at all does so.
    push_bytes, rest_bytes : float
        What one takes on its way to the player, TLS included.
    log_bytes : float
        What an invocation logs, Lambda's own three lines included.
    traced : float
        The part of requests that X-Ray records, by its own rule.
    bet_bytes : float
        What a bet leaves in tables and their indexes.
    kept_months : float
        How long.
    """

    at_table: int = 100
    round_seconds: float = 40
    betting_seconds: float = 20
    bets_a_round: float = 0.5
    wins: float = 0.45
    session_seconds: float = 45 * 60
    ping_seconds: float = 60
    rest_a_second: float = 0.01
    phase_events: int = 5
    presence_events: float = 4
    bet_write_units: float = 8
    bet_read_units: float = 4
    settle_write_units: float = 13
    session_write_units: float = 18 + 22
    session_read_units: float = 11 + 5
    event_write_units: float = 4
    frame_write_units: float = 1
    bet_seconds: float = 0.03
    frame_seconds: float = 0.015
    queue_seconds: float = 0.03
    push_seconds: float = 0.015
    sockets: int = 64
    sender_gb: float = 1.0
    function_gb: float = 0.75
    hours_a_month: float = 10
    push_bytes: float = 400
    rest_bytes: float = 3_000
    log_bytes: float = 1_000
    traced: float = 0.05
    bet_bytes: float = 2_400
    kept_months: float = 120


@dataclass(frozen=True, slots=True)
class Relay:
    """What the reader of a stream has to do, record by record.

    Attributes
    ----------
    units : float
        Write units that one record takes of its table's partition, at least. A stream has a shard
        for each partition, so this bounds what a shard brings, however large the house is.
    seconds : float
        What handling one record takes, where no other in its batch is of the same key.
    """

    units: float
    seconds: float

    def hands(self, quotas: Quotas) -> int:
        """Return how many batches side by side keep up with a shard that brings all it can."""
        return math.ceil(quotas.item_writes / self.units * self.seconds)


# An entry is two units, as many as the wallet that changes with it, and one for the statement, all
# in one partition: at most 200 entries a second. The channel's end and what is appended to it are
# two each; a channel's relay only sends again what has been sent. Of payments and accounts, ten
# changes are one request to the bus.
RELAYS: Final = {
    "streams.wallet": Relay(units=5, seconds=Habits().queue_seconds),
    "streams.channels": Relay(units=4, seconds=0.01),
    "streams.payments": Relay(units=1, seconds=0.001),
    "streams.accounts": Relay(units=1, seconds=0.001),
}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a number of players asks for, a second."""

    tables: int
    bets: float
    table_events: float
    pushes: float
    personal_pushes: float
    frames_in: float
    rest: float
    connects: float
    queued: float
    functions_at_once: float
    wallet_writes: float
    writes: float
    reads: float
    hottest_item: float
    hottest_group: float

    @property
    def requests(self) -> float:
        """What counts against the account's requests."""
        return self.pushes + self.frames_in + self.rest


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """How much of a quota is used."""

    name: str
    used: float
    quota: float

    @property
    def share(self) -> float:
        """How much of the quota that is; 1 is all of it."""
        return self.used / self.quota


def demand(players: int, habits: Habits) -> Demand:
    """Return what so many players ask for.

    The audience of a table is told of its phases, of comings and goings, and at most once a second
    of bets; each player is told of what happens to their own money.
    """
    tables = math.ceil(players / habits.at_table)
    audience = players / tables
    shards = math.ceil(audience / SHARD)
    bets_a_round = audience * habits.bets_a_round
    summaries = min(bets_a_round, habits.betting_seconds)
    events_a_round = habits.phase_events + habits.presence_events + summaries
    table_events = tables * events_a_round / habits.round_seconds
    bets = players * habits.bets_a_round / habits.round_seconds
    # The bet's wallet.updated, its bet.settled, and another wallet.updated for what was won.
    personal = bets * (2 + habits.wins)
    pushes = table_events * audience + personal
    frames_in = bets + players / habits.ping_seconds + 3 * players / habits.session_seconds
    rest = players * habits.rest_a_second
    queued = table_events * shards + personal
    sending = pushes * habits.push_seconds / habits.sockets + queued * habits.queue_seconds
    answering = bets * habits.bet_seconds + (frames_in - bets + rest) * habits.frame_seconds
    publishing = (bets * (1 + habits.wins) + table_events) * habits.queue_seconds
    wallet_writes = bets * (habits.bet_write_units + habits.wins * habits.settle_write_units)
    events = table_events + personal
    return Demand(
        tables=tables,
        bets=bets,
        table_events=table_events,
        pushes=pushes,
        personal_pushes=personal,
        frames_in=frames_in,
        rest=rest,
        connects=players / habits.session_seconds,
        queued=queued,
        functions_at_once=sending + answering + publishing,
        wallet_writes=wallet_writes,
        writes=(
            wallet_writes
            + events * habits.event_write_units
            + frames_in * habits.frame_write_units
            + players / habits.session_seconds * habits.session_write_units
        ),
        reads=(
            bets * habits.bet_read_units
            + queued * (1 + audience / shards / 40)
            + players / habits.session_seconds * habits.session_read_units
        ),
        # A table's head moves with each event, in a transaction: two units.
        hottest_item=2 * events_a_round / habits.round_seconds,
        hottest_group=events_a_round / habits.round_seconds,
    )


def limits(asked: Demand, quotas: Quotas) -> list[QuotaUse]:
    """Return how much of each quota is used, the tightest first."""
    found = [
        QuotaUse(
            "pushes in their share of API requests",
            asked.pushes,
            quotas.requests * quotas.push_share,
        ),
        QuotaUse("API requests of the account", asked.requests, quotas.requests),
        QuotaUse("what the stage lets in by REST", asked.rest, quotas.rest_throttle),
        QuotaUse("what the stage lets in by WebSocket", asked.frames_in, quotas.websocket_throttle),
        QuotaUse("new connections", asked.connects, quotas.connects),
        QuotaUse("Lambda functions at once", asked.functions_at_once, quotas.functions),
        QuotaUse("writes to the wallet table", asked.wallet_writes, quotas.table_writes),
        QuotaUse("writes to one channel's head", asked.hottest_item, quotas.item_writes),
        # Everything is queued twice, by the fast path and by the stream, ten to a request.
        QuotaUse(
            "requests to the fan-out queue",
            2 * asked.queued / 10 + asked.queued,
            quotas.fifo_requests,
        ),
        QuotaUse("messages of one queue group", 2 * asked.hottest_group, quotas.group_messages),
    ]
    return sorted(found, key=lambda limit: -limit.share)


def bill(asked: Demand, players: int, habits: Habits, prices: Prices) -> dict[str, float]:
    """Return US dollars a second for everything that these players ask for, by what it is for.

    What is kept is paid for as long as it is kept, and counted here at once.
    """
    # Answers are messages as well.
    messages = asked.pushes + 2 * asked.frames_in
    invocations = asked.frames_in + asked.rest + asked.queued + asked.bets * (1 + habits.wins)
    compute = asked.functions_at_once * (habits.sender_gb + habits.function_gb) / 2
    calls = asked.rest + asked.connects
    sent = messages * habits.push_bytes + asked.rest * habits.rest_bytes
    # Of every event of a channel, and of every movement of money.
    told = asked.table_events + asked.personal_pushes + asked.bets * (1 + habits.wins)
    kept = asked.bets * habits.bet_bytes * habits.kept_months
    return {
        "pushes and answers": messages * prices.websocket_messages
        + players / 60 * prices.connection_minutes,
        "REST": asked.rest * prices.rest_requests,
        "functions": invocations * prices.lambda_requests + compute * prices.lambda_gb_seconds,
        "tables": asked.writes * prices.write_units + asked.reads * prices.read_units,
        "queues": asked.queued * 3 * prices.queue_requests,
        "the front and its firewall": calls * (prices.front_requests + prices.firewall_requests),
        "traffic": sent / GB * prices.traffic_gb,
        "logs": (invocations + calls) * habits.log_bytes / GB * prices.log_gb,
        "traces": invocations * habits.traced * prices.traces,
        "the event bus": told * prices.bus_events,
        "identity": players * prices.players_a_month / habits.hours_a_month / HOUR,
        "ten years of bets": kept / GB * prices.stored_gb_months,
    }


def cost_a_second(asked: Demand, players: int, habits: Habits, prices: Prices) -> float:
    """Return US dollars a second for everything that these players ask for."""
    return sum(bill(asked, players, habits, prices).values())


def cost_of_a_bet(habits: Habits, prices: Prices) -> float:
    """Return US dollars for one bet, from the frame to its settlement, told to its player."""
    personal = 2 + habits.wins
    return (
        (2 + personal) * prices.websocket_messages
        + (2 + 2 * personal) * prices.lambda_requests
        + (habits.bet_seconds + 2 * personal * habits.queue_seconds)
        * habits.function_gb
        * prices.lambda_gb_seconds
        + (
            habits.bet_write_units
            + habits.wins * habits.settle_write_units
            + personal * habits.event_write_units
        )
        * prices.write_units
        + habits.bet_read_units * prices.read_units
        + 3 * personal * prices.queue_requests
    )


def most_players(habits: Habits, quotas: Quotas) -> int:
    """Return how many players fit before the first quota is full."""
    low, high = 1, 100 * MILLION
    while low < high:
        middle = (low + high + 1) // 2
        if limits(demand(middle, habits), quotas)[0].share <= 1:
            low = middle
        else:
            high = middle - 1
    return low


def report(counts: Sequence[int], habits: Habits) -> str:
    """Return the table as Markdown."""
    quotas, prices = Quotas(), Prices()
    columns = "players bets/s pushes/s functions_at_once first_to_bind used then $_a_player-hour"
    lines = [
        f"| {' | '.join(columns.split()).replace('_', ' ')} |",
        "|--:|--:|--:|--:|---|--:|---|--:|",
    ]
    for players in counts:
        asked = demand(players, habits)
        first, *others = limits(asked, quotas)
        # What the account's requests and the senders' share of them say is one thing, and what the
        # stage lets in is for its operator to say.
        then = next(each for each in others if "API" not in each.name)
        hourly = HOUR * cost_a_second(asked, players, habits, prices) / players
        lines.append(
            f"| {players:,} | {asked.bets:,.0f} | {asked.pushes:,.0f}"
            f" | {asked.functions_at_once:,.0f} | {first.name} | {first.share:.0%}"
            f" | {then.name}, {then.share:.0%} | {hourly:.4f} |"
        )
    minutes = 100_000 / quotas.connects / 60
    many = counts[-1]
    asked = demand(many, habits)
    whole = cost_a_second(asked, many, habits, prices)
    items = sorted(bill(asked, many, habits, prices).items(), key=lambda item: -item[1])
    lines += ["", "| an hour of one player goes to | $ | of all |", "|---|--:|--:|"]
    lines += [f"| {name} | {HOUR * each / many:.5f} | {each / whole:.0%} |" for name, each in items]
    lines += [
        "",
        f"{most_players(habits, quotas):,} players fit into the quotas of a new account.",
        f"One bet costs ${cost_of_a_bet(habits, prices):.6f}.",
        f"100,000 players who come back all at once take {minutes:.1f} minutes.",
    ]
    return "\n".join(lines)


def main() -> None:
    """Print the table for the numbers of players that the command line names."""
    parser = argparse.ArgumentParser(description="What players ask of AWS, and what it costs.")
    parser.add_argument("players", nargs="*", type=int, default=[1_000, 10_000, 100_000, MILLION])
    parser.add_argument("--at-table", type=int, default=Habits().at_table)
    arguments = parser.parse_args()
    print(report(arguments.players, Habits(at_table=arguments.at_table)))


if __name__ == "__main__":
    main()
