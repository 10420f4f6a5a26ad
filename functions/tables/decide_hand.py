"""``blackjack.decide``."""

from typing import Final

from casino.lambdas.caller import Caller
from casino.lambdas.websocket import Action, websocket_handler
from casino.sessions import Kind
from casino.sessions.bootstrap import doorkeeper, sessions
from casino.tables.blackjack_messages import DecideHand, HandDecided
from casino.tables.bootstrap import hand_desk
from casino.tables.use_cases import decide_hand as use_case


def _decide(caller: Caller, wanted: DecideHand) -> HandDecided:
    admission = sessions().admission(caller.player_id, caller.opened_at, Kind.BET)
    return use_case.decide_hand(hand_desk(), caller.player_id, wanted, [admission])


ACTIONS: Final = {
    "blackjack.decide": Action(
        DecideHand,
        HandDecided,
        _decide,
        "Decide about a hand, or about insurance.",
        kind="bet",
        admits_itself=True,
    )
}

handler = websocket_handler(ACTIONS, doorkeeper)
