"""The catalogue's items in DynamoDB."""

from dataclasses import replace

import pytest

from casino.catalogue.seed import demo_games, seed
from casino.parts import at_start
from casino.shared.pages import InvalidCursor, to_cursor

ROULETTE = next(game for game in demo_games() if game.game_id == "roulette-european")


def game(number, **differences):
    return replace(ROULETTE, game_id=f"game-{number:03d}", name=f"Game {number}", **differences)


@pytest.fixture
def catalogue(aws):
    return at_start().catalogue


def ids(page):
    return [game.game_id for game in page.items]


def test_a_game_is_read_back_as_it_was_put(catalogue):
    catalogue.put(ROULETTE)
    assert catalogue.game("roulette-european") == ROULETTE


def test_a_game_that_is_not_on_offer_is_none(catalogue):
    assert catalogue.game("roulette-european") is None


def test_putting_a_game_again_replaces_it(catalogue):
    catalogue.put(ROULETTE)
    catalogue.put(replace(ROULETTE, max_stake=1000))
    assert [game.max_stake for game in catalogue.games(limit=10).items] == [1000]


def test_seeding_twice_offers_each_game_once(catalogue):
    seed(catalogue)
    seeded = seed(catalogue)
    assert catalogue.games(limit=100).items == sorted(seeded, key=lambda game: game.game_id)


def test_an_empty_catalogue_is_one_empty_page(catalogue):
    page = catalogue.games(limit=10)
    assert (page.items, page.next_cursor) == ([], None)


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
@pytest.mark.parametrize("category", [None, "roulette"])
def test_pages_give_every_game_once_and_in_order(catalogue, limit, category):
    for number in range(7):
        catalogue.put(game(number))
    seen, sizes, cursor = [], [], None
    while True:
        page = catalogue.games(category=category, limit=limit, cursor=cursor)
        seen += ids(page)
        sizes.append(len(page.items))
        if (cursor := page.next_cursor) is None:
            break
    assert seen == [f"game-{number:03d}" for number in range(7)]
    assert set(sizes[:-1]) <= {limit}
    assert sizes[-1] > 0


def test_filtered_pages_are_full_although_others_lie_between(catalogue):
    for number in range(9):
        catalogue.put(game(number, category="slots" if number % 3 else "dice"))
    first = catalogue.games(category="dice", limit=2)
    second = catalogue.games(category="dice", limit=2, cursor=first.next_cursor)
    assert ids(first) == ["game-000", "game-003"]
    assert (ids(second), second.next_cursor) == (["game-006"], None)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"category": "roulette"}, ["roulette-european"]),
        ({"category": "Roulette"}, []),
        ({"provider": "studio"}, ["game-001"]),
        ({"category": "slots", "provider": "croupier"}, []),
        ({"text": "EUROPEAN roul"}, ["roulette-european"]),
        ({"text": "studio"}, ["game-001"]),
        ({"text": "poker"}, []),
        ({"text": "%"}, []),
        ({"text": "a", "category": "slots"}, ["game-001"]),
    ],
)
def test_filters_narrow_the_list(catalogue, filters, found):
    catalogue.put(ROULETTE)
    catalogue.put(game(1, category="slots", provider="studio"))
    assert ids(catalogue.games(**filters, limit=10)) == found


@pytest.mark.parametrize("cursor", ["%%%", "e30", to_cursor({"other": "x"})])
def test_a_cursor_of_no_list_is_refused(catalogue, cursor):
    with pytest.raises(InvalidCursor):
        catalogue.games(limit=10, cursor=cursor)
