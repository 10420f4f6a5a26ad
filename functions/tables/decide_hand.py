"""``blackjack.decide``."""

from typing import Final

from casino.lambdas.caller import Caller
from casino.lambdas.websocket import Action, websocket_handler
from casino.parts import Parts, at_start
from casino.sessions import Kind
from casino.tables.blackjack_messages import DecideHand, HandDecided
from casino.tables.use_cases import decide_hand as use_case

parts = at_start(
    Parts.ledger,
    Parts.gates,
    Parts.live_tables,
    Parts.seeds,
    Parts.channel_log,
    Parts.round_clock,
    Parts.timings,
    Parts.sessions,
    Parts.doorkeeper,
    Parts.policies,
)


def _decide(caller: Caller, wanted: DecideHand) -> HandDecided:
    admission = parts.sessions.admission(caller.player_id, caller.opened_at, Kind.BET)
    return use_case.decide_hand(parts, caller.player_id, wanted, [admission])


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

handler = websocket_handler(ACTIONS, lambda: parts.doorkeeper)
