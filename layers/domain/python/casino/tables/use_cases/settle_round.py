"""Pay what the bets of a round have won."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casino.realtime import ChannelLog, Draft, Fanout, player_channel
from casino.shared.clock import Clock
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.bets import Bets, payment_type, payout_of, payout_postings
from casino.tables.errors import BetsNotIndexedYet, UnknownRound
from casino.tables.gates import Gates
from casino.tables.live_tables import LiveTables
from casino.tables.messages import BetSettled, outcome_of
from casino.tables.model import Round
from casino.tables.round_clock import RoundClock
from casino.wallet import Entry, EntryExists, Ledger, post

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


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


def settle_round(cashier: Cashier, round_id: str, shard: int) -> None:
    """Settle the bets that one shard of a round's gate let in: pay, or return a voided round's.

    Every step is harmless when repeated: a win is paid under its bet's id, a player is told under
    it, and the shard's sums are the same each time. So a crash anywhere is made good by the next
    delivery. A lost bet costs no write in the ledger.

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
    if gate.awaits_settlement:
        entries = list(cashier.ledger.bets_of(gate.round_shard))
        if len(entries) < gate.bets:
            raise BetsNotIndexedYet(f"{len(entries)} of {gate.bets} bets of {gate.round_shard}")
        payouts: Counter[str] = Counter()
        for entry in entries:
            payout = payout_of(entry, current)
            if payout:
                _pay(cashier, entry, current, payout)
            _tell(cashier, entry, current, payout)
            payouts[entry.currency] += payout
        work = UnitOfWork(cashier.client)
        cashier.gates.settle(work, gate, payouts)
        work.commit()
    cashier.rounds.propose_now(current.table_id)


def _pay(cashier: Cashier, bet: Entry, current: Round, payout: int) -> None:
    def attempt() -> None:
        wallet = cashier.ledger.wallet(bet.player_id)
        after, entry = post(
            wallet,
            payment_type(current),
            bet.key,
            payout_postings(bet, current, payout),
            at=cashier.clock(),
            reference={
                "bet_id": bet.key,
                "table_id": current.table_id,
                "round_id": current.round_id,
                "game_id": current.game_id,
                "outcome": current.outcome,
            },
        )
        cashier.bets.pay(wallet, after, entry)

    try:
        retrying(attempt)
    except EntryExists:
        return  # an earlier delivery got this far


def _tell(cashier: Cashier, bet: Entry, current: Round, payout: int) -> None:
    told = BetSettled(
        bet_id=bet.key,
        table_id=current.table_id,
        round_id=current.round_id,
        stake=-bet.amount,
        payout=payout,
        currency=bet.currency,
        outcome=outcome_of(current),
    )
    events = cashier.log.append_once(
        player_channel(bet.player_id),
        [Draft.of(told)],
        cashier.clock(),
        source=f"settled#{bet.key}",
    )
    cashier.fanout.publish(events)
