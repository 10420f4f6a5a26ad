"""Take bets from their players' buckets."""

from collections import defaultdict
from collections.abc import Iterable

from casino.sessions.limits import Kind
from casino.sessions.repository import Sessions
from casino.shared.clock import Clock


def charge_bets(sessions: Sessions, clock: Clock, bets: Iterable[tuple[str, int]]) -> None:
    """Charge each bet once, however often it is told of.

    Parameters
    ----------
    bets : iterable of tuple
        Each bet's player and the number of its entry among the player's, which rises.
    """
    entries: dict[str, list[int]] = defaultdict(list)
    for player_id, number in bets:
        entries[player_id].append(number)
    for player_id, numbers in entries.items():
        sessions.charge(player_id, Kind.BET, numbers, clock())
