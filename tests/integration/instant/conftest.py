from typing import NamedTuple

import pytest
from botocore.exceptions import ClientError

from casino.catalogue.seed import seed
from casino.instant.bets import InstantBet
from casino.instant.messages import PlayRound, RotateSeeds
from casino.instant.use_cases.get_seeds import get_seeds
from casino.instant.use_cases.play_round import play_round
from casino.instant.use_cases.recall_round import recall_round
from casino.instant.use_cases.rotate_seeds import rotate_seeds
from casino.shared.aws import client
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Wallet
from casino.wallet.reader import LedgerReader
from tests.support.clock import Clock
from tests.support.parts import some_parts

UNDER = {"direction": "under", "chance": 4_950}


class Wire:
    """DynamoDB, with a hand on the line: it can be cut before or after a commit."""

    def __init__(self, dynamodb):
        self._dynamodb = dynamodb
        self.trips = []
        self.before_commit = None
        self.after_commit = None

    def transact_write_items(self, **request):
        self.trips.append("transact_write_items")
        self._do("before_commit")
        answer = self._dynamodb.transact_write_items(**request)
        self._do("after_commit")
        return answer

    def _do(self, name):
        action = getattr(self, name)
        if action is not None:
            setattr(self, name, None)
            action()

    def __getattr__(self, name):
        operation = getattr(self._dynamodb, name)

        def call(**request):
            self.trips.append(name)
            return operation(**request)

        return call


class Played(NamedTuple):
    bet: InstantBet
    replayed: bool


class Died(Exception):
    """The process is gone."""


def die():
    raise Died


def conflict():
    reasons = [{"Code": "TransactionConflict"}]
    answer = {
        "Error": {"Code": "TransactionCanceledException", "Message": ""},
        "CancellationReasons": reasons,
    }
    raise ClientError(answer, "TransactWriteItems")


class Room:
    """Instant games of which every part is real but the clock and the cloud."""

    def __init__(self, jurisdiction="demo"):
        self.wire = Wire(client("dynamodb"))
        self.clock = Clock()
        self.parts = some_parts(
            {"JURISDICTIONS": jurisdiction}, dynamodb=self.wire, clock=self.clock
        )
        self.ledger = self.parts.ledger
        self.reader = LedgerReader(self.wire, "wallet")
        seed(self.parts.catalogue)

    def seat(self, player_id, cash, currency="EUR", **wallet):
        work = UnitOfWork(client("dynamodb"))
        self.ledger.open_wallet(work, Wallet(player_id, currency, cash=cash, **wallet))
        work.commit()

    def play(self, key, stake=100, choice=UNDER, *, game_id="dice", player_id="ann", **options):
        wanted = PlayRound(stake=stake, choice=choice, **options)
        done = play_round(self.parts, player_id, key, game_id, wanted)
        return Played(InstantBet(done.record), done.replayed)

    def play_until(self, *, won, player_id="ann", **options):
        for number in range(100):
            played = self.play(f"until-{won}-{number}", player_id=player_id, **options)
            if bool(played.bet.payout) is won:
                return played
        raise AssertionError("a hundred rounds all went the other way")

    def seeds(self, player_id="ann"):
        return get_seeds(self.parts.seed_pairs, self.ledger, player_id)

    def rotate(self, player_id="ann", **wanted):
        return rotate_seeds(self.parts, player_id, RotateSeeds(**wanted))

    def recall(self, round_id, player_id="ann"):
        return recall_round(self.ledger, self.parts.revealed_seeds, player_id, round_id)

    def entries(self, player_id="ann"):
        return list(self.reader.entries_after(player_id))


@pytest.fixture
def jurisdiction():
    return "demo"


@pytest.fixture
def room(aws, jurisdiction):
    room = Room(jurisdiction)
    room.seat("ann", 100_000)
    return room
