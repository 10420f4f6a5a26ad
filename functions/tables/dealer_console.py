"""``dealer.*``: what dealers' consoles ask for."""

from typing import Any, Final

from casino.channels import Reach, console_channel
from casino.channels.messages import Joined
from casino.channels.use_cases.join_channel import join_channel
from casino.lambdas.caller import DEALERS, STAFF_ROLES, Caller
from casino.lambdas.websocket import Action, websocket_handler
from casino.parts import Parts, at_start
from casino.shared.ids import new_id
from casino.tables.acts import Staff
from casino.tables.console_messages import (
    ActDone,
    AskCorrection,
    AskVoid,
    CloseRound,
    DecideAct,
    EnterCard,
    EnterOutcome,
    JoinConsole,
    OpenRound,
    dealing_of,
)
from casino.tables.dealing import ApprovalRequest, Wish
from casino.tables.use_cases import deal_round
from casino.tables.use_cases.decide_act import ask, decide_act
from casino.tables.views import view_of_table

parts = at_start(
    Parts.live_tables,
    Parts.gates,
    Parts.acts,
    Parts.channel_log,
    Parts.subscriptions,
    Parts.round_clock,
    Parts.dealer_timings,
    Parts.doorkeeper,
)

_DEALERS: Final = frozenset({DEALERS})


def _staff(caller: Caller) -> Staff:
    return Staff(caller.player_id, "dealer" if DEALERS in caller.roles else "operator")


def _join(caller: Caller, wanted: JoinConsole) -> Joined:
    parts.live_tables.get(wanted.table_id)  # nobody subscribes to what does not exist

    def snapshot(_reach: Reach) -> dict[str, Any]:
        table = parts.live_tables.get(wanted.table_id)
        dealing = dealing_of(table)
        return {
            "table": view_of_table(table).model_dump(mode="json"),
            "round": dealing.model_dump(mode="json") if dealing else None,
        }

    return join_channel(
        parts.subscriptions,
        parts.channel_log,
        parts.clock,
        connection_id=caller.connection_id,
        channel=console_channel(wanted.table_id),
        since=wanted.since,
        snapshot=snapshot,
    )


def _open(caller: Caller, wanted: OpenRound) -> ActDone:
    return deal_round.open_round(parts, wanted.table_id, wanted.number, by=_staff(caller))


def _close(caller: Caller, wanted: CloseRound) -> ActDone:
    return deal_round.close_round(parts, wanted.table_id, wanted.round_id, by=_staff(caller))


def _outcome(caller: Caller, wanted: EnterOutcome) -> ActDone:
    return deal_round.enter_outcome(
        parts,
        wanted.table_id,
        wanted.round_id,
        wanted.outcome,
        by=_staff(caller),
    )


def _card(caller: Caller, wanted: EnterCard) -> ActDone:
    return deal_round.enter_card(
        parts,
        wanted.table_id,
        wanted.round_id,
        wanted.card,
        wanted.position,
        by=_staff(caller),
    )


def _correct(caller: Caller, wanted: AskCorrection) -> ActDone:
    return _ask(
        caller,
        wanted,
        Wish.CORRECT,
        outcome=wanted.outcome,
        cards=tuple(wanted.cards) if wanted.cards is not None else None,
    )


def _void(caller: Caller, wanted: AskVoid) -> ActDone:
    return _ask(caller, wanted, Wish.VOID)


def _ask(caller: Caller, wanted: AskCorrection | AskVoid, wish: Wish, **right: Any) -> ActDone:
    by = _staff(caller)
    request = ApprovalRequest(new_id("act"), wish, by.name, wanted.reason, **right)
    return ask(parts, wanted.table_id, wanted.round_id, request, by=by)


def _approve(caller: Caller, wanted: DecideAct) -> ActDone:
    return _decide(caller, wanted, approved=True)


def _refuse(caller: Caller, wanted: DecideAct) -> ActDone:
    return _decide(caller, wanted, approved=False)


def _decide(caller: Caller, wanted: DecideAct, *, approved: bool) -> ActDone:
    return decide_act(
        parts,
        wanted.table_id,
        wanted.act_id,
        approved=approved,
        by=_staff(caller),
    )


ACTIONS: Final[dict[str, Action[Any, Any]]] = {
    "dealer.join": Action(
        JoinConsole, Joined, _join, "Hear what staff do at a table.", roles=STAFF_ROLES
    ),
    "dealer.open": Action(OpenRound, ActDone, _open, "Open the betting.", roles=_DEALERS),
    "dealer.close": Action(CloseRound, ActDone, _close, "Take no more bets.", roles=_DEALERS),
    "dealer.outcome": Action(
        EnterOutcome, ActDone, _outcome, "Enter what came out.", roles=_DEALERS
    ),
    "dealer.card": Action(EnterCard, ActDone, _card, "Enter the next card.", roles=_DEALERS),
    "dealer.correct": Action(
        AskCorrection, ActDone, _correct, "Ask for a correction.", roles=_DEALERS
    ),
    "dealer.void": Action(
        AskVoid, ActDone, _void, "Ask for the round to be voided.", roles=STAFF_ROLES
    ),
    "dealer.approve": Action(
        DecideAct, ActDone, _approve, "Approve what somebody else asked for.", roles=STAFF_ROLES
    ),
    "dealer.refuse": Action(
        DecideAct, ActDone, _refuse, "Refuse what somebody else asked for.", roles=STAFF_ROLES
    ),
}

handler = websocket_handler(ACTIONS, lambda: parts.doorkeeper)
