"""Tell a table how much has been bet on its round."""

from collections.abc import Iterable

from casino.realtime import ChannelLog, Draft, Fanout, table_channel
from casino.shared.clock import Clock
from casino.tables.gates import Gates, turnover_through
from casino.tables.live_tables import LiveTables
from casino.tables.messages import BetsSummary, turnover_of


def summarise_bets(
    tables: LiveTables,
    gates: Gates,
    log: ChannelLog,
    fanout: Fanout,
    clock: Clock,
    round_ids: Iterable[str],
) -> None:
    """Append ``bets.summary`` to the tables of some rounds: one event however many bets came.

    The sums are read from the gates, so they are exact, and a summary that comes late says what is
    true by then.
    """
    for round_id in dict.fromkeys(round_ids):
        current = tables.round(round_id)
        turnover = turnover_through(gates.of_round(round_id))
        currency = tables.get(current.table_id).currency
        sums = turnover_of(turnover, currency)
        told = BetsSummary(
            round_id=round_id,
            bets=sums.bets,
            currency=currency,
            total_stake=sums.total_stake,
            totals=sums.totals,
        )
        events = log.append_once(
            table_channel(current.table_id),
            [Draft.of(told)],
            clock(),
            source=f"summary#{round_id}#{turnover.bets}",
        )
        fanout.publish(events)
