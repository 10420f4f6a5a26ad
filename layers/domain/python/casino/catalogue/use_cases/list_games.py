"""Show the games on offer."""

from casino.catalogue.messages import GameView, view_of_game
from casino.catalogue.repository import Catalogue
from casino.shared.messages import PageOf


def list_games(
    catalogue: Catalogue,
    *,
    category: str | None,
    provider: str | None,
    text: str | None,
    limit: int,
    cursor: str | None,
) -> PageOf[GameView]:
    """Return a page of games, in the order of their ids.

    Raises
    ------
    InvalidCursor
    """
    page = catalogue.games(
        category=category, provider=provider, text=text, limit=limit, cursor=cursor
    )
    return PageOf(items=[view_of_game(game) for game in page.items], next_cursor=page.next_cursor)
