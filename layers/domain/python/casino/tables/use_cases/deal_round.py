"""Deal a round: open it, close it, enter what came out."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from casino.channels import Draft
from casino.tables import dealer
from casino.tables.acts import Act, Staff
from casino.tables.console_messages import ActDone, dealing_of
from casino.tables.dealing import DealtRound
from casino.tables.model import Round, Table
from casino.tables.table_events import RoundCard, RoundClosed
from casino.tables.use_cases.act_on_table import Change, act_on
from casino.tables.views import told_of_opening

if TYPE_CHECKING:
    from casino.parts import Parts

Step = Callable[[Table, datetime], Table | None]
Tell = Callable[[Table, Round], list[Draft]]


def open_round(parts: "Parts", table_id: str, number: int | None, *, by: Staff) -> ActDone:
    """Open the betting; if it is open, nothing happens.

    Raises
    ------
    UnknownTable
    NotDealt, WrongStatus, WrongPhase
    Contention
    """

    def tell(table: Table, current: Round) -> list[Draft]:
        return [Draft.of(told_of_opening(table, current))]

    def step(table: Table, now: datetime) -> Table | None:
        return dealer.open_round(table, number, parts.dealer_timings, now)

    return _deal(parts, table_id, "round.opened", by, step, tell)


def close_round(parts: "Parts", table_id: str, round_id: str, *, by: Staff) -> ActDone:
    """Take no more bets, from this moment on; if none are taken any more, nothing happens.

    Raises
    ------
    UnknownTable, UnknownRound
    NotDealt, RoundDecided, TooSoon
    Contention
    """

    def step(table: Table, now: datetime) -> Table | None:
        return dealer.close_round(table, round_id, parts.dealer_timings, now)

    return _deal(parts, table_id, "round.closed", by, step, tell_closed)


def enter_outcome(
    parts: "Parts",
    table_id: str,
    round_id: str,
    outcome: Mapping[str, Any],
    *,
    by: Staff,
) -> ActDone:
    """Enter what came out; players hear of it when the time to correct it is over.

    Raises
    ------
    UnknownTable, UnknownRound
    NotDealt, RoundDecided, WrongPhase, ApprovalPending, OutcomeEntered
    UnusableOutcome
    Contention
    """

    def step(table: Table, now: datetime) -> Table | None:
        return dealer.enter_outcome(table, round_id, outcome, parts.dealer_timings, now)

    return _deal(parts, table_id, "round.outcome", by, step, lambda _table, _current: [])


def enter_card(
    parts: "Parts",
    table_id: str,
    round_id: str,
    card: str,
    position: int,
    *,
    by: Staff,
) -> ActDone:
    """Enter the next card, which players see at once; the last one makes the outcome.

    Raises
    ------
    UnknownTable, UnknownRound
    NotDealt, RoundDecided, WrongPhase, ApprovalPending, CardEntered
    UnusableOutcome
    Contention
    """

    def tell(table: Table, current: Round) -> list[Draft]:
        told = RoundCard(
            round_id=current.round_id, card=card, position=position, next_at=table.next_at
        )
        return [Draft.of(told)]

    def step(table: Table, now: datetime) -> Table | None:
        return dealer.enter_card(table, round_id, card, position, parts.dealer_timings, now)

    return _deal(parts, table_id, "round.card", by, step, tell)


def tell_closed(table: Table, current: Round) -> list[Draft]:
    """Say that no more bets are taken."""
    return [Draft.of(RoundClosed(round_id=current.round_id, next_at=table.next_at))]


def _deal(parts: "Parts", table_id: str, kind: str, by: Staff, step: Step, tell: Tell) -> ActDone:
    def decide(table: Table, now: datetime) -> Change | None:
        after = step(table, now)
        if after is None or after.round is None:
            return None
        before = table.round
        same = before is not None and before.round_id == after.round.round_id
        act = Act.now(
            table_id,
            kind,
            by,
            now,
            round_id=after.round.round_id,
            before=state_of(before) if same else {},
            after=state_of(after.round),
        )
        return Change(after, act, tell(after, after.round))

    table, act = act_on(parts, table_id, decide)
    return ActDone(act_id=act.act_id if act else None, round=dealing_of(table))


def state_of(current: Round | None) -> dict[str, Any]:
    """Return what an act is about, of a round: for auditors, who compare before and after."""
    if current is None:
        return {}
    state: dict[str, Any] = {"phase": current.phase}
    if isinstance(current, DealtRound):
        state |= {"outcome": current.dealing.outcome, "cards": current.dealing.cards or None}
    state["void_reason"] = current.void_reason
    return {name: value for name, value in state.items() if value is not None}
