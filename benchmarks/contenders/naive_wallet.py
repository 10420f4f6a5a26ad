"""Read the balance, write it back: how public samples keep a wallet.

Two writes, neither with a condition. Between the read and the write others read the same balance,
and a crash between the two writes leaves money without a record of where it went.
"""

from typing import TYPE_CHECKING

from benchmarks.contenders.contender import NoFunds, Taken
from benchmarks.contenders.counter import Counter
from benchmarks.players import entry_item
from casino.shared.clock import utc_now
from casino.shared.dynamodb import from_item, to_item
from casino.wallet import CASH, EntryType, Ledger, wallet_from_item
from casino.wallet.game_entries import post_game_entry

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class NaiveWallet:
    """One read, two writes."""

    name = "read, write"

    def __init__(self, client: "DynamoDBClient", wallets: str, round_id: str) -> None:
        self._client = client
        self._ledger = Ledger(client, wallets)
        self._round_id = round_id
        self._reads = Counter()

    def place(self, player_id: str, bet_id: str, stake: int) -> Taken:
        """Take a bet."""
        self._reads.add()
        table, key = self._ledger.wallet_key(player_id)
        answer = self._client.get_item(TableName=table, Key=to_item(key), ConsistentRead=True)
        stored = answer["Item"]
        wallet = wallet_from_item(from_item(stored))
        if wallet.cash < stake:
            raise NoFunds
        after, entry = post_game_entry(
            wallet,
            EntryType.BET,
            bet_id,
            {CASH: -stake, "game:roulette-european": stake},
            at=utc_now(),
            reference={"round_id": self._round_id},
        )
        changes = {"cash": after.cash, "version": after.version, "updated_at": after.updated_at}
        self._client.put_item(TableName=table, Item=stored | to_item(changes))
        item = entry_item(self._ledger, wallet, after, entry, round_shard=f"{self._round_id}#0")
        self._client.put_item(TableName=table, Item=item)
        return Taken()

    @property
    def attempts(self) -> int:
        """How often, so far, a wallet was read to decide on a bet."""
        return self._reads.value
