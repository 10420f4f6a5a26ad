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
from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.bets import stakes_to_text
from casino.tables.bootstrap import gates, live_tables
from casino.tables.model import GATE_SHARDS, Phase, Round, Turnover, shard_of
from casino.wallet import CASH, EntryType, Wallet, post
from casino.wallet.bootstrap import ledger
from functions.tables import settle_round
from scripts.progress import step
from tests.support.api_events import LambdaContext
from tests.support.tables import TABLE_NAMES

BETS: Final = 10_000
STAKE: Final = 100
POCKET: Final = 17
# A straight on another number loses; how many of the bets are on the winning one.
WINNERS: Final = (100, 1_000, 5_000)
_WALLET: Final = TABLE_NAMES["WALLET_TABLE"]


def run() -> list[Section]:
    """Settle rounds of ten thousand bets."""
    rows, money = [], {}
    for winners in WINNERS:
        with step(f"Settle {BETS:,} bets of which {winners:,} won"):
            row = _settle(winners)
        rows.append(row)
        money[winners] = row[2]
    again = rows[-1][-1]
    few, many = WINNERS[0], WINNERS[-1]
    return [
        Section(
            name="settlement",
            title=f"Settling {BETS:,} bets of as many players on one round",
            columns=("winners", "seconds", "ledger units", "a winner", "news units", "again"),
            rows=rows,
            notes=(
                "Ledger units: what pays the winners, and one write to each shard of the gate.",
                "News units: what tells each player, loser or winner, on their channel.",
                "Again: write units of the same messages delivered once more.",
                "Seconds: of both, in one process; AWS settles the four shards side by side.",
            ),
            bars=[
                Bar("write units of a second delivery", again, 0),
                Bar(
                    "growth of a winner's cost, from a hundred winners to five thousand",
                    (money[many] / many) / (money[few] / few),
                    1.01,
                ),
            ],
        )
    ]


def _settle(winners: int) -> list[Any]:
    table_id = f"bench-settle-{winners}"
    current = live_tables().round(open_round(table_id))
    _place(current, winners)
    _draw(current)
    meter = Meter(client("dynamodb"), client("sqs"))
    started = time.monotonic()
    with meter.measuring() as usage:
        _deliver(current)
    seconds = time.monotonic() - started
    with meter.measuring() as again:
        _deliver(current)
    paid = usage.writes_to(_WALLET) + usage.writes_to(TABLE_NAMES["TABLES_TABLE"])
    told = usage.writes_to(TABLE_NAMES["CHANNELS_TABLE"])
    return [f"{winners:,}", seconds, paid, paid / winners, told, again.writes]


def _deliver(current: Round) -> None:
    for shard in range(GATE_SHARDS):
        body = json.dumps({"round_id": current.round_id, "shard": shard})
        record = {"messageId": "1", "body": body, "eventSource": "aws:sqs"}
        settle_round.handler({"Records": [record]}, LambdaContext())


def _place(current: Round, winners: int) -> None:
    book, puts = ledger(), []
    through: dict[int, int] = dict.fromkeys(range(GATE_SHARDS), 0)
    for number in range(BETS):
        player_id = f"{current.table_id}-{number}"
        shard = shard_of(player_id)
        through[shard] += 1
        stake = current.game.stake("straight", [POCKET if number < winners else 3], STAKE)
        before = Wallet(player_id, "EUR", cash=STAKE)
        after, entry = post(
            before,
            EntryType.BET,
            "bet",
            {CASH: -STAKE, f"game:{current.game_id}": STAKE},
            at=utc_now(),
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
    for shard, bets in through.items():
        table, key = gates().key(current.round_id, shard)
        client("dynamodb").update_item(
            TableName=table,
            Key={name: {"S": value} for name, value in key.items()},
            UpdateExpression="SET bets = :bets, is_open = :no, stakes = :stakes",
            ExpressionAttributeValues={
                ":bets": {"N": str(bets)},
                ":no": {"BOOL": False},
                ":stakes": {"M": {"EUR": {"N": str(bets * STAKE)}}},
            },
        )


def _draw(current: Round) -> None:
    outcome = current.game.read_outcome({"pocket": POCKET}).to_wire()
    turnover = Turnover(BETS, {"EUR": BETS * STAKE})
    drawn = replace(current, phase=Phase.RESULT, outcome=outcome, turnover=turnover)
    work = UnitOfWork(client("dynamodb"))
    live_tables().save_round(work, drawn, utc_now())
    work.commit()
