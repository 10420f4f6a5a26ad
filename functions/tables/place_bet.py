"""``bet.place``."""

from collections.abc import Mapping
from typing import Any

from casino.lambdas.websocket import Caller, parse, websocket_handler
from casino.shared.clock import utc_now
from casino.tables.bootstrap import bets, live_tables
from casino.tables.messages import PlaceBet
from casino.tables.use_cases import place_bet as use_case


def _place(caller: Caller, data: Any) -> Mapping[str, Any]:
    wanted = parse(PlaceBet, data)
    return use_case.place_bet(bets(), live_tables(), utc_now, caller.player_id, wanted)


handler = websocket_handler({"bet.place": _place})
