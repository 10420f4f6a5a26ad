import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from secrets import token_hex
from typing import Any

import pytest

from casino.betting.use_cases.get_bet import get_bet
from casino.games import BeaconRound, SeedChain
from casino.games.beacon import local_value
from casino.shared.aws import client
from casino.shared.dynamodb import to_item
from casino.shared.money import Money
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase, Table
from casino.tables.beacons import Beacon, Beacons, LocalBeacon
from casino.tables.bet_messages import PlaceBet
from casino.tables.growing import CashOutRound, end_of_play
from casino.tables.model import DECIDED
from casino.tables.seed import DEMO_TABLES
from casino.tables.use_cases.advance_round import advance_round
from casino.tables.use_cases.place_bet import place_bet
from casino.tables.use_cases.settle_round import settle_round
from casino.tables.use_cases.sweep_rounds import sweep_rounds
from casino.wallet import Wallet
from casino.wallet.use_cases.adjust_balance import Adjustment, adjust_balance
from tests.support.clock import Clock
from tests.support.parts import create_queues, some_parts

TABLE_ID = DEMO_TABLES[0].table_id
DURATIONS = {
    f"{name}_SECONDS": str(seconds)
    for name, seconds in {
        "BETTING": 10,
        "CLOSING": 3,
        "SPIN": 4,
        "RESULT": 4,
        "TURN": 15,
        "DEALER_LEAST_BETTING": 5,
        "DEALER_BETTING": 20,
        "DEALER_ENTERING": 60,
        "DEALER_CONFIRMING": 5,
        "DEALER_DECIDING": 30,
        "SEAT": 30,
        "SEAT_COOLDOWN": 15,
    }.items()
}


class Floor:
    """A gaming floor with one table, whose every part is real but the clock and the cloud."""

    def __init__(
        self, table: Table = DEMO_TABLES[0], beacon: Beacon | None = None, **given: Any
    ) -> None:
        self.table_id = table.table_id
        self.clock = Clock()
        self.parts = some_parts(
            create_queues() | DURATIONS,
            clock=self.clock,
            beacons=Beacons(beacon or LocalBeacon()),
            # One after another: moto bears no threads.
            side_by_side=map,
            pause=self.clock.move,
            **given,
        )
        self.ledger = self.parts.ledger
        self.tables = self.parts.live_tables
        self.gates = self.parts.gates
        self.seats = self.parts.seats
        self.seeds = self.parts.seeds
        self.connections = self.parts.connections
        self.subscriptions = self.parts.subscriptions
        self.log = self.parts.channel_log
        self.acts = self.parts.acts
        self.tables.add(table)
        # As a table is that has been going on for some time; new ones are tested in test_beacon.
        self.shuffle(SeedChain(token_hex(32)), BeaconRound("local", 7, local_value(7)))

    @property
    def table(self):
        return self.tables.get(self.table_id)

    @property
    def round(self):
        return self.table.round

    def seat(self, player_id: str, cash: int, **balances: int) -> None:
        work = UnitOfWork(client("dynamodb"))
        self.ledger.open_wallet(work, Wallet(player_id, "EUR", cash=cash, **balances))
        work.commit()

    def give(self, player_id: str, cash: int) -> None:
        """Let a player have money that the books know of."""
        adjustment = Adjustment(player_id, Money(cash, "EUR"), "A gift", "tests", "gift")
        adjust_balance(self.parts, adjustment)

    def advance(self):
        """Let the time of the next phase come, and the message that proposes it."""
        return self.proposal()()

    def proposal(self) -> Callable[[], Table | None]:
        """Let the time of the next phase come; return what the message does that proposes it."""
        table = self.table
        if table.next_at and not table.is_due(self.clock.now):
            self.clock.now = datetime.fromisoformat(table.next_at)
        return partial(advance_round, self.parts, self.table_id, table.version)

    def advance_to(self, phase: Phase) -> None:
        while self.round is None or self.round.phase is not phase:
            assert self.advance() is not None

    def run_out(self) -> None:
        """Let time decide the rest of the round, and have it settled."""
        while self.round.phase not in DECIDED:
            if self.round.phase is Phase.PLAYING and isinstance(self.round, CashOutRound):
                seed = self.seeds.of(self.round.round_id)
                self.clock.now = max(self.clock.now, end_of_play(self.round, seed))
            assert self.advance() is not None
        if self.round.phase is Phase.RESULT:
            self.settle()
            self.advance()
        assert self.round.phase is Phase.SETTLED

    def sweep(self) -> list[str]:
        """Let the sweeper come; return the tables that were overdue."""
        return sweep_rounds(self.parts).overdue

    def proposals(self) -> list[Any]:
        """Take what waits in the round clock's queue."""
        return _taken_from(self.parts.settings.round_clock_queue_url)

    def settlements(self) -> list[Callable[[], None]]:
        """Take what waits in the queue of settlements; return what each message does."""
        return [
            partial(settle_round, self.parts, asked["round_id"], asked["shard"])
            for asked in _taken_from(self.parts.settings.settlement_queue_url)
        ]

    def bet(self, player_id: str, bet_id: str, *stakes, round_id: str | None = None):
        wanted = PlaceBet(
            bet_id=bet_id,
            table_id=self.table_id,
            round_id=round_id or self.round.round_id,
            stakes=list(stakes),
        )
        accepted = place_bet(self.parts, player_id, wanted)
        return accepted.model_dump(exclude_unset=True)

    def shown(self, player_id: str, bet_id: str):
        """Return a bet as its player sees it."""
        return get_bet(self.parts.bet_history, player_id, bet_id)

    def settle(self) -> None:
        round_id = self.round.round_id
        for gate in self.gates.of_round(round_id):
            settle_round(self.parts, round_id, gate.shard)

    def shuffle(self, chain: SeedChain, beacon: BeaconRound | None = None) -> None:
        """Have the table's rounds drawn, or its shoes dealt, from this chain of seeds."""
        mixed_in = {"beacon": asdict(beacon)} if beacon else {}
        item = {"pk": f"CHAIN#{self.table_id}", **asdict(chain), **mixed_in, "used": 0}
        client("dynamodb").put_item(TableName="chains", Item=to_item(item))

    def faults(self) -> list[Any]:
        """Return what an audit finds wrong with the rounds."""
        audit = self.parts.round_audit
        rounds = [each for page in audit.pages() for each in page.found]
        return [fault for each in rounds for fault in audit.faults(each, self.clock())]

    def events(self, channel: str):
        head = self.log.head(channel)
        return self.log.since(head, head.epoch, 0, 10_000) or []


def _taken_from(queue: str) -> list[Any]:
    answer = client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return [json.loads(each["Body"]) for each in answer.get("Messages", [])]


@pytest.fixture
def floor(aws):
    return Floor()
