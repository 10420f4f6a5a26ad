"""The catalogue's REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from functions.catalogue import get_game, list_countries, list_games

app = rest_api(list_games.router, get_game.router, list_countries.router)
handler = rest_handler(app)
