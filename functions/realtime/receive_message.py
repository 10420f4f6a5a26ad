"""``$default``: every action that has no route of its own."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from casino.announcements.messages import AnnouncementMade
from casino.betting.messages import GetBet
from casino.betting.use_cases.get_bet import get_bet
from casino.betting.views import BetView
from casino.channels import ANNOUNCEMENTS, LOBBY, Reach, UnknownChannel, table_channel
from casino.channels.messages import (
    History,
    JoinChannel,
    Joined,
    LeaveChannel,
    Position,
    ReadHistory,
)
from casino.channels.use_cases.join_channel import join_channel
from casino.channels.use_cases.leave_channel import leave_channel
from casino.channels.use_cases.read_history import read_history
from casino.chat.messages import SendChat
from casino.chat.use_cases.send_chat import send_chat
from casino.lambdas.caller import Caller
from casino.lambdas.websocket import Action, websocket_handler
from casino.parts import Parts, at_start
from casino.realtime.messages import Hello, JoinTable, LeaveTable, Nothing, Pong
from casino.realtime.use_cases.say_hello import say_hello
from casino.safer_gambling.use_cases.acknowledge_check import acknowledge_check
from casino.shared.clock import to_rfc3339
from casino.tables.blackjack_messages import NameSeat, NameTable, SeatsView
from casino.tables.use_cases.change_seat import leave_seat, list_seats, take_seat
from casino.tables.use_cases.list_tables import show_lobby
from casino.tables.use_cases.show_table import must_be_joinable, show_table

parts = at_start(
    Parts.announcements,
    Parts.bet_history,
    Parts.channel_log,
    Parts.inbox,
    Parts.subscriptions,
    Parts.moderator,
    Parts.doorkeeper,
    Parts.sessions,
    Parts.live_tables,
    Parts.seats,
    Parts.ledger,
    Parts.seat_timings,
    Parts.policies,
)


def _hello(caller: Caller, _data: Nothing) -> Hello:
    return say_hello(
        parts.subscriptions,
        parts.channel_log,
        parts.clock,
        caller.connection_id,
        caller.player_id,
    )


def _ping(_caller: Caller, _data: Nothing) -> Pong:
    return Pong(server_time=to_rfc3339(parts.clock()))


def _acknowledge(caller: Caller, _data: Nothing) -> Nothing:
    acknowledge_check(parts, caller.player_id)
    return Nothing()


def _join(caller: Caller, wanted: JoinTable) -> Joined:
    # Nobody subscribes to what does not exist, or is closed.
    must_be_joinable(parts.live_tables, wanted.table_id)
    return _hear(
        caller,
        table_channel(wanted.table_id),
        wanted.since,
        lambda reach: show_table(parts, reach, wanted.table_id).model_dump(mode="json"),
    )


def _leave(caller: Caller, wanted: LeaveTable) -> Nothing:
    return _stop_hearing(caller, table_channel(wanted.table_id))


def _join_channel(caller: Caller, wanted: JoinChannel) -> Joined:
    snapshot = _SNAPSHOTS.get(wanted.channel)
    if snapshot is None:
        raise UnknownChannel
    return _hear(caller, wanted.channel, wanted.since, snapshot)


def _leave_channel(caller: Caller, wanted: LeaveChannel) -> Nothing:
    if wanted.channel not in _SNAPSHOTS:
        raise UnknownChannel
    return _stop_hearing(caller, wanted.channel)


def _hear(
    caller: Caller,
    channel: str,
    since: Position | None,
    snapshot: Callable[[Reach], Mapping[str, Any]],
) -> Joined:
    return join_channel(
        parts.subscriptions,
        parts.channel_log,
        parts.clock,
        connection_id=caller.connection_id,
        channel=channel,
        since=since,
        snapshot=snapshot,
    )


def _stop_hearing(caller: Caller, channel: str) -> Nothing:
    leave_channel(
        parts.subscriptions, parts.channel_log, parts.clock, caller.connection_id, channel
    )
    return Nothing()


def _lobby(_reach: Reach) -> dict[str, Any]:
    return show_lobby(parts.live_tables).model_dump(mode="json")


def _announcements(_reach: Reach) -> dict[str, Any]:
    current = parts.announcements.current(parts.clock())
    return {"items": [AnnouncementMade.of(each).model_dump(mode="json") for each in current]}


# What is joined by its name, and what it is about.
_SNAPSHOTS: Final[dict[str, Callable[[Reach], dict[str, Any]]]] = {
    LOBBY: _lobby,
    ANNOUNCEMENTS: _announcements,
}


def _history(caller: Caller, wanted: ReadHistory) -> History:
    return read_history(
        parts.channel_log, caller.player_id, wanted.channel, wanted.since, wanted.limit
    )


def _chat(caller: Caller, wanted: SendChat) -> Nothing:
    send_chat(
        parts,
        connection_id=caller.connection_id,
        player_id=caller.player_id,
        display_name=caller.display_name,
        from_staff=bool(caller.roles),
        wanted=wanted,
    )
    return Nothing()


def _bet(caller: Caller, wanted: GetBet) -> BetView:
    return get_bet(parts.bet_history, caller.player_id, wanted.bet_id)


def _take_seat(caller: Caller, wanted: NameSeat) -> SeatsView:
    return take_seat(parts, caller.player_id, wanted)


def _leave_seat(caller: Caller, wanted: NameSeat) -> SeatsView:
    return leave_seat(parts, caller.player_id, wanted)


def _list_seats(caller: Caller, wanted: NameTable) -> SeatsView:
    return list_seats(parts, caller.player_id, wanted.table_id)


ACTIONS: Final[dict[str, Action[Any, Any]]] = {
    "session.hello": Action(Nothing, Hello, _hello, "Begin, and hear your own channel."),
    "session.acknowledge": Action(
        Nothing, Nothing, _acknowledge, "Say that you know how long you have played."
    ),
    "ping": Action(Nothing, Pong, _ping, "Keep the connection alive."),
    "table.join": Action(JoinTable, Joined, _join, "Hear a table from where you left off."),
    "table.leave": Action(LeaveTable, Nothing, _leave, "Stop hearing a table."),
    "channel.join": Action(JoinChannel, Joined, _join_channel, "Hear the lobby, or the house."),
    "channel.leave": Action(LeaveChannel, Nothing, _leave_channel, "Stop hearing them."),
    "channel.history": Action(ReadHistory, History, _history, "Ask for events that you missed."),
    "chat.send": Action(SendChat, Nothing, _chat, "Say something at your table.", kind="chat"),
    "seat.take": Action(NameSeat, SeatsView, _take_seat, "Sit down at a seat of a table."),
    "seat.leave": Action(NameSeat, SeatsView, _leave_seat, "Free your seat."),
    "seat.list": Action(NameTable, SeatsView, _list_seats, "Ask who sits, and where you do."),
    "bet.get": Action(GetBet, BetView, _bet, "Ask what came of a bet."),
}

handler = websocket_handler(ACTIONS, lambda: parts.doorkeeper)
