"""Tell a table how much has been bet on its round, and how much has been taken out of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from casino.channels import Draft, table_channel
from casino.tables.gates import Gate, turnover_through
from casino.tables.messages import PaidView
from casino.tables.model import Round, Turnover
from casino.tables.table_events import BetsSummary, CashOutsSummary
from casino.tables.views import turnover_of

if TYPE_CHECKING:
    from casino.parts import Parts


def summarise_bets(parts: "Parts", round_ids: Iterable[str]) -> None:
    """Append summaries to the tables of some rounds: one event however many bets came or went.

    The sums are read from the gates, so they are exact, and a summary that comes late says what is
    true by then: ``bets.summary`` until somebody is out, ``cash_outs.summary`` from then on.
    """
    for round_id in dict.fromkeys(round_ids):
        current = parts.live_tables.round(round_id)
        through = parts.gates.of_round(round_id)
        turnover = turnover_through(through)
        currency = parts.live_tables.get(current.table_id).currency
        cash_outs = sum(gate.cash_outs for gate in through)
        told = (
            _cash_outs(current, through, currency)
            if cash_outs
            else _bets(current, turnover, currency)
        )
        parts.channel_log.append_once(
            table_channel(current.table_id),
            [Draft.of(told)],
            parts.clock(),
            source=f"summary#{round_id}#{turnover.bets}#{cash_outs}",
        )


def _bets(current: Round, turnover: Turnover, currency: str) -> BetsSummary:
    sums = turnover_of(turnover, currency)
    return BetsSummary(
        round_id=current.round_id,
        bets=sums.bets,
        currency=currency,
        total_stake=sums.total_stake,
        totals=sums.totals,
    )


def _cash_outs(current: Round, through: Sequence[Gate], currency: str) -> CashOutsSummary:
    paid: Counter[str] = Counter()
    for gate in through:
        paid.update(gate.cashed_out)
    return CashOutsSummary(
        round_id=current.round_id,
        cash_outs=sum(gate.cash_outs for gate in through),
        currency=currency,
        total_payout=paid[currency],
        totals=[PaidView(currency=each, payout=amount) for each, amount in sorted(paid.items())],
    )
