"""``bet.place``."""

from typing import Final

from casino.lambdas.caller import Caller
from casino.lambdas.websocket import Action, websocket_handler
from casino.parts import Parts, at_start
from casino.sessions import Kind
from casino.tables.bet_messages import BetAccepted, PlaceBet
from casino.tables.errors import StaffCannotPlay
from casino.tables.use_cases import place_bet as use_case

parts = at_start(
    Parts.ledger,
    Parts.gates,
    Parts.live_tables,
    Parts.seats,
    Parts.sessions,
    Parts.doorkeeper,
    Parts.policies,
)


def _place(caller: Caller, wanted: PlaceBet) -> BetAccepted:
    if caller.roles:
        raise StaffCannotPlay
    admission = parts.sessions.admission(caller.player_id, caller.opened_at, Kind.BET)
    return use_case.place_bet(parts, caller.player_id, wanted, [admission])


ACTIONS: Final = {
    "bet.place": Action(
        PlaceBet, BetAccepted, _place, "Bet on a live round.", kind="bet", admits_itself=True
    )
}

handler = websocket_handler(ACTIONS, lambda: parts.doorkeeper)
