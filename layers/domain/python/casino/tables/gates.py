"""A round's gate: where bets are let in, counted, and stopped.

Each shard is one item, ``GATE#round#shard``. A bet's own transaction updates its player's shard on
the condition that it is open, so a late bet is impossible and the count is exact: settlement knows
how many bets it has to find.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

from casino.games import GAMES, DecidedGame
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import Item, get_items, to_item
from casino.shared.unit_of_work import Refusal, UnitOfWork, stale
from casino.tables.errors import BettingClosed, CashOutClosed
from casino.tables.model import GATE_SHARDS, Limits, Round, Table, Turnover

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Key = tuple[str, dict[str, str]]

_BETWEEN_CLOSE_AND_END: Final = "is_open = :no AND is_final = :no"


@dataclass(frozen=True, slots=True)
class Gate:
    """One shard of a round's gate.

    Attributes
    ----------
    round_id, table_id, game_id : str
    number : int
        Of the round.
    shard : int
    closes_at : str
        RFC 3339.
    limits : Limits
        As they were when the round opened.
    is_open : bool
    is_final : bool
        The round is over: from now on no bet is cashed out.
    cash_outs : int
    cashed_out : mapping of str to int
        How many bets were taken out while the round was on, and what they were paid by currency.
    is_settled : bool
        Every bet that came through has been paid.
    is_told : bool
        Everybody who bet through it has been told what came of it.
    bets : int
    stakes, payouts : mapping of str to int
        By currency.
    """

    round_id: str
    table_id: str
    game_id: str
    shard: int
    closes_at: str
    limits: Limits
    is_open: bool = True
    is_final: bool = False
    cash_outs: int = 0
    cashed_out: Mapping[str, int] = field(default_factory=dict)
    is_settled: bool = False
    is_told: bool = False
    bets: int = 0
    stakes: Mapping[str, int] = field(default_factory=dict)
    payouts: Mapping[str, int] = field(default_factory=dict)
    number: int = 0

    @property
    def has_seats(self) -> bool:
        """Whether bets are on seats, which only who sits there may bet on."""
        return isinstance(GAMES[self.game_id], DecidedGame)

    @property
    def round_shard(self) -> str:
        """Its name in the index of bets."""
        return f"{self.round_id}#{self.shard}"

    @property
    def awaits_settlement(self) -> bool:
        """Whether there are bets that have not been paid."""
        return self.bets > 0 and not self.is_settled

    @property
    def awaits_telling(self) -> bool:
        """Whether there are players who have not been told what came of their bets."""
        return self.bets > 0 and not self.is_told

    @property
    def turnover(self) -> Turnover:
        """What was bet and paid through it."""
        return Turnover(self.bets, self.stakes, self.payouts)

    def must_take_bets(self, now: datetime) -> None:
        """Refuse a late bet before it costs a transaction.

        Raises
        ------
        BettingClosed
        """
        if not self.is_open or to_rfc3339(now) >= self.closes_at:
            raise BettingClosed


class Gates:
    """The gates of all rounds.

    Parameters
    ----------
    client : DynamoDBClient
    table : str
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def key(self, round_id: str, shard: int) -> Key:
        """Return where a shard stands, for reads that fetch several items in one trip."""
        return self._table, _key(round_id, shard)

    def of_round(self, round_id: str) -> list[Gate]:
        """Return every shard of a round's gate, read consistently."""
        keys = [self.key(round_id, shard) for shard in range(GATE_SHARDS)]
        return [gate_from_item(item) for item in get_items(self._client, keys) if item]

    def open(self, work: UnitOfWork, table: Table, current: Round) -> None:
        """Add the new, open gate of a round to a unit of work."""
        for shard in range(GATE_SHARDS):
            item = _key(current.round_id, shard) | {
                "round_id": current.round_id,
                "table_id": table.table_id,
                "game_id": table.game_id,
                "number": current.number,
                "shard": shard,
                "closes_at": current.closes_at,
                "limits": asdict(table.limits),
                "is_open": True,
                "is_final": False,
                "cash_outs": 0,
                "cashed_out": {},
                "is_settled": False,
                "is_told": False,
                "bets": 0,
                "stakes": {},
                "payouts": {},
            }
            work.put(self._table, item, otherwise=stale)

    def let_in(
        self, work: UnitOfWork, gate: Gate, stake: int, currency: str, now: datetime
    ) -> None:
        """Add a bet's passage through the gate to the bet's unit of work.

        Two conditions stop a late bet: the time, by this server's clock, and the state, which
        stops even a transaction that was on its way for so long that its time is out of date.

        Raises at commit
        ----------------
        BettingClosed
        """
        self._count(
            work,
            gate,
            ("bets", "stakes"),
            (stake, currency),
            condition="is_open = :yes AND closes_at > :now",
            values={":yes": True, ":now": to_rfc3339(now)},
            otherwise=lambda _old: BettingClosed(),
        )

    def close(self, work: UnitOfWork, round_id: str) -> None:
        """Add the closing of a whole gate to a unit of work."""
        for shard in range(GATE_SHARDS):
            work.update(
                self._table,
                _key(round_id, shard),
                "SET is_open = :no",
                condition="attribute_exists(pk)",
                values={":no": False},
                otherwise=stale,
            )

    def add(self, work: UnitOfWork, gate: Gate, stake: int, currency: str) -> None:
        """Count, in a unit of work that moves the round on, what a decision adds to a bet.

        The gate has been closed to everybody, and settlement has not begun: the round is being
        decided, which is a condition of the round's own part of the unit of work.
        """
        self._count(
            work,
            gate,
            ("bets", "stakes"),
            (stake, currency),
            condition=_BETWEEN_CLOSE_AND_END,
            values={":no": False},
            otherwise=stale,
        )

    def let_out(self, work: UnitOfWork, gate: Gate, payout: int, currency: str) -> None:
        """Add to a unit of work that a bet leaves its round before the end.

        Whether it is in time is decided by the server's clock; the condition stops a transaction
        that was on its way for so long that the round has been ended in the meantime.

        Raises at commit
        ----------------
        CashOutClosed
        """
        self._count(
            work,
            gate,
            ("cash_outs", "cashed_out"),
            (payout, currency),
            condition=_BETWEEN_CLOSE_AND_END,
            values={":no": False},
            otherwise=lambda _old: CashOutClosed(),
        )

    def finish(self, work: UnitOfWork, gate: Gate) -> None:
        """Add to a unit of work that nobody leaves through a shard any more."""
        work.update(
            self._table,
            _key(gate.round_id, gate.shard),
            "SET is_final = :yes",
            condition="attribute_exists(pk)",
            values={":yes": True},
            otherwise=stale,
        )

    def settle(self, work: UnitOfWork, gate: Gate, payouts: Mapping[str, int]) -> None:
        """Add the end of a shard's settlement to a unit of work; again writes the same."""
        work.update(
            self._table,
            _key(gate.round_id, gate.shard),
            "SET is_settled = :yes, payouts = :payouts",
            condition="is_open = :no",
            values={":yes": True, ":no": False, ":payouts": payouts},
            otherwise=stale,
        )

    def mark_told(self, gate: Gate) -> None:
        """Note that everybody who bet through a shard has been told; again is harmless."""
        self._client.update_item(
            TableName=self._table,
            Key=to_item(_key(gate.round_id, gate.shard)),
            UpdateExpression="SET is_told = :yes",
            ConditionExpression="is_settled = :yes",
            ExpressionAttributeValues=to_item({":yes": True}),
        )

    def drop(self, work: UnitOfWork, gate: Gate) -> None:
        """Add to a unit of work that a closed shard, which nobody used, is forgotten."""
        work.delete(
            self._table,
            _key(gate.round_id, gate.shard),
            condition="attribute_exists(pk)",
            otherwise=stale,
        )

    def _count(
        self,
        work: UnitOfWork,
        gate: Gate,
        into: tuple[str, str],
        money: tuple[int, str],
        *,
        condition: str,
        values: Mapping[str, Any],
        otherwise: Refusal,
    ) -> None:
        """Add one to a shard's counter, and an amount to the sums by currency beside it."""
        (counter, sums), (amount, currency) = into, money
        work.update(
            self._table,
            _key(gate.round_id, gate.shard),
            f"SET {sums}.#currency = if_not_exists({sums}.#currency, :none) + :amount"
            f" ADD {counter} :one",
            condition=condition,
            names={"#currency": currency},
            values={":none": 0, ":one": 1, ":amount": amount, **values},
            otherwise=otherwise,
        )


def turnover_through(gates: Iterable[Gate]) -> Turnover:
    """Return what was bet and paid through the shards of a gate together."""
    return reduce(Turnover.__add__, (gate.turnover for gate in gates), Turnover())


def gate_from_item(item: Item) -> Gate:
    """Read a shard's item."""
    # Rounds go on while a new version is deployed: what theirs lack has its default.
    values: dict[str, Any] = {name: item[name] for name in Gate.__slots__ if name in item}
    return Gate(**values | {"limits": Limits(**item["limits"])})


def _key(round_id: str, shard: int) -> dict[str, str]:
    return {"pk": f"GATE#{round_id}#{shard}", "sk": "GATE"}
