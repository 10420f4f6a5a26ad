"""``$default``: every action that has no route of its own."""

from collections.abc import Mapping
from typing import Any

from casino.lambdas.websocket import Caller, parse, websocket_handler
from casino.realtime import table_channel
from casino.realtime.bootstrap import channel_log, connections, fanout
from casino.realtime.messages import JoinTable, LeaveTable, Nothing, ReadHistory
from casino.realtime.use_cases.join_channel import join_channel
from casino.realtime.use_cases.leave_channel import leave_channel
from casino.realtime.use_cases.read_history import read_history
from casino.realtime.use_cases.say_hello import say_hello
from casino.shared.clock import to_rfc3339, utc_now
from casino.tables.bootstrap import bets, live_tables
from casino.tables.messages import GetBet
from casino.tables.use_cases.get_bet import get_bet
from casino.tables.use_cases.get_table import get_table

Reply = Mapping[str, Any]


def _hello(caller: Caller, data: Any) -> Reply:
    parse(Nothing, data)
    return say_hello(connections(), channel_log(), utc_now, caller.connection_id, caller.player_id)


def _ping(_caller: Caller, data: Any) -> Reply:
    parse(Nothing, data)
    return {"server_time": to_rfc3339(utc_now())}


def _join(caller: Caller, data: Any) -> Reply:
    wanted = parse(JoinTable, data)
    get_table(live_tables(), wanted.table_id)  # nobody subscribes to what does not exist
    return join_channel(
        connections(),
        channel_log(),
        fanout(),
        utc_now,
        connection_id=caller.connection_id,
        channel=table_channel(wanted.table_id),
        since=wanted.since,
        snapshot=lambda: get_table(live_tables(), wanted.table_id).model_dump(mode="json"),
    )


def _leave(caller: Caller, data: Any) -> Reply:
    wanted = parse(LeaveTable, data)
    channel = table_channel(wanted.table_id)
    leave_channel(connections(), channel_log(), fanout(), utc_now, caller.connection_id, channel)
    return {}


def _history(caller: Caller, data: Any) -> Reply:
    wanted = parse(ReadHistory, data)
    return read_history(channel_log(), caller.player_id, wanted.channel, wanted.since, wanted.limit)


def _bet(caller: Caller, data: Any) -> Reply:
    wanted = parse(GetBet, data)
    return get_bet(bets(), caller.player_id, wanted.bet_id).model_dump(mode="json")


handler = websocket_handler(
    {
        "session.hello": _hello,
        "ping": _ping,
        "table.join": _join,
        "table.leave": _leave,
        "channel.history": _history,
        "bet.get": _bet,
    }
)
