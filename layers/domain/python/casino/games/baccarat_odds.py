"""How often each result of baccarat comes, counted over every deal of the eight-deck shoe."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from itertools import product
from math import perm
from types import MappingProxyType
from typing import Final

from casino.games.baccarat import (
    DECKS,
    Baccarat,
    BaccaratOutcome,
    BaccaratStakeType,
    Side,
    next_card,
    value,
)
from casino.games.cards import DECK, RANKS
from casino.games.odds import rtp_by_type

SHOE: Final = DECKS * len(DECK)

MOST_CARDS: Final = 6
"""A coup takes four to six cards; the deals of fewer are counted with whatever lies next."""

ALL_DEALS: Final = perm(SHOE, MOST_CARDS)
"""The orders in which six cards can leave a fresh shoe: 4 998 398 275 503 360."""

_CARDS_OF_A_RANK: Final = SHOE // len(RANKS)
_RANK_OF_VALUE: Final = "TA23456789"
_CARDS_WORTH: Final = (4 * _CARDS_OF_A_RANK, *[_CARDS_OF_A_RANK] * 9)

_Cards = tuple[str, ...]


@cache
def coups() -> Mapping[BaccaratOutcome, int]:
    """Return one coup for each way a round can end that any bet tells apart, with its deals.

    The first four cards are counted by rank, for the pairs; a third card only by what it counts.
    Each card is counted with those that are then left in the shoe, so the figures are exact.

    Returns
    -------
    mapping of BaccaratOutcome to int
        The deals sum to `ALL_DEALS`. Suits of the coups shown mean nothing.
    """
    deals: Counter[tuple[object, ...]] = Counter()
    shown: dict[tuple[object, ...], BaccaratOutcome] = {}
    for (player, banker), first_four in _first_four().items():
        for outcome, deals_of_it in _played_out(player, banker, first_four):
            key = (
                outcome.winner,
                outcome.banker_total == 6,
                outcome.player_pair,
                outcome.banker_pair,
            )
            deals[key] += deals_of_it
            shown.setdefault(key, outcome)
    return MappingProxyType({shown[key]: count for key, count in deals.items()})


def baccarat_figures(game: Baccarat) -> Mapping[str, Fraction]:
    """Return the RTP of each bet, in the order players know them.

    A bet on a hand is returned on a tie; that counts as money that came back.
    """
    return rtp_by_type(game, ((stake_type, ()) for stake_type in BaccaratStakeType), coups())


def _first_four() -> Mapping[tuple[_Cards, _Cards], int]:
    """Return the hands of two cards that are worth telling apart, with the ways to deal them."""
    ways: Counter[tuple[object, ...]] = Counter()
    shown: dict[tuple[object, ...], tuple[_Cards, _Cards]] = {}
    for ranks in product(RANKS, repeat=4):
        count = 1
        for place, rank in enumerate(ranks):
            count *= _CARDS_OF_A_RANK - ranks[:place].count(rank)
        cards = tuple(f"{rank}S" for rank in ranks)
        player, banker = (cards[0], cards[2]), (cards[1], cards[3])
        key = (*_worth(player), *_worth(banker))
        ways[key] += count
        shown.setdefault(key, (player, banker))
    return {shown[key]: count for key, count in ways.items()}


def _worth(hand: _Cards) -> tuple[object, ...]:
    return (*sorted(map(value, hand)), hand[0] == hand[1])


def _played_out(player: _Cards, banker: _Cards, ways: int) -> Iterator[tuple[BaccaratOutcome, int]]:
    side = next_card(player, banker)
    dealt = len(player) + len(banker)
    if side is None:
        yield BaccaratOutcome(player, banker), ways * perm(SHOE - dealt, MOST_CARDS - dealt)
        return
    for worth, rank in enumerate(_RANK_OF_VALUE):
        left = _CARDS_WORTH[worth] - [*map(value, player + banker)].count(worth)
        card = (f"{rank}S",)
        if side is Side.PLAYER:
            yield from _played_out(player + card, banker, ways * left)
        else:
            yield from _played_out(player, banker + card, ways * left)
