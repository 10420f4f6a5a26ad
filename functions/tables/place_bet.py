"""``bet.place``."""

from typing import Final

from casino.lambdas.caller import Caller
from casino.lambdas.websocket import Action, websocket_handler
from casino.sessions import Kind
from casino.sessions.bootstrap import doorkeeper, sessions
from casino.shared.clock import utc_now
from casino.tables.bet_messages import BetAccepted, PlaceBet
from casino.tables.bootstrap import bets, live_tables, seats
from casino.tables.errors import StaffCannotPlay
from casino.tables.use_cases import place_bet as use_case


def _place(caller: Caller, wanted: PlaceBet) -> BetAccepted:
    if caller.roles:
        raise StaffCannotPlay
    admission = sessions().admission(caller.player_id, caller.opened_at, Kind.BET)
    return use_case.place_bet(
        bets(), live_tables(), seats(), utc_now, caller.player_id, wanted, [admission]
    )


ACTIONS: Final = {
    "bet.place": Action(
        PlaceBet, BetAccepted, _place, "Bet on a live round.", kind="bet", admits_itself=True
    )
}

handler = websocket_handler(ACTIONS, doorkeeper)
