"""Ask for a correction or a void, and decide about it: two people, never one."""

from datetime import datetime
from typing import TYPE_CHECKING

from casino.channels import Draft
from casino.shared.clock import to_rfc3339
from casino.tables import dealer
from casino.tables.acts import Act, Staff
from casino.tables.console_messages import ActDone, dealing_of
from casino.tables.dealing import ApprovalDecision, ApprovalRequest, DealtRound
from casino.tables.model import TAKES_BETS, Table
from casino.tables.table_events import RoundCorrected
from casino.tables.use_cases.act_on_table import Change, act_on
from casino.tables.use_cases.deal_round import state_of, tell_closed

if TYPE_CHECKING:
    from casino.parts import Parts


def ask(
    parts: "Parts",
    table_id: str,
    round_id: str,
    request: ApprovalRequest,
    *,
    by: Staff,
) -> ActDone:
    """Ask for a correction or a void; until somebody else has decided, nothing is paid.

    Asking for the same again answers with what waits already.

    Raises
    ------
    UnknownTable, UnknownRound
    NotDealt, RoundDecided, WrongPhase, ApprovalPending
    UnusableOutcome
    Contention
    """

    def decide(table: Table, now: datetime) -> Change | None:
        after = dealer.ask(table, round_id, request, parts.dealer_timings, now)
        if after is None or not isinstance(after.round, DealtRound):
            return None
        asked = after.round.dealing.asked
        wanted = {
            name: value
            for name, value in (
                ("outcome", asked.outcome if asked else None),
                ("cards", asked.cards if asked else None),
            )
            if value is not None
        }
        act = Act(
            table_id=table_id,
            kind=f"round.{request.wish}_asked",
            by=by,
            at=to_rfc3339(now),
            act_id=request.act_id,
            round_id=round_id,
            before=state_of(table.round),
            after=wanted,
            reason=request.reason,
        )
        was_open = table.round is not None and table.round.phase in TAKES_BETS
        return Change(after, act, tell_closed(after, after.round) if was_open else [])

    table, act = act_on(parts, table_id, decide)
    view = dealing_of(table)
    if act is None and view is not None and view.pending is not None:
        return ActDone(act_id=view.pending.act_id, round=view)
    return ActDone(act_id=act.act_id if act else None, round=view)


def decide_act(parts: "Parts", table_id: str, act_id: str, *, approved: bool, by: Staff) -> ActDone:
    """Approve or refuse what somebody else asked for; deciding the same again does nothing.

    Raises
    ------
    UnknownTable, UnknownAct
    NotDealt, RoundDecided, ActDecided
    OwnAct
    Contention
    """
    decision = ApprovalDecision(act_id, approved, by.name)

    def decide(table: Table, now: datetime) -> Change | None:
        after = dealer.decide(table, decision, parts.dealer_timings, now)
        before, current = table.round, after.round if after else None
        if not (after and isinstance(before, DealtRound) and isinstance(current, DealtRound)):
            return None
        asked = before.dealing.asked
        act = Act.now(
            table_id,
            f"round.{asked.wish if asked else 'request'}_{'approved' if approved else 'refused'}",
            by,
            now,
            round_id=before.round_id,
            before=state_of(before),
            after=state_of(current),
            reason=asked.reason if asked else None,
            decides=act_id,
        )
        return Change(after, act, _tell(after, before, current))

    table, act = act_on(parts, table_id, decide)
    return ActDone(act_id=act.act_id if act else None, round=dealing_of(table))


def _tell(table: Table, before: DealtRound, current: DealtRound) -> list[Draft]:
    cards = current.dealing.cards
    if cards == before.dealing.cards:
        return []
    told = RoundCorrected(round_id=current.round_id, cards=list(cards), next_at=table.next_at)
    return [Draft.of(told)]
