"""The catalogue's routes, called as API Gateway calls them."""

import json

import pytest

from casino.catalogue.seed import demo_games, seed
from casino.games import GAMES
from casino.games.stake_schemas import stake_schemas
from casino.parts import at_start
from casino.shared.money import CURRENCY_EXPONENTS
from tests.support.api_events import LambdaContext, call, rest_event
from tests.support.parts import functions_with
from tests.support.policies import shipped

OFFERED = sorted(game.game_id for game in demo_games())
WHEELS = [game_id for game_id in OFFERED if game_id.startswith("roulette-")]


@pytest.fixture
def get(aws):
    from functions.catalogue.api import handler

    seed(at_start().catalogue)

    def call_get(path, headers=None, **query):
        return call(handler, rest_event("GET", path, query=query, headers=headers))

    return call_get


def test_the_list_holds_what_can_be_played(get):
    answer = get("/v1/games")
    assert answer.status == 200
    assert [game["game_id"] for game in answer.body["items"]] == OFFERED
    assert answer.body["next_cursor"] is None


def test_a_game_shows_the_return_of_every_bet(get):
    answer = get("/v1/games/roulette-european")
    assert answer.status == 200
    assert answer.body["rtp"] == "0.97297297"
    assert {"type": "straight", "rtp": "0.97297297"} in answer.body["bets"]
    assert len(answer.body["bets"]) == 13


@pytest.mark.parametrize("game_id", GAMES)
def test_a_game_says_what_may_be_staked_at_it(get, game_id):
    answer = get(f"/v1/games/{game_id}")
    assert answer.body["stakes"] == stake_schemas(GAMES[game_id]) != []


def test_countries_are_those_of_the_policies_that_hold(get):
    answer = get("/v1/countries")
    assert answer.status == 200
    by_country = {each.pop("country"): each for each in answer.body["items"]}
    assert [*by_country] == sorted(shipped("demo").countries)
    assert by_country["BE"] == {"minimum_age": 21, "currencies": sorted(CURRENCY_EXPONENTS)}
    with functions_with({"JURISDICTIONS": "uk,mga"}):
        answer = get("/v1/countries")
    by_country = {each.pop("country"): each for each in answer.body["items"]}
    assert by_country["GB"] == {"minimum_age": 18, "currencies": ["GBP"]}
    assert "BE" not in by_country


@pytest.mark.parametrize("path", ["/v1/games", "/v1/games/roulette-european", "/v1/countries"])
class TestCaching:
    def test_answers_may_be_kept_and_say_what_they_depend_on(self, get, path):
        headers = get(path).headers
        assert headers["Cache-Control"].startswith("public, max-age=")
        assert headers["Vary"] == "Origin"

    def test_the_tag_is_strong_and_the_same_for_the_same_body(self, get, path):
        first, second = get(path), get(path)
        assert first.headers["ETag"] == second.headers["ETag"]
        assert first.headers["ETag"].startswith('"')

    @pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
    def test_who_has_the_answer_is_not_sent_it_again(self, get, path, form):
        tag = get(path).headers["ETag"]
        answer = get(path, headers={"If-None-Match": form.format(tag)})
        assert (answer.status, answer.body) == (304, None)
        assert answer.headers["ETag"] == tag
        assert "max-age" in answer.headers["Cache-Control"]
        assert "Content-Type" not in answer.headers

    @pytest.mark.parametrize("form", ['"other"', "", "W/", '"', "{bare}"])
    def test_who_has_another_answer_is_sent_this_one(self, get, path, form):
        bare = get(path).headers["ETag"].strip('"')
        answer = get(path, headers={"If-None-Match": form.format(bare=bare)})
        assert answer.status == 200

    def test_the_site_may_read_the_tag(self, get, path):
        headers = get(path, headers={"Origin": "https://play.example.test"}).headers
        assert headers["Access-Control-Allow-Origin"] == "https://play.example.test"
        assert "ETag" in headers["Access-Control-Expose-Headers"]


def test_lists_that_differ_have_tags_that_differ(get):
    assert get("/v1/games").headers["ETag"] != get("/v1/games", q="poker").headers["ETag"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"category": "roulette"}, WHEELS),
        ({"provider": "croupier"}, OFFERED),
        ({"q": "rOULETTE"}, WHEELS),
        ({"q": "european"}, ["roulette-european"]),
        ({"q": " "}, OFFERED),
        ({"q": ""}, OFFERED),
    ],
)
def test_filters_find_what_they_ask_for(get, query, found):
    items = get("/v1/games", **query).body["items"]
    assert [game["game_id"] for game in items] == found


@pytest.mark.parametrize("query", [{"category": "bingo"}, {"provider": "other"}, {"q": "poker"}])
def test_filters_that_match_nothing_give_an_empty_list(get, query):
    assert get("/v1/games", **query).body == {"items": [], "next_cursor": None}


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"colour": "red"}, "/colour"),
        ({"category": ""}, "/category"),
        ({"category": "x" * 65}, "/category"),
        ({"provider": "x" * 65}, "/provider"),
        ({"q": "x" * 65}, "/q"),
        ({"limit": "0"}, "/limit"),
        ({"limit": "101"}, "/limit"),
        ({"limit": "ten"}, "/limit"),
        ({"limit": "1.5"}, "/limit"),
        ({"cursor": "nonsense"}, "/cursor"),
        ({"cursor": "x" * 5000}, "/cursor"),
    ],
)
def test_a_query_out_of_bounds_is_refused_by_name(get, query, pointer):
    answer = get("/v1/games", **query)
    assert (answer.status, answer.body["code"]) == (422, "validation_failed")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["pointer"] for error in answer.body["errors"]] == [pointer]
    assert "ETag" not in answer.headers
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_game_takes_no_query(get):
    assert get("/v1/games/roulette-european", limit="1").status == 422


@pytest.mark.parametrize("game_id", ["poker", "ROULETTE-EUROPEAN", "GAME:x"])
def test_a_game_not_on_offer_is_not_found(get, game_id):
    answer = get(f"/v1/games/{game_id}")
    assert (answer.status, answer.body["code"]) == (404, "not_found")
    assert "ETag" not in answer.headers


def test_an_id_longer_than_any_is_refused(get):
    assert get("/v1/games/" + "x" * 129).status in (404, 422)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_catalogue_cannot_be_written_to(get, method):
    from functions.catalogue.api import handler

    answer = call(handler, rest_event(method, "/v1/games", body={"game_id": "mine"}))
    assert answer.status in (404, 405)


def test_the_body_is_the_very_text_that_was_tagged(get):
    from functions.catalogue.api import handler

    raw = handler(rest_event("GET", "/v1/games"), LambdaContext())
    assert json.loads(raw["body"])["items"]
    assert raw["isBase64Encoded"] is False
