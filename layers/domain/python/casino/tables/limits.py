"""A round's limits: how much a player may still stake on it, and how much the house may still lose.

What a player has on the present round of each table is marked on their wallet. Every bet changes
the wallet anyway, on the condition that nothing else has changed it; so bets that come at once, by
whatever door, are counted one after another, and counting costs neither a trip nor a write::

    marks["rounds"]    by table: round (its number), stakes (one for each spot, as a bet's entry
                       writes them), exposure (of the house to this player), until (when it may be
                       forgotten, in seconds since the epoch)

What the house may lose to all players together is counted at the round's gate, where each shard
has an equal share of the limit. A bet's exposure is counted on its player's shard, and what that
has no room for on those that have: so no bet is refused while there is room anywhere, and the sum
is never above the limit, because each shard's own is a condition of the bet's transaction.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from casino.betting import StakeOutOfRange, stakes_from_text, stakes_to_text
from casino.games import Spot, Stake
from casino.shared.clock import from_rfc3339
from casino.shared.errors import FieldError
from casino.tables.gates import Gate
from casino.tables.model import Limits
from casino.wallet import Wallet

MARK: Final = "rounds"

# So that a wallet stays small, however many targets a player thinks of. No layout has half as many
# spots.
MAX_SPOTS: Final = 512

# After its close a round goes on for as long as its players decide; its table's next round replaces
# the mark in any case.
_REMEMBERED: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Placed:
    """What a player has on a round.

    Attributes
    ----------
    stakes : mapping of Spot to int
        Minor units on each spot.
    exposure : int
        The most that the house can lose on them, in minor units.
    """

    stakes: Mapping[Spot, int]
    exposure: int

    @property
    def total(self) -> int:
        """What is staked on all spots together."""
        return sum(self.stakes.values())


def placed_on(wallet: Wallet, gate: Gate) -> Placed:
    """Return what a player has on a gate's round."""
    mark = _marks(wallet).get(gate.table_id)
    if mark is None or mark["round"] != gate.number:
        return Placed({}, 0)
    return Placed(merged(stakes_from_text(gate.game, mark["stakes"])), mark["exposure"])


def with_bet(before: Placed, stakes: Sequence[Stake], gate: Gate) -> Placed:
    """Return what a player has on a round once a bet is added, if the table takes that from one.

    Parameters
    ----------
    stakes : sequence of Stake
        Those of the bet, as the player listed them: several may be on one spot.

    Raises
    ------
    StakeOutOfRange
    """
    limits, added = gate.limits, merged(stakes)
    _check_spots(limits, before, added, stakes)
    on_all = merged(_stakes(before.stakes), _stakes(added))
    after = Placed(on_all, gate.game.exposure(_stakes(on_all)))
    if after.total > limits.max_bet:
        raise StakeOutOfRange(
            "max_bet",
            limits.max_bet - before.total,
            f"All stakes of a player on a round are at most {limits.max_bet} here; "
            f"{limits.max_bet - before.total} are left",
        )
    if after.exposure > max(limits.max_player_exposure, before.exposure):
        left = limits.max_player_exposure - before.exposure
        raise StakeOutOfRange(
            "max_player_exposure",
            left,
            f"A player can win at most {limits.max_player_exposure} on a round here; "
            f"{max(0, left)} are left to be won",
        )
    return after


def marked(wallet: Wallet, gate: Gate, placed: Placed, now: datetime) -> Wallet:
    """Return a wallet that says what its player has on a round; rounds long over are forgotten.

    Raises
    ------
    StakeOutOfRange
        If that is on more spots, at all tables together, than anybody needs.
    """
    marks = {
        table_id: mark
        for table_id, mark in _marks(wallet).items()
        if mark["until"] > now.timestamp() and table_id != gate.table_id
    }
    elsewhere = sum(len(mark["stakes"].split()) for mark in marks.values())
    if elsewhere + len(placed.stakes) > MAX_SPOTS:
        raise StakeOutOfRange(
            "max_spots",
            MAX_SPOTS - elsewhere,
            f"Stakes can be on at most {MAX_SPOTS} spots at the same time",
        )
    marks[gate.table_id] = {
        "round": gate.number,
        "stakes": stakes_to_text(_stakes(placed.stakes)),
        "exposure": placed.exposure,
        "until": int((from_rfc3339(gate.closes_at) + _REMEMBERED).timestamp()),
    }
    return replace(wallet, marks={**wallet.marks, MARK: marks})


def counted_at(
    gate: Gate, more: int, currency: str, all_shards: Callable[[], Sequence[Gate]]
) -> Mapping[int, int]:
    """Return how much of a bet's exposure is counted on which shard of its round's gate.

    Parameters
    ----------
    gate : Gate
        The player's shard.
    more : int
        By how much the exposure grows; below 0 if the bet makes it less.
    all_shards : callable
        Reads the whole gate; called only if the player's shard has too little room.

    Raises
    ------
    StakeOutOfRange
        If there is too little room in all of them.
    """
    if more <= gate.room(currency):
        return {gate.shard: more}
    counted, left = {gate.shard: 0}, more
    others = sorted(all_shards(), key=lambda shard: shard.shard != gate.shard)
    for shard in others:
        part = min(left, max(0, shard.room(currency)))
        if part:
            counted[shard.shard] = part
            left -= part
    if left:
        raise StakeOutOfRange(
            "max_exposure",
            more - left,
            f"All players together can win at most {gate.limits.max_exposure} on a round here; "
            f"{more - left} are left to be won",
        )
    return counted


def merged(*stakes: Iterable[Stake]) -> dict[Spot, int]:
    """Return what is on each spot: stakes on the same one are one stake."""
    spots: dict[Spot, int] = {}
    for some in stakes:
        for stake in some:
            spots[stake.spot] = spots.get(stake.spot, 0) + stake.amount
    return spots


def _check_spots(
    limits: Limits, before: Placed, added: Mapping[Spot, int], stakes: Sequence[Stake]
) -> None:
    errors, first = [], None
    for number, stake in enumerate(stakes):
        on_spot = added[stake.spot]
        left = limits.max_stake - before.stakes.get(stake.spot, 0)
        if limits.min_stake <= on_spot <= left:
            continue
        first = first or ("min_stake" if on_spot < limits.min_stake else "max_stake", left)
        errors.append(FieldError(f"/stakes/{number}/amount", _range(limits, left)))
    if first is not None:
        raise StakeOutOfRange(*first, errors[0].detail, errors)


def _range(limits: Limits, left: int) -> str:
    if left < limits.min_stake:
        return f"A spot holds at most {limits.max_stake} of a player in a round; {left} are left"
    return f"A stake on this spot is from {limits.min_stake} to {left} minor units in this round"


def _stakes(spots: Mapping[Spot, int]) -> list[Stake]:
    return [Stake(name, selection, amount) for (name, selection), amount in spots.items()]


def _marks(wallet: Wallet) -> Mapping[str, Mapping[str, Any]]:
    return wallet.marks.get(MARK, {})
