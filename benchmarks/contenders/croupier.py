"""The product's own use case, as its Lambda function calls it."""

from typing import TYPE_CHECKING, Any

from benchmarks.contenders.contender import Busy, NoFunds, Taken
from benchmarks.contenders.counter import Counter
from casino.betting.messages import StakeMessage
from casino.parts import Parts
from casino.shared.errors import Contention
from casino.shared.settings import Settings
from casino.tables.bet_messages import PlaceBet
from casino.tables.gates import Gates
from casino.tables.use_cases.place_bet import place_bet
from casino.wallet import InsufficientFunds

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class _CountingGates(Gates):
    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        super().__init__(client, table)
        self.prepared = Counter()

    def want_for(self, *asked: Any) -> Any:
        self.prepared.add()
        return super().want_for(*asked)


class Croupier:
    """One read, one transaction; the entry's key is the bet's id."""

    name = "Croupier"

    def __init__(
        self, client: "DynamoDBClient", wallets: str, tables: str, table_id: str, round_id: str
    ) -> None:
        self._gates = _CountingGates(client, tables)
        # Roulette has no seats.
        names = {"WALLET_TABLE": wallets, "TABLES_TABLE": tables, "SEATS_TABLE": tables}
        self._parts = Parts(Settings(names), dynamodb=client, gates=self._gates)
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
            answer = place_bet(self._parts, player_id, wanted)
        except InsufficientFunds as error:
            raise NoFunds from error
        except Contention as error:
            raise Busy from error
        return Taken(replayed=bool(answer.replayed))

    @property
    def attempts(self) -> int:
        """How often, so far, a gate and a wallet were read to decide on a bet."""
        return self._gates.prepared.value
