import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from secrets import token_hex
from typing import Any

import pytest

from casino.betting import BetKind
from casino.betting.history import BetHistory
from casino.betting.revealed import RevealedSeeds
from casino.betting.use_cases.get_bet import get_bet
from casino.channels import ChannelLog, Fanout, Subscriptions
from casino.games import BeaconRound, SeedChain
from casino.games.beacon import local_value
from casino.sessions import Connections
from casino.shared.aws import client
from casino.shared.dynamodb import to_item
from casino.shared.money import Money
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase, Table
from casino.tables.acts import Acts
from casino.tables.audit import RoundAudit
from casino.tables.beacons import Beacon, Beacons, LocalBeacon
from casino.tables.bet_messages import PlaceBet
from casino.tables.bets import Bets
from casino.tables.dealer import DealerTimings
from casino.tables.gates import Gates
from casino.tables.growing import CashOutRound, end_of_play
from casino.tables.history import LiveBets
from casino.tables.live_tables import LiveTables
from casino.tables.model import DECIDED, Timings
from casino.tables.pit import Pit
from casino.tables.round_clock import RoundClock, SettlementQueue
from casino.tables.rounds import scripts_of
from casino.tables.seats import Seats, SeatTimings
from casino.tables.seed import DEMO_TABLES
from casino.tables.seed_chains import SeedChains
from casino.tables.seeds import Seeds
from casino.tables.use_cases.advance_round import Croupier, advance_round
from casino.tables.use_cases.change_seat import Usher
from casino.tables.use_cases.place_bet import place_bet
from casino.tables.use_cases.settle_round import Cashier, settle_round
from casino.tables.use_cases.sweep_rounds import sweep_rounds
from casino.wallet import Ledger, Wallet
from casino.wallet.reader import LedgerReader
from casino.wallet.use_cases.adjust_balance import Adjustment, adjust_balance
from tests.support.clock import Clock

TABLE_ID = DEMO_TABLES[0].table_id
SEAT_TIMINGS = SeatTimings(reservation=timedelta(seconds=30), cooldown=timedelta(seconds=15))


