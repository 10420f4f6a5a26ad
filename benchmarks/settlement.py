"""What settling one round of many bets costs, by how many of them have won.

The bets are those that the ledger itself would have written, put in by batches; what is measured
is the real handler, called with a message for each shard of the round's gate.
"""

import json
import time
from dataclasses import replace
from typing import Any, Final

from benchmarks.live_rounds import open_round
from benchmarks.meter import Meter
from benchmarks.players import entry_item, put_all, wallet_item
from benchmarks.report import Bar, Section
from casino.betting import BetKind, stakes_to_text
from casino.parts import at_start
from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.model import GATE_SHARDS, Phase, Round, Turnover, shard_of
from casino.wallet import CASH, EntryType, Wallet
from casino.wallet.game_entries import post_game_entry
from functions.tables import settle_round
from scripts.progress import step
from tests.support.api_events import LambdaContext
from tests.support.tables import TABLE_NAMES

STAKE: Final = 100
POCKET: Final = 17
# Bets of a round, and how many of them are on the number that wins; the others lose.
ROUNDS: Final = ((2_000, 100), (20_000, 5_000))
# Of a delivery's minute; the crowd may be as large as it likes.
LONGEST_DELIVERY: Final = 30.0
_WALLET: Final = TABLE_NAMES["WALLET_TABLE"]


def run() -> list[Section]:
    """Settle a round of two thousand bets, and one of twenty thousand."""
    rows, each, longest = [], [], 0.0
    for bets, winners in ROUNDS:
        with step(f"Settle {bets:,} bets of which {winners:,} won"):
            row = _settle(bets, winners)
        rows.append(row)
        longest = max(longest, row[7])
        each.append(row[4])
    again = rows[-1][-1]
    return [
        Section(
            name="settlement",
            title="Settling a round, each bet by another player",
            columns=(
                "bets",
                "winners",
                "seconds",
                "ledger units",
                "a winner",
                "news units",
                "deliveries",
                "longest",
                "again",
            ),
            rows=rows,
            notes=(
                "Ledger units: what pays the winners, and a write to the gate for each page.",
                "Deliveries: each pays a page and tells a page; the longest one, in seconds.",
                "News units: what tells each player, loser or winner, on their channel.",
                "Again: write units of the same messages delivered once more.",
                "Seconds: of both, in one process; AWS settles the four shards side by side.",
            ),
            bars=[
                Bar("write units of a second delivery", again, 0),
                Bar("seconds of the longest delivery", longest, LONGEST_DELIVERY),
                Bar(
                    "growth of a winner's cost, from a hundred winners to five thousand",
                    each[-1] / each[0],
                    1.01,
                ),
            ],
        )
    ]


def _settle(bets: int, winners: int) -> list[Any]:
    table_id = f"bench-settle-{winners}"
    current = at_start().live_tables.round(open_round(table_id))
    _place(current, bets, winners)
    _draw(current, bets)
    meter = Meter(client("dynamodb"), client("sqs"))
    started = time.monotonic()
    with meter.measuring() as usage:
        deliveries = _deliver_all(current)
    seconds = time.monotonic() - started
    with meter.measuring() as again:
        for shard in range(GATE_SHARDS):
            _deliver(current, shard)
    paid = usage.writes_to(_WALLET) + usage.writes_to(TABLE_NAMES["TABLES_TABLE"])
    told = usage.writes_to(TABLE_NAMES["CHANNELS_TABLE"])
    count, longest = len(deliveries), max(deliveries)
    each = paid / winners
    return [f"{bets:,}", f"{winners:,}", seconds, paid, each, told, count, longest, again.writes]


def _deliver_all(current: Round) -> list[float]:
    """Deliver until every shard is done; return how many seconds each delivery took."""
    seconds = []
    for shard in range(GATE_SHARDS):
        gate = at_start().gates.shard(current.round_id, shard)
        while gate is not None and gate.awaits_telling:
            started = time.monotonic()
            _deliver(current, shard)
            seconds.append(time.monotonic() - started)
            gate = at_start().gates.shard(current.round_id, shard)
    return seconds


def _deliver(current: Round, shard: int) -> None:
    body = json.dumps({"round_id": current.round_id, "shard": shard})
    sent = {"SentTimestamp": str(int(time.time() * 1000))}
    record = {"messageId": "1", "body": body, "eventSource": "aws:sqs", "attributes": sent}
    settle_round.handler({"Records": [record]}, LambdaContext())


def _place(current: Round, bets: int, winners: int) -> None:
    book, puts = at_start().ledger, []
    through: dict[int, int] = dict.fromkeys(range(GATE_SHARDS), 0)
    for number in range(bets):
        player_id = f"{current.table_id}-{number}"
        shard = shard_of(player_id)
        through[shard] += 1
        stake = current.game.stake("straight", [POCKET if number < winners else 3], STAKE)
        before = Wallet(player_id, "EUR", cash=STAKE)
        after, entry = post_game_entry(
            before,
            EntryType.BET,
            "bet",
            {CASH: -STAKE, f"game:{current.game_id}": STAKE},
            at=utc_now(),
            kind=BetKind.LIVE,
            reference={
                "table_id": current.table_id,
                "round_id": current.round_id,
                "game_id": current.game_id,
                "stakes": stakes_to_text([stake]),
            },
        )
        puts.append(
            entry_item(book, before, after, entry, round_shard=f"{current.round_id}#{shard}")
        )
        puts.append(wallet_item(book, after))
    put_all(client("dynamodb"), _WALLET, puts)
    for shard, let_in in through.items():
        table, key = at_start().gates.key(current.round_id, shard)
        client("dynamodb").update_item(
            TableName=table,
            Key={name: {"S": value} for name, value in key.items()},
            UpdateExpression="SET bets = :bets, is_open = :no, stakes = :stakes",
            ExpressionAttributeValues={
                ":bets": {"N": str(let_in)},
                ":no": {"BOOL": False},
                ":stakes": {"M": {"EUR": {"N": str(let_in * STAKE)}}},
            },
        )


def _draw(current: Round, bets: int) -> None:
    outcome = current.game.read_outcome({"pocket": POCKET}).to_wire()
    turnover = Turnover(bets, {"EUR": bets * STAKE})
    drawn = replace(current, phase=Phase.RESULT, outcome=outcome, turnover=turnover)
    work = UnitOfWork(client("dynamodb"))
    at_start().live_tables.save_round(work, drawn, utc_now())
    work.commit()
