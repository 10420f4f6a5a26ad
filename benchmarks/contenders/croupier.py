"""The product's own use case, as its Lambda function calls it."""

from typing import TYPE_CHECKING, Any

from benchmarks.contenders.contender import Busy, NoFunds, Taken
from benchmarks.contenders.counter import Counter
from casino.shared.clock import utc_now
from casino.shared.errors import Contention
from casino.tables.bet_messages import PlaceBet, StakeMessage
from casino.tables.bets import Bets
from casino.tables.gates import Gates
from casino.tables.live_tables import LiveTables
from casino.tables.seats import Seats
from casino.tables.use_cases.place_bet import place_bet
from casino.wallet import InsufficientFunds, Ledger

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class _CountingBets(Bets):
    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.prepared = Counter()

    def prepare(self, player_id: str, bet_id: str, round_id: str, **look: Any) -> Any:
        self.prepared.add()
        return super().prepare(player_id, bet_id, round_id, **look)


class Croupier:
    """One read, one transaction; the entry's key is the bet's id."""

    name = "Croupier"

    def __init__(
        self, client: "DynamoDBClient", wallets: str, tables: str, table_id: str, round_id: str
    ) -> None:
        self._tables = LiveTables(client, tables)
        self._bets = _CountingBets(
            client, Ledger(client, wallets), Gates(client, tables), self._tables
        )
        self._seats = Seats(client, tables)  # roulette has none
        self._table_id = table_id
        self._round_id = round_id

    def place(self, player_id: str, bet_id: str, stake: int) -> Taken:
        """Take a bet on red."""
        wanted = PlaceBet(
            bet_id=bet_id,
            table_id=self._table_id,
            round_id=self._round_id,
            stakes=[StakeMessage(type="red", amount=stake)],
        )
        try:
            answer = place_bet(self._bets, self._tables, self._seats, utc_now, player_id, wanted)
        except InsufficientFunds as error:
            raise NoFunds from error
        except Contention as error:
            raise Busy from error
        return Taken(replayed=bool(answer.replayed))

    @property
    def attempts(self) -> int:
        """How often, so far, a wallet was read to decide on a bet."""
        return self._bets.prepared.value
