"""The games of one kind, with whatever variants there are of it."""

from casino.games import GAMES
from casino.games.blackjack import Blackjack

BLACKJACKS = tuple(game for game in GAMES.values() if isinstance(game, Blackjack))
BLACKJACK_IDS = tuple(game.game_id for game in BLACKJACKS)
