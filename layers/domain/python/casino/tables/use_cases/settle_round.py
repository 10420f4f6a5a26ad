"""Pay what the bets of a round have won."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from casino.games import DecidedGame
from casino.realtime import ChannelLog, Draft, Fanout, player_channel
from casino.shared.batches import batched, exhaust
from casino.shared.clock import Clock
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.bets import Bets, payment_type, payout_of, payout_postings
from casino.tables.errors import UnknownRound
from casino.tables.gates import Gate, Gates
from casino.tables.live_tables import LiveTables
from casino.tables.model import Round
from casino.tables.round_clock import RoundClock
from casino.tables.table_events import BetSettled
from casino.tables.views import outcome_of
from casino.wallet import Entry, EntryExists, Ledger, post

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


# Of a player's bets, told in one transaction; it takes a hundred writes.
_TOLD_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class _Due:
    """A bet, all that goes back for it, and whether it did so while the round was on."""

    bet: Entry
    payout: int
    is_paid: bool


SideBySide = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Cashier:
    """What it takes to settle.

    Attributes
    ----------
    client : DynamoDBClient
    tables, gates, bets, ledger
        What there is to pay, and from what.
    log, fanout
        How players hear of it.
    rounds : RoundClock
    clock : Clock
    for_each : callable
        How players are paid and told: as `map` does, one after another, or several at once.
    """

    client: "DynamoDBClient"
    tables: LiveTables
    gates: Gates
    bets: Bets
    ledger: Ledger
    log: ChannelLog
    fanout: Fanout
    rounds: RoundClock
    clock: Clock
    for_each: SideBySide = map


def settle_round(cashier: Cashier, round_id: str, shard: int) -> None:
    """Settle the bets that one shard of a round's gate let in: pay, or return a voided round's.

    First the money, then the news. Paying costs a transaction for each winner; a lost bet costs
    the ledger no write. Once the shard is settled the round can go on, and players are told, in
    one transaction for each of them.

    Every step is harmless when repeated: a win is paid under its bet's id, a player is told under
    the round's, and the shard's sums are the same each time. So a crash anywhere is made good by
    the next delivery, and a delivery after the last one finds nothing to do.

    Raises
    ------
    UnknownRound
    BetsNotIndexedYet
        If the index lags behind the gate's count; the message is delivered again.
    Contention
        If a winner's wallet kept changing; likewise.
    """
    current = cashier.tables.round(round_id)
    gate = next((each for each in cashier.gates.of_round(round_id) if each.shard == shard), None)
    if gate is None:
        raise UnknownRound
    # Who waits to be paid waits to be told as well.
    due = _due(cashier, gate, current) if gate.awaits_telling else {}
    if gate.awaits_settlement:
        _pay_all(cashier, gate, current, due)
    cashier.rounds.propose_now(current.table_id)
    if gate.awaits_telling:
        _tell_all(cashier, gate, current, due)


def _due(cashier: Cashier, gate: Gate, current: Round) -> Mapping[str, Sequence[_Due]]:
    """Return what each player's bets come to, always in the same order."""
    bets = sorted(cashier.bets.of_gates([gate]), key=lambda bet: bet.key)
    due: defaultdict[str, list[_Due]] = defaultdict(list)
    for bet, cash_out in zip(bets, cashier.bets.cash_outs(bets, current), strict=True):
        payout = payout_of(bet, current, cash_out)
        due[bet.player_id].append(_Due(bet, payout, is_paid=cash_out is not None))
    return due


def _pay_all(
    cashier: Cashier, gate: Gate, current: Round, due: Mapping[str, Sequence[_Due]]
) -> None:
    def pay(won: Sequence[_Due]) -> None:
        for each in won:
            _pay(cashier, each, current)

    # A player's own wins one after another: they change the same wallet.
    winners = [
        won
        for bets in due.values()
        if (won := [each for each in bets if each.payout and not each.is_paid])
    ]
    exhaust(cashier.for_each(pay, winners))
    payouts: Counter[str] = Counter()
    for each in chain.from_iterable(due.values()):
        payouts[each.bet.currency] += each.payout
    work = UnitOfWork(cashier.client)
    cashier.gates.settle(work, gate, payouts)
    work.commit()


def _pay(cashier: Cashier, due: _Due, current: Round) -> None:
    bet = due.bet

    def attempt() -> None:
        wallet = cashier.ledger.wallet(bet.player_id)
        after, entry = post(
            wallet,
            payment_type(current),
            bet.key,
            payout_postings(bet, due.payout),
            at=cashier.clock(),
            reference={
                "bet_id": bet.key,
                "table_id": current.table_id,
                "round_id": current.round_id,
                "game_id": current.game_id,
                **_result(current),
            },
        )
        cashier.bets.pay(wallet, after, entry)

    try:
        retrying(attempt)
    except EntryExists:
        return  # an earlier delivery got this far


def _result(current: Round) -> Mapping[str, Any]:
    """Return the result as entries hold it; everybody's hands would make each of them dearer."""
    return {} if isinstance(current.game, DecidedGame) else {"outcome": current.outcome}


def _tell_all(
    cashier: Cashier, gate: Gate, current: Round, due: Mapping[str, Sequence[_Due]]
) -> None:
    def tell(player: tuple[str, Sequence[_Due]]) -> None:
        player_id, bets = player
        for part, some in enumerate(batched(bets, _TOLD_AT_ONCE)):
            events = cashier.log.append_once(
                player_channel(player_id),
                [Draft.of(_news(each, current)) for each in some],
                cashier.clock(),
                source=f"settled#{current.round_id}#{part}",
            )
            cashier.fanout.publish(events)

    exhaust(cashier.for_each(tell, due.items()))
    cashier.gates.mark_told(gate)


def _news(due: _Due, current: Round) -> BetSettled:
    return BetSettled(
        bet_id=due.bet.key,
        table_id=current.table_id,
        round_id=current.round_id,
        stake=-due.bet.amount,
        payout=due.payout,
        currency=due.bet.currency,
        outcome=outcome_of(current),
    )
