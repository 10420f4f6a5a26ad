"""A round's gate: where bets are let in, counted, and stopped.

Each shard is one item, ``GATE#round#shard``. A bet's own transaction updates its player's shard on
the condition that it is open, so a late bet is impossible and the count is exact: settlement knows
how many bets it has to find.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from casino.games import GAMES, DecidedGame, Game
from casino.shared.clock import to_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item, get_items, is_condition_failure, to_item
from casino.shared.errors import Contention
from casino.shared.reading import Key, Reading, Wanted, if_there
from casino.shared.unit_of_work import Refusal, UnitOfWork, stale
from casino.tables.errors import BettingClosed, CashOutClosed
from casino.tables.model import GATE_SHARDS, MAX_EXPOSURE, Limits, Round, Table, Turnover, shard_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_BETWEEN_CLOSE_AND_END: Final = "is_open = :no AND is_final = :no"

# What changes as the bets are gone through: how far, whether it is done, and what is summed.
_PAYING: Final = ("paid_to", "is_settled", "payouts")
_TELLING: Final = ("told_to", "is_told")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a shard's bets have been gone through, page by page.

    Attributes
    ----------
    bets : int
        How many lie behind.
    after : mapping of str to str
        Where the next page begins.
    """

    bets: int
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Gate:
    """One shard of a round's gate.

    Attributes
    ----------
    number : int
        The number of its round.
    is_dealt : bool
        Whether a person deals, so that nothing is drawn that could decide fractions of payouts.
    closes_at : str
        RFC 3339.
    limits : Limits
        As they were when the round opened.
    is_final : bool
        The round is over: from now on no bet is cashed out.
    cashed_out : mapping of str to int
        How many bets were taken out while the round was on, and what they were paid by currency.
    is_settled : bool
        Every bet that came through has been paid.
    is_told : bool
        Everybody who bet through it has been told what came of it.
    paid_to, told_to : Progress or None
        How far settlement has come, while it is under way.
    stakes, payouts : mapping of str to int
        By currency. While bets are being paid, the payouts of those that settlement is past.
    exposure : mapping of str to int or None
        How much the house can lose on what is counted here, by currency: see
        `casino.tables.limits`. `None` if the round was opened before it was counted.
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
    paid_to: Progress | None = None
    told_to: Progress | None = None
    exposure: Mapping[str, int] | None = None
    is_dealt: bool = False

    @property
    def game(self) -> Game[Any]:
        """The rules that its round is played by."""
        return GAMES[self.game_id]

    @property
    def stake_steps(self) -> Mapping[str, int]:
        """What stakes are multiples of, by the kind of bet, where that is not any amount."""
        return self.game.whole_steps if self.is_dealt else {}

    @property
    def has_seats(self) -> bool:
        """Whether bets are on seats, which only who sits there may bet on."""
        return isinstance(self.game, DecidedGame)

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

    def room(self, currency: str) -> int:
        """Return how much exposure its share of the round's limit leaves, in minor units."""
        if self.exposure is None:
            return MAX_EXPOSURE
        return self.share - self.exposure.get(currency, 0)

    @property
    def share(self) -> int:
        """What the shard may hold of the round's exposure in each currency, in minor units."""
        # The first shards have one more where the limit can't be divided.
        share, rest = divmod(self.limits.max_exposure, GATE_SHARDS)
        return share + (self.shard < rest)

    def must_take_bets(self, now: datetime) -> None:
        """Refuse a late bet before it costs a transaction.

        Raises
        ------
        BettingClosed
        """
        if not self.is_open or to_rfc3339(now) >= self.closes_at:
            raise BettingClosed


_GATE: Final = Codec(Gate)


