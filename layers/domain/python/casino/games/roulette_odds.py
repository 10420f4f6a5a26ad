"""The figures of roulette: every pocket is one case, and every spot of the layout is a bet."""

from collections.abc import Mapping
from fractions import Fraction

from casino.games.odds import rtp_by_type
from casino.games.roulette import Roulette, RouletteOutcome


def pockets(game: Roulette) -> Mapping[RouletteOutcome, int]:
    """Return every outcome of a wheel; each comes in one of as many cases as there are pockets."""
    return {game.outcome(pocket): 1 for pocket in game.pockets}


def roulette_figures(game: Roulette) -> Mapping[str, Fraction]:
    """Return the RTP of each kind of bet, in the order players know them."""
    bets = sorted(game.spots, key=lambda spot: game.stake_types.index(spot[0]))
    return rtp_by_type(game, bets, pockets(game))
