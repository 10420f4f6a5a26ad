# Written by `make api` from docs/api. Change the models instead.
"""What may be staked at each game; amounts are in minor units.

`GET /v1/games/{game_id}` says it as JSON Schemas, with every selection there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from croupier_client.generated.messages import PlayRound, StakeMessage


def straight(selection: Iterable[int], amount: int) -> StakeMessage:
    """Stake on straight.

    On one number of the wheel.

    At roulette-european, roulette-american, roulette-french.

    Parameters
    ----------
    selection : iterable of int
        One number of the wheel, in rising order. For example [18].
    """
    return {"type": "straight", "selection": sorted(selection), "amount": amount}


def split(selection: Iterable[int], amount: int) -> StakeMessage:
    """Stake on split.

    On two neighbouring numbers of the layout.

    At roulette-european, roulette-american, roulette-french.

    Parameters
    ----------
    selection : iterable of int
        Two neighbouring numbers of the layout, in rising order. For example [17, 18].
    """
    return {"type": "split", "selection": sorted(selection), "amount": amount}


def street(selection: Iterable[int], amount: int) -> StakeMessage:
    """Stake on street.

    On the three numbers of one row, or a trio with zero.

    At roulette-european, roulette-american, roulette-french.

    Parameters
    ----------
    selection : iterable of int
        The three numbers of one row, or a trio with zero, in rising order. For example [16, 17,
        18].
    """
    return {"type": "street", "selection": sorted(selection), "amount": amount}


def corner(selection: Iterable[int], amount: int) -> StakeMessage:
    """Stake on corner.

    On four numbers that meet in one corner of the layout.

    At roulette-european, roulette-american, roulette-french.

    Parameters
    ----------
    selection : iterable of int
        Four numbers that meet in one corner of the layout, in rising order. For example [16, 17,
        19, 20].
    """
    return {"type": "corner", "selection": sorted(selection), "amount": amount}


def line(selection: Iterable[int], amount: int) -> StakeMessage:
    """Stake on line.

    On the six numbers of two adjoining rows.

    At roulette-european, roulette-american, roulette-french.

    Parameters
    ----------
    selection : iterable of int
        The six numbers of two adjoining rows, in rising order. For example [16, 17, 18, 19, 20,
        21].
    """
    return {"type": "line", "selection": sorted(selection), "amount": amount}


def dozen(selection: Iterable[int], amount: int) -> StakeMessage:
    """Stake on dozen.

    On one of 1, 2 and 3.

    At roulette-european, roulette-american, roulette-french.

    Parameters
    ----------
    selection : iterable of int
        One of 1, 2 and 3, in rising order. For example [2].
    """
    return {"type": "dozen", "selection": sorted(selection), "amount": amount}


def column(selection: Iterable[int], amount: int) -> StakeMessage:
    """Stake on column.

    On one of 1, 2 and 3.

    At roulette-european, roulette-american, roulette-french.

    Parameters
    ----------
    selection : iterable of int
        One of 1, 2 and 3, in rising order. For example [2].
    """
    return {"type": "column", "selection": sorted(selection), "amount": amount}


def red(amount: int) -> StakeMessage:
    """Stake on red.

    Takes no selection.

    At roulette-european, roulette-american, roulette-french.
    """
    return {"type": "red", "amount": amount}


def black(amount: int) -> StakeMessage:
    """Stake on black.

    Takes no selection.

    At roulette-european, roulette-american, roulette-french.
    """
    return {"type": "black", "amount": amount}


def even(amount: int) -> StakeMessage:
    """Stake on even.

    Takes no selection.

    At roulette-european, roulette-american, roulette-french.
    """
    return {"type": "even", "amount": amount}


def odd(amount: int) -> StakeMessage:
    """Stake on odd.

    Takes no selection.

    At roulette-european, roulette-american, roulette-french.
    """
    return {"type": "odd", "amount": amount}


def low(amount: int) -> StakeMessage:
    """Stake on low.

    Takes no selection.

    At roulette-european, roulette-american, roulette-french.
    """
    return {"type": "low", "amount": amount}


def high(amount: int) -> StakeMessage:
    """Stake on high.

    Takes no selection.

    At roulette-european, roulette-american, roulette-french.
    """
    return {"type": "high", "amount": amount}


def basket(selection: Iterable[int], amount: int) -> StakeMessage:
    """Stake on basket.

    On 0, 00 (written 37), 1, 2 and 3.

    At roulette-american; wins 6 to 1.

    Parameters
    ----------
    selection : iterable of int
        0, 00 (written 37), 1, 2 and 3, in rising order. For example [0, 1, 2, 3, 37].
    """
    return {"type": "basket", "selection": sorted(selection), "amount": amount}


def player(amount: int) -> StakeMessage:
    """Stake on player.

    Takes no selection.

    At baccarat, baccarat-no-commission.
    """
    return {"type": "player", "amount": amount}


def banker(amount: int) -> StakeMessage:
    """Stake on banker.

    Takes no selection.

    At baccarat, baccarat-no-commission.
    """
    return {"type": "banker", "amount": amount}


def tie(amount: int) -> StakeMessage:
    """Stake on tie.

    Takes no selection.

    At baccarat, baccarat-no-commission.
    """
    return {"type": "tie", "amount": amount}


def player_pair(amount: int) -> StakeMessage:
    """Stake on player pair.

    Takes no selection.

    At baccarat, baccarat-no-commission.
    """
    return {"type": "player_pair", "amount": amount}


def banker_pair(amount: int) -> StakeMessage:
    """Stake on banker pair.

    Takes no selection.

    At baccarat, baccarat-no-commission.
    """
    return {"type": "banker_pair", "amount": amount}


def seat(selection: Iterable[int], amount: int) -> StakeMessage:
    """Stake on seat.

    On a seat that is taken by whoever bets.

    At blackjack, blackjack-h17, blackjack-classic.

    Parameters
    ----------
    selection : iterable of int
        The seat's number. For example [4].
    """
    return {"type": "seat", "selection": sorted(selection), "amount": amount}


def crash(amount: int, *, selection: Iterable[int] = ()) -> StakeMessage:
    """Stake on crash.

    With a target, or without one to get out by hand.

    At crash; wins the multiplier at which it gets out.

    Parameters
    ----------
    selection : iterable of int, optional
        The multiplier at which to get out by itself, in hundredths: 150 is 1.50 times the stake.
        Leave it out to get out by hand. For example [150].
    """
    stake: StakeMessage = {"type": "crash", "amount": amount}
    if chosen := sorted(selection):
        stake["selection"] = chosen
    return stake


def dice(stake: int, *, direction: Literal["under", "over"], chance: int) -> PlayRound:
    """Stake on dice.

    On so many of 10,000 rolls, the lowest or the highest.

    At dice; wins 9,900 divided by the chance, for 1, the stake included.

    Parameters
    ----------
    direction : Literal['under', 'over']
    chance : int
        On how many of 10,000 rolls it wins.
    """
    return {"stake": stake, "choice": {"direction": direction, "chance": chance}}


def limbo(stake: int, *, target: int) -> PlayRound:
    """Stake on limbo.

    On a multiplier that is reached.

    At limbo; wins the target, for 1, the stake included.

    Parameters
    ----------
    target : int
        The multiplier to be reached, in hundredths: 150 is 1.50 times the stake.
    """
    return {"stake": stake, "choice": {"target": target}}


def grand_harbour(stake: int) -> PlayRound:
    """Stake on grand harbour.

    On 20 lines at once.

    At grand-harbour; wins as the paytable says, for each line.
    """
    return {"stake": stake}


def lucky_lemons(stake: int) -> PlayRound:
    """Stake on lucky lemons.

    On 1 lines at once.

    At lucky-lemons; wins as the paytable says, for each line.
    """
    return {"stake": stake}
