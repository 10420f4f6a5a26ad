"""``bet.cash_out``."""

from typing import Final

from casino.lambdas.caller import Caller
from casino.lambdas.websocket import Action, websocket_handler
from casino.sessions import Kind
from casino.sessions.bootstrap import doorkeeper, sessions
from casino.shared.clock import utc_now
from casino.tables.bet_messages import CashedOut, CashOut
from casino.tables.bootstrap import bets, live_tables, seeds
from casino.tables.use_cases import cash_out as use_case


def _cash_out(caller: Caller, wanted: CashOut) -> CashedOut:
    admission = sessions().admission(caller.player_id, caller.opened_at, Kind.BET)
    return use_case.cash_out(
        bets(), live_tables(), seeds(), utc_now, caller.player_id, wanted, [admission]
    )


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

handler = websocket_handler(ACTIONS, doorkeeper)
