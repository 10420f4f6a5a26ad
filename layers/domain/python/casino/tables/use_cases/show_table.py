"""Show a table to somebody who is about to hear what happens at it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from casino.channels import Event, Reach
from casino.shared.messages import Message
from casino.tables.errors import TableClosed
from casino.tables.live_tables import LiveTables
from casino.tables.messages import CashOutsView, TableView, TurnoverView
from casino.tables.model import TableStatus, Turnover
from casino.tables.table_events import BetsSummary, CashOutsSummary, RoundOpened, RoundSettled
from casino.tables.use_cases.get_table import get_table
from casino.tables.views import turnover_of

if TYPE_CHECKING:
    from casino.parts import Parts


def must_be_joinable(tables: LiveTables, table_id: str) -> None:
    """Refuse a table that nobody can join.

    Raises
    ------
    UnknownTable
    TableClosed
    """
    if tables.get(table_id).status is TableStatus.CLOSED:
        raise TableClosed


def show_table(parts: "Parts", reach: Reach, table_id: str) -> TableView:
    """Return a table as its channel has told of it, up to the channel's end.

    A phase and its event are one transaction, so the table itself says what was told of it. How
    much was bet, cashed out, and by how many people the table is heard changes at any moment and
    is told a little later: of these, what was told last is what those who were here know too.

    Parameters
    ----------
    reach : Reach
        The reach of the table's channel, read before.

    Raises
    ------
    UnknownTable
    """
    view = get_table(parts.live_tables, parts.seats, table_id)
    sums = (BetsSummary.event, CashOutsSummary.event, RoundSettled.event)
    found = parts.channel_log.newest(reach.head, sums, back_to=RoundOpened.event)
    told = {name: each for name, each in found.items() if each.data["round_id"] == view.round_id}
    return view.model_copy(
        update={
            "players": reach.presence.announced,
            "turnover": _turnover(told, view),
            "cash_outs": _cash_outs(told.get(CashOutsSummary.event)),
            # No event tells of them: whoever keeps a promise asks for it.
            "chain": None,
            "next_chain": None,
        }
    )


def _turnover(told: Mapping[str, Event], view: TableView) -> TurnoverView | None:
    sums = [told[name] for name in (BetsSummary.event, RoundSettled.event) if name in told]
    if sums:
        newest = max(sums, key=lambda event: event.seq)
        return TurnoverView(**_fields(newest, TurnoverView, total_payout=0))
    # Of a round that was opened so long ago that the channel has forgotten it, the table says all.
    return turnover_of(Turnover(), view.currency) if RoundOpened.event in told else view.turnover


def _cash_outs(told: Event | None) -> CashOutsView | None:
    return CashOutsView(**_fields(told, CashOutsView)) if told else None


def _fields(event: Event, model: type[Message], **default: Any) -> dict[str, Any]:
    values = default | dict(event.data)
    return {name: values[name] for name in model.model_fields}
