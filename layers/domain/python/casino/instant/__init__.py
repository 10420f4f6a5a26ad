"""Instant games: a round for each request, drawn from the player's own pair of seeds."""

from casino.instant.errors import ClientSeedDiffers, GameCycle, GameNotInstant, RoundKeyReused
from casino.instant.model import SeedPair

__all__ = ["ClientSeedDiffers", "GameCycle", "GameNotInstant", "RoundKeyReused", "SeedPair"]