class Floor:
    """A gaming floor with one table, whose every part is real but the clock and the cloud."""

    def __init__(self, table: Table = DEMO_TABLES[0], beacon: Beacon | None = None) -> None:
        self.table_id = table.table_id
        dynamodb, sqs = client("dynamodb"), client("sqs")
        self.clock = Clock()
        self.clock_queue = sqs.create_queue(QueueName="clock")["QueueUrl"]
        self.settlement_queue = sqs.create_queue(QueueName="settlement")["QueueUrl"]
        self.fanout_queue = sqs.create_queue(
            QueueName="fanout.fifo", Attributes={"FifoQueue": "true"}
        )["QueueUrl"]
        self.ledger = Ledger(dynamodb, "wallet")
        self.tables = LiveTables(dynamodb, "tables")
        self.gates = Gates(dynamodb, "tables")
        self.seats = Seats(dynamodb, "seats")
        self.bets = Bets(dynamodb, self.ledger, self.gates)
        live = {BetKind.LIVE: LiveBets(self.ledger, self.tables)}
        self.history = BetHistory(dynamodb, self.ledger, live)
        self.seeds = Seeds(dynamodb, "seeds")
        self.chains = SeedChains(dynamodb, "chains", self.seeds, Beacons(beacon or LocalBeacon()))
        self.revealed = RevealedSeeds(dynamodb, "tables")
        self.timings = Timings(*(timedelta(seconds=each) for each in (10, 3, 4, 4, 15)))
        self.connections = Connections(dynamodb, "connections")
        self.subscriptions = Subscriptions(dynamodb, "connections")
        self.fanout = Fanout(sqs, self.fanout_queue, self.subscriptions)
        self.log = ChannelLog(dynamodb, "channels", lambda *told: self.fanout.publish(*told))
        self.acts = Acts(dynamodb, "acts")
        self.dealer_timings = DealerTimings(
            *(timedelta(seconds=each) for each in (20, 3, 5, 60, 5, 30))
        )
        self.croupier = Croupier(
            client=dynamodb,
            tables=self.tables,
            gates=self.gates,
            chains=self.chains,
            scripts=scripts_of(
                self.seeds, self.revealed, self.bets, self.timings, self.dealer_timings
            ),
            acts=self.acts,
            log=self.log,
            subscriptions=self.subscriptions,
            rounds=RoundClock(sqs, self.clock_queue),
            settlements=SettlementQueue(sqs, self.settlement_queue),
            timings=self.timings,
            clock=self.clock,
        )
        self.pit = Pit(
            client=dynamodb,
            tables=self.tables,
            gates=self.gates,
            acts=self.acts,
            log=self.log,
            subscriptions=self.subscriptions,
            rounds=self.croupier.rounds,
            clock=self.clock,
        )
        self.cashier = Cashier(
            client=dynamodb,
            tables=self.tables,
            gates=self.gates,
            bets=self.bets,
            log=self.log,
            rounds=self.croupier.rounds,
            settlements=self.croupier.settlements,
            clock=self.clock,
        )
        self.tables.add(table)
        # As a table is that has been going on for some time; new ones are tested in test_beacon.
        self.shuffle(SeedChain(token_hex(32)), BeaconRound("local", 7, local_value(7)))

    def an_usher(self) -> Usher:
        return Usher(
            client=self.croupier.client,
            tables=self.tables,
            seats=self.seats,
            ledger=self.ledger,
            log=self.log,
            clock=self.clock,
            timings=SEAT_TIMINGS,
        )

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
        adjust_balance(self.ledger, lambda: UnitOfWork(client("dynamodb")), self.clock, adjustment)

    def advance(self):
        """Let the time of the next phase come, and the message that proposes it."""
        return self.proposal()()

    def proposal(self) -> Callable[[], Table | None]:
        """Let the time of the next phase come; return what the message does that proposes it."""
        table = self.table
        if table.next_at and not table.is_due(self.clock.now):
            self.clock.now = datetime.fromisoformat(table.next_at)
        return partial(advance_round, self.croupier, self.table_id, table.version)

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
        return sweep_rounds(self.tables, self.subscriptions, self.croupier.rounds, self.clock)

    def proposals(self) -> list[Any]:
        """Take what waits in the round clock's queue."""
        return _taken_from(self.clock_queue)

    def settlements(self) -> list[Callable[[], None]]:
        """Take what waits in the queue of settlements; return what each message does."""
        return [
            partial(settle_round, self.cashier, asked["round_id"], asked["shard"])
            for asked in _taken_from(self.settlement_queue)
        ]

    def bet(self, player_id: str, bet_id: str, *stakes, round_id: str | None = None):
        wanted = PlaceBet(
            bet_id=bet_id,
            table_id=self.table_id,
            round_id=round_id or self.round.round_id,
            stakes=list(stakes),
        )
        accepted = place_bet(self.bets, self.tables, self.seats, self.clock, player_id, wanted)
        return accepted.model_dump(exclude_unset=True)

    def shown(self, player_id: str, bet_id: str):
        """Return a bet as its player sees it."""
        return get_bet(self.history, player_id, bet_id)

    def settle(self) -> None:
        round_id = self.round.round_id
        for gate in self.gates.of_round(round_id):
            settle_round(self.cashier, round_id, gate.shard)

    def shuffle(self, chain: SeedChain, beacon: BeaconRound | None = None) -> None:
        """Have the table's rounds drawn, or its shoes dealt, from this chain of seeds."""
        mixed_in = {"beacon": asdict(beacon)} if beacon else {}
        item = {"pk": f"CHAIN#{self.table_id}", **asdict(chain), **mixed_in, "used": 0}
        client("dynamodb").put_item(TableName="chains", Item=to_item(item))

    def faults(self) -> list[Any]:
        """Return what an audit finds wrong with the rounds."""
        reader = LedgerReader(self.croupier.client, "wallet")
        audit = RoundAudit(self.croupier.client, "tables", self.ledger, reader)
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