class Gates:
    """The gates of all rounds."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def key(self, round_id: str, shard: int) -> Key:
        """Return where a shard stands."""
        return self._table, _key(round_id, shard)

    def want_for(self, reading: Reading, round_id: str, player_id: str) -> Wanted[Gate | None]:
        """Add a player's shard to a reading; none if there is no such round, or it is long over."""
        return reading.want(self.key(round_id, shard_of(player_id)), if_there(gate_from_item))

    def of_round(self, round_id: str) -> list[Gate]:
        """Return every shard of a round's gate, read consistently."""
        keys = [self.key(round_id, shard) for shard in range(GATE_SHARDS)]
        return [gate_from_item(item) for item in get_items(self._client, keys) if item]

    def shard(self, round_id: str, shard: int) -> Gate | None:
        """Return one shard of a round's gate, read consistently, if there is one."""
        item = get_item(self._client, *self.key(round_id, shard))
        return gate_from_item(item) if item else None

    def open(self, work: UnitOfWork, table: Table, current: Round) -> None:
        """Add the new, open gate of a round to a unit of work."""
        for shard in range(GATE_SHARDS):
            gate = Gate(
                round_id=current.round_id,
                table_id=table.table_id,
                game_id=table.game_id,
                shard=shard,
                closes_at=current.closes_at,
                limits=table.limits,
                number=current.number,
                exposure={},
                is_dealt=table.dealer,
            )
            item = _key(current.round_id, shard) | _GATE.write(gate)
            work.put(self._table, item, otherwise=stale)

    def let_in(
        self,
        work: UnitOfWork,
        gate: Gate,
        stake: int,
        currency: str,
        now: datetime,
        exposure: Mapping[int, int],
    ) -> None:
        """Add a bet's passage through the gate to the bet's unit of work.

        Two conditions stop a late bet: the time, by this server's clock, and the state, which
        stops even a transaction that was on its way for so long that its time is out of date.

        Parameters
        ----------
        gate : Gate
            The player's shard, as it was read.
        exposure : mapping of int to int
            How much more the house can lose by it, and on which shards that is counted; the
            player's is one of them.

        Raises at commit
        ----------------
        BettingClosed
        Contention
            If others took the room for the exposure in the meantime.
        """

        def refusal(old: Item | None) -> Exception:
            is_open = old is not None and old["is_open"] and old["closes_at"] > to_rfc3339(now)
            return Contention() if is_open else BettingClosed()

        is_counted = gate.exposure is not None
        self._count(
            work,
            gate,
            ("bets", "stakes"),
            (stake, currency),
            condition="is_open = :yes AND closes_at > :now",
            values={":yes": True, ":now": to_rfc3339(now)},
            otherwise=refusal,
            exposure=exposure[gate.shard] if is_counted else None,
        )
        for shard, more in exposure.items():
            if is_counted and shard != gate.shard:
                self._count_exposure(work, replace(gate, shard=shard), more, currency)

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

    def paid(self, gate: Gate, payouts: Mapping[str, int], to: Progress | None) -> Gate:
        """Note that a page of a shard's bets has been paid.

        Parameters
        ----------
        gate : Gate
            As it was read before the page: if somebody else has gone on since, nothing is written,
            so no page is ever counted twice.
        payouts : mapping of str to int
            What all pages until now were paid.
        to : Progress or None
            Where the next page begins; `None` after the last one, which settles the shard.

        Raises
        ------
        Contention
            If another delivery was at the same page.
        """
        after = replace(gate, paid_to=to, is_settled=to is None, payouts=payouts)
        self._go_on(gate, after, *_PAYING)
        return after

    def told(self, gate: Gate, to: Progress | None) -> Gate:
        """Note that the players of a page have been told; as in `paid`."""
        after = replace(gate, told_to=to, is_told=to is None)
        self._go_on(gate, after, *_TELLING)
        return after

    def start_over(self, gate: Gate) -> None:
        """Have a shard gone through from its beginning: not every bet could be seen as it was.

        Paying and telling do nothing again, and the sums are counted anew.

        Raises
        ------
        Contention
            If another delivery has gone on since.
        """
        if gate.told_to is not None:
            self._go_on(gate, replace(gate, told_to=None), *_TELLING)
        elif gate.paid_to is not None:
            self._go_on(gate, replace(gate, paid_to=None, payouts={}), *_PAYING)

    def _go_on(self, before: Gate, after: Gate, cursor: str, done: str, *sums: str) -> None:
        """Write how far a shard has been gone through, unless somebody else has gone on since."""
        reached, written = _GATE.write(before)[cursor], _GATE.write(after)
        changes = [name for name in (cursor, done, *sums) if written[name] is not None]
        update = "SET " + ", ".join(f"{name} = :{name}" for name in changes)
        if written[cursor] is None:
            update += f" REMOVE {cursor}"
        condition = f"is_open = :no AND {done} = :no AND "
        if reached is not None:
            condition += f"{cursor} = :reached"
        else:
            condition += f"attribute_exists(pk) AND attribute_not_exists({cursor})"
        values = {":no": False, ":reached": reached}
        values |= {f":{name}": written[name] for name in changes}
        try:
            self._client.update_item(
                TableName=self._table,
                Key=to_item(_key(before.round_id, before.shard)),
                UpdateExpression=update,
                ConditionExpression=condition,
                ExpressionAttributeValues=to_item(values),
            )
        except ClientError as error:
            if is_condition_failure(error):
                raise Contention from error
            raise

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
        exposure: int | None = None,
    ) -> None:
        """Add one to a shard's counter, and an amount to the sums by currency beside it."""
        (counter, sums), (amount, currency) = into, money
        change, room, counted = _counting(gate, exposure)
        work.update(
            self._table,
            _key(gate.round_id, gate.shard),
            f"SET {sums}.#currency = if_not_exists({sums}.#currency, :none) + :amount{change}"
            f" ADD {counter} :one",
            condition=condition + room,
            names={"#currency": currency},
            values={":none": 0, ":one": 1, ":amount": amount, **values, **counted},
            otherwise=otherwise,
        )

    def _count_exposure(self, work: UnitOfWork, gate: Gate, more: int, currency: str) -> None:
        """Count on another shard than the player's what theirs has no room for."""
        change, room, counted = _counting(gate, more)
        work.update(
            self._table,
            _key(gate.round_id, gate.shard),
            f"SET {change.removeprefix(', ')}",
            condition=room.removeprefix(" AND "),
            names={"#currency": currency},
            values={":none": 0, **counted},
            otherwise=stale,
        )


def _counting(gate: Gate, exposure: int | None) -> tuple[str, str, dict[str, int]]:
    """Return what counts exposure on a shard: the change, its condition, and their values."""
    if exposure is None:
        return "", "", {}
    kept, room = "exposure.#currency", gate.share - exposure
    unless_none = f"attribute_not_exists({kept}) OR " if room >= 0 else ""
    return (
        f", {kept} = if_not_exists({kept}, :none) + :exposure",
        f" AND ({unless_none}{kept} <= :room)",
        {":exposure": exposure, ":room": room},
    )


def turnover_through(gates: Iterable[Gate]) -> Turnover:
    """Return what was bet and paid through the shards of a gate together."""
    return reduce(Turnover.__add__, (gate.turnover for gate in gates), Turnover())


def gate_from_item(item: Item) -> Gate:
    """Read a shard's item."""
    gate = _GATE.read(item)
    return replace(gate, limits=gate.limits.completed(gate.game))


def _key(round_id: str, shard: int) -> dict[str, str]:
    return {"pk": f"GATE#{round_id}#{shard}", "sk": "GATE"}
