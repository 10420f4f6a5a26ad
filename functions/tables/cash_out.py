"""``bet.cash_out``."""

from typing import Final

from casino.lambdas.caller import Caller
from casino.lambdas.websocket import Action, websocket_handler
from casino.parts import Parts, at_start
from casino.sessions import Kind
from casino.tables.bet_messages import CashedOut, CashOut
from casino.tables.use_cases import cash_out as use_case

parts = at_start(
    Parts.ledger, Parts.gates, Parts.live_tables, Parts.seeds, Parts.sessions, Parts.doorkeeper
)


def _cash_out(caller: Caller, wanted: CashOut) -> CashedOut:
    admission = parts.sessions.admission(caller.player_id, caller.opened_at, Kind.BET)
    return use_case.cash_out(parts, caller.player_id, wanted, [admission])


ACTIONS: Final = {
    "bet.cash_out": Action(
        CashOut,
        CashedOut,
        _cash_out,
        "Take a bet out of a round that is on.",
        kind="bet",
        admits_itself=True,
    )
}

handler = websocket_handler(ACTIONS, lambda: parts.doorkeeper)
