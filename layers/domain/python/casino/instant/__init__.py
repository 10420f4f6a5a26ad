"""Instant games: a round for each request, drawn from the player's own pair of seeds."""

from casino.instant.bets import names_instant_round

__all__ = ["names_instant_round"]
