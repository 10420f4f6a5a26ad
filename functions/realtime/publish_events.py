"""The channels' stream: puts every event on the event bus, and counts the bets."""

from collections import Counter

from casino.lambdas.records import stream_handler
from casino.realtime import Kind, events_among
from casino.realtime.bootstrap import bus, sessions
from casino.realtime.bus import BusEvent
from casino.shared.clock import utc_now
from casino.shared.dynamodb import Item


def _publish(items: list[Item]) -> None:
    events = events_among(items)
    bus().publish(map(BusEvent.of, events))
    # A bet is no place for one more write, so the bucket learns of it here, a moment later.
    bets = Counter(
        event.channel.removeprefix("player:")
        for event in events
        if event.name == "wallet.updated" and event.data["reason"] == "bet"
    )
    for player_id, count in bets.items():
        sessions().charge(player_id, Kind.BET, count, utc_now())


handler = stream_handler(_publish)
