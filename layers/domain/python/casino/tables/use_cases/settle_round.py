"""Pay what the bets of a round have won."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from casino.betting import GameMoney, UnknownRound
from casino.channels import MAX_SOURCES, Draft, player_channel
from casino.games import DecidedGame
from casino.shared.batches import batched, exhaust
from casino.shared.once import once
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.bets import BetPage, payout_of
from casino.tables.errors import BetsNotIndexedYet
from casino.tables.gates import Gate, Progress
from casino.tables.model import Phase, Round
from casino.tables.table_events import BetSettled
from casino.tables.views import outcome_of
from casino.wallet import Entry

if TYPE_CHECKING:
    from casino.parts import Parts


# A delivery pays so many bets and tells of as many: some seconds, however many there are in all.
PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class _Due:
    """A bet, all that goes back for it, and whether it did so while the round was on."""

    bet: Entry
    payout: int
    is_paid: bool


def settle_round(parts: "Parts", round_id: str, shard: int) -> None:
    """Settle the bets that one shard of a round's gate let in: pay, or return a voided round's.

    First the money, then the news. Paying costs a transaction for each winner; a lost bet costs
    the ledger no write. Once the shard is settled the round can go on, and players are told, in
    one transaction for each of them.

    A delivery takes a page of either, notes on the gate how far it has come, and asks for the next
    delivery: its time does not grow with the number of bets.

    Every step is harmless when repeated: a win is paid under its bet's id, a player is told under
    the same, and a page is counted on the condition that nobody has counted it since. So a crash
    anywhere is made good by the next delivery, and a delivery after the last one finds nothing to
    do.

    Raises
    ------
    UnknownRound
    BetsNotIndexedYet
        If the index lags behind the gate's count; the message is delivered again.
    Contention
        If a winner's wallet kept changing, or another delivery was at the same page; likewise.
    """
    current = parts.live_tables.round(round_id)
    gate = parts.gates.shard(round_id, shard)
    if gate is None:
        raise UnknownRound
    if gate.awaits_settlement:
        gate = _pay_page(parts, gate, current)
        if gate.awaits_settlement:
            parts.settlement_queue.ask_for(gate)
            return
    if gate.told_to is None:
        parts.round_clock.propose_now(current.table_id)
    if gate.awaits_telling:
        gate = _tell_page(parts, gate, current)
        if gate.awaits_telling:
            parts.settlement_queue.ask_for(gate)


def _page(parts: "Parts", gate: Gate, reached: Progress | None) -> BetPage:
    try:
        return parts.bets.page_of_gate(gate, reached, PAGE)
    except BetsNotIndexedYet:
        # Those that are missing may belong to a page that lies behind.
        parts.gates.start_over(gate)
        raise


def _due(parts: "Parts", page: BetPage, current: Round) -> Mapping[str, Sequence[_Due]]:
    """Return what each player's bets on a page come to, always in the same order."""
    due: defaultdict[str, list[_Due]] = defaultdict(list)
    for bet, cash_out in zip(page.bets, parts.bets.cash_outs(page.bets, current), strict=True):
        payout = payout_of(bet, current, cash_out)
        due[bet.player_id].append(_Due(bet, payout, is_paid=cash_out is not None))
    return due


def _pay_page(parts: "Parts", gate: Gate, current: Round) -> Gate:
    def pay(won: Sequence[_Due]) -> None:
        for each in won:
            _pay(parts, each, current)

    page = _page(parts, gate, gate.paid_to)
    due = _due(parts, page, current)
    # A player's own wins one after another: they change the same wallet.
    winners = [
        won
        for bets in due.values()
        if (won := [each for each in bets if each.payout and not each.is_paid])
    ]
    exhaust(parts.side_by_side(pay, winners))
    payouts = Counter(gate.payouts)
    for each in chain.from_iterable(due.values()):
        payouts[each.bet.currency] += each.payout
    return parts.gates.paid(gate, payouts, page.end)


def _pay(parts: "Parts", due: _Due, current: Round) -> None:
    bet = due.bet

    def attempt() -> Entry:
        now = parts.clock()
        money = GameMoney(parts.dynamodb, parts.ledger, bet.player_id)
        money.fetch(now)
        voided = current.phase is Phase.VOIDED
        paid = money.win(bet, due.payout, at=now, reference=_result(current), voided=voided)
        work = UnitOfWork(parts.dynamodb)
        money.add_to(work)
        work.commit()
        return paid

    once(attempt)


def _result(current: Round) -> Mapping[str, Any]:
    """Return the result as entries hold it; everybody's hands would make each of them dearer."""
    return {} if isinstance(current.game, DecidedGame) else {"outcome": current.outcome}


def _tell_page(parts: "Parts", gate: Gate, current: Round) -> Gate:
    def tell(player: tuple[str, Sequence[_Due]]) -> None:
        player_id, bets = player
        for some in batched(bets, MAX_SOURCES):
            parts.channel_log.append_each_once(
                player_channel(player_id),
                {
                    f"settled#{current.round_id}#{each.bet.key}": Draft.of(_news(each, current))
                    for each in some
                },
                parts.clock(),
            )

    page = _page(parts, gate, gate.told_to)
    exhaust(parts.side_by_side(tell, _due(parts, page, current).items()))
    return parts.gates.told(gate, page.end)


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
