"""Powertools' idempotency utility around a conditional transaction.

The transaction is as careful as ours, and tried again as ours is; only who remembers the bet
differs. The utility writes a record before the work and another after it, in a table of its own,
and forgets both after a while.
"""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.idempotency.exceptions import IdempotencyAlreadyInProgressError

from benchmarks.contenders.contender import Busy, NoFunds, Taken
from benchmarks.contenders.counter import Counter
from casino.shared.clock import utc_now
from casino.shared.dynamodb import retrying
from casino.shared.errors import Contention
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.gates import Gates
from casino.tables.model import shard_of
from casino.wallet import EntryType, InsufficientFunds, Ledger
from casino.wallet.game_entries import post_game_entry

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

RECORDS: Final = "idempotency"


@dataclass(frozen=True)
class _LambdaContext:
    """What the utility asks a Lambda context for."""

    def get_remaining_time_in_millis(self) -> int:
        return 10_000


class PowertoolsIdempotency:
    """A record, a read, a transaction, the record again."""

    name = "Powertools"

    def __init__(self, client: "DynamoDBClient", wallets: str, tables: str, round_id: str) -> None:
        self._client = client
        self._ledger = Ledger(client, wallets)
        self._gates = Gates(client, tables)
        self._round_id = round_id
        self._reads = Counter()
        self._gate_of = {gate.shard: gate for gate in self._gates.of_round(round_id)}
        self._take_once: Any = idempotent_function(
            data_keyword_argument="bet",
            persistence_store=DynamoDBPersistenceLayer(RECORDS, boto3_client=client),
            config=IdempotencyConfig(
                event_key_jmespath="bet_id",
                lambda_context=_LambdaContext(),  # type: ignore[arg-type]  # as far as it is used
            ),
        )(self._take)

    @staticmethod
    def create_table(client: "DynamoDBClient") -> None:
        """Create the utility's table of records."""
        client.create_table(
            TableName=RECORDS,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        )

    def place(self, player_id: str, bet_id: str, stake: int) -> Taken:
        """Take a bet."""
        attempt = uuid.uuid4().hex
        bet = {"player_id": player_id, "bet_id": bet_id, "stake": stake}
        try:
            answer = self._take_once(bet=bet, attempt=attempt)
        except InsufficientFunds as error:
            raise NoFunds from error
        except (Contention, IdempotencyAlreadyInProgressError) as error:
            raise Busy from error
        return Taken(replayed=answer["attempt"] != attempt)

    @property
    def attempts(self) -> int:
        """How often, so far, a wallet was read to decide on a bet."""
        return self._reads.value

    def _take(self, bet: dict[str, Any], attempt: str) -> dict[str, Any]:
        def once() -> dict[str, Any]:
            self._reads.add()
            now = utc_now()
            wallet = self._ledger.wallet(bet["player_id"])
            stake = bet["stake"]
            gate = self._gate_of[shard_of(bet["player_id"])]
            after, entry = post_game_entry(
                wallet,
                EntryType.BET,
                attempt,
                wallet.cover(stake) | {f"game:{gate.game_id}": stake},
                at=now,
                reference={"bet_id": bet["bet_id"], "round_id": self._round_id},
            )
            work = UnitOfWork(self._client)
            self._ledger.append(work, wallet, after, entry, round_shard=gate.round_shard)
            self._gates.let_in(work, gate, stake, wallet.currency, now, {gate.shard: stake})
            work.commit()
            return {"attempt": attempt, "balance": entry.balance_after}

        return retrying(once)
