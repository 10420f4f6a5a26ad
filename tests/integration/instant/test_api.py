import pytest

from casino.sessions import Sessions
from casino.shared.aws import client
from casino.shared.clock import utc_now
from functions.betting.api import handler as betting_handler
from functions.instant.api import handler
from functions.streams.wallet_each_second import handler as summarise
from tests.integration.instant.conftest import UNDER
from tests.support.api_events import LambdaContext, call, rest_event

BODY = {"stake": 100, "choice": UNDER}


class Api:
    """The routes, as API Gateway calls them."""

    def play(self, body=BODY, *, key="key-1", game_id="dice", player_id="ann", **event):
        headers = {"Idempotency-Key": key} if key else {}
        path = f"/v1/games/{game_id}/rounds"
        if "raw_body" not in event:
            event["body"] = body
        return call(
            handler, rest_event("POST", path, player_id=player_id, headers=headers, **event)
        )

    def seeds(self, player_id="ann"):
        return call(handler, rest_event("GET", "/v1/me/seeds", player_id=player_id))

    def rotate(self, body=None, player_id="ann"):
        path = "/v1/me/seeds/rotate"
        return call(handler, rest_event("POST", path, body=body or {}, player_id=player_id))

    def get(self, path, player_id="ann", **query):
        event = rest_event("GET", path, player_id=player_id, query=query)
        return call(betting_handler, event)


@pytest.fixture
def api(room):
    return Api()


class TestPlay:
    def test_answers_with_the_round(self, api):
        answer = api.play()
        assert answer.status == 201
        assert set(answer.body) == {
            *("round_id", "game_id", "outcome", "stake", "payout", "currency", "balance"),
            *("rounding", "played_at", "fairness"),
        }
        assert "Idempotent-Replay" not in answer.headers

    def test_marks_a_repetition(self, api):
        first, again = api.play(), api.play()
        assert (again.status, again.body) == (201, first.body)
        assert again.headers["Idempotent-Replay"] == "true"

    def test_needs_a_key(self, api):
        answer = api.play(key=None)
        assert (answer.status, answer.body["code"]) == (400, "idempotency_key_required")

    def test_refuses_a_reused_key(self, api):
        api.play()
        answer = api.play(BODY | {"stake": 200})
        assert (answer.status, answer.body["code"]) == (409, "idempotency_key_reused")

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({}, "/stake"),
            ({"stake": "100", "choice": UNDER}, "/stake"),
            ({"stake": 100.5, "choice": UNDER}, "/stake"),
            ({"stake": True, "choice": UNDER}, "/stake"),
            ({"stake": 10**30, "choice": UNDER}, "/stake"),
            ({"stake": 5, "choice": UNDER}, "/stake"),
            ({"stake": 100}, "/choice"),
            ({"stake": 100, "choice": "under"}, "/choice"),
            ({"stake": 100, "choice": []}, "/choice"),
            ({"stake": 100, "choice": {"direction": "under"}}, "/choice/chance"),
            ({"stake": 100, "choice": UNDER | {"chance": 10**40}}, "/choice/chance"),
            ({"stake": 100, "choice": UNDER | {"chance": {"a": [{}]}}}, "/choice/chance"),
            ({"stake": 100, "choice": UNDER, "client_seed": ""}, "/client_seed"),
            ({"stake": 100, "choice": UNDER, "client_seed": "a\nb"}, "/client_seed"),
            ({"stake": 100, "choice": UNDER, "client_seed": "x" * 65}, "/client_seed"),
            ({"stake": 100, "choice": UNDER, "player_id": "ben"}, "/player_id"),
        ],
    )
    def test_points_at_what_is_wrong(self, api, room, body, pointer):
        answer = api.play(body)
        assert answer.status == 422
        assert [error["pointer"] for error in answer.body["errors"]] == [pointer]
        assert room.entries() == []

    @pytest.mark.parametrize("raw_body", ["", "{", "null", "[]", '{"stake": NaN}', "\ud800"])
    def test_refuses_what_is_no_request(self, api, room, raw_body):
        assert api.play(raw_body=raw_body).status in {400, 422}
        assert room.entries() == []

    @pytest.mark.parametrize(
        ("game_id", "status", "code"),
        [
            ("roulette-european", 409, "game_is_live"),
            ("nothing", 404, "not_found"),
            ("x" * 300, 422, "validation_failed"),
        ],
    )
    def test_knows_which_games_are_played_like_this(self, api, game_id, status, code):
        answer = api.play(game_id=game_id)
        assert (answer.status, answer.body["code"]) == (status, code)

    def test_is_over_when_the_session_is(self, api, room):
        Sessions(client("dynamodb"), "connections").revoke("ann", utc_now())
        later = api.play()
        assert later.status in {201, 401}  # within the millisecond of the sign-out
        event = rest_event(
            "POST",
            "/v1/games/dice/rounds",
            body=BODY,
            player_id="ann",
            headers={"Idempotency-Key": "old"},
        )
        event["requestContext"]["authorizer"]["claims"]["auth_time"] = "1700000000"
        answer = call(handler, event)
        assert (answer.status, answer.body["code"]) == (401, "session_ended")

    def test_needs_a_player(self, api):
        assert api.play(player_id=None).status == 401


class TestSeeds:
    def test_are_shown_and_rotated(self, api):
        seeds = api.seeds().body
        rotated = api.rotate({"client_seed": "mine"}).body
        assert rotated["revealed"]["commitment"] == seeds["commitment"]
        assert api.seeds().body == {k: v for k, v in rotated.items() if k != "revealed"}

    @pytest.mark.parametrize("body", [{"client_seed": 1}, {"client_seed": ""}, {"seed": "x"}])
    def test_are_not_rotated_by_mistake(self, api, body):
        before = api.seeds().body
        assert api.rotate(body).status == 422
        assert api.seeds().body == before


class TestHistory:
    def test_a_round_is_recalled_by_its_player_alone(self, api, room):
        round_id = api.play().body["round_id"]
        recalled = api.get(f"/v1/rounds/{round_id}")
        assert recalled.status == 200
        assert recalled.body["fairness"]["server_seed"] is None
        server_seed = api.rotate().body["revealed"]["server_seed"]
        assert api.get(f"/v1/rounds/{round_id}").body["fairness"]["server_seed"] == server_seed
        assert api.get(f"/v1/rounds/{round_id}", player_id="ben").status == 404

    def test_a_round_is_one_of_the_players_bets(self, api):
        played = api.play().body
        bet = api.get(f"/v1/bets/{played['round_id']}").body
        assert bet == {
            "bet_id": played["round_id"],
            "table_id": None,
            "round_id": played["round_id"],
            "game_id": "dice",
            "status": "won" if played["payout"] else "lost",
            "currency": "EUR",
            "stake": 100,
            "stakes": [{"type": "under", "selection": [4_950], "amount": 100}],
            "payout": played["payout"],
            "rounding": None,
            "multiplier": None,
            "outcome": played["outcome"],
            "placed_at": played["played_at"],
            "settled_at": played["played_at"],
        }
        assert api.get("/v1/bets").body["items"] == [bet]
        assert api.get("/v1/bets", table_id="roulette-eu-1").body["items"] == []
        assert api.get(f"/v1/bets/{played['round_id']}", player_id="ben").status == 404

    def test_no_table_is_told_of_it(self, api, room):
        api.play()
        stored = client("dynamodb").scan(TableName="wallet")["Items"]
        records = [
            {"eventID": str(n), "dynamodb": {"NewImage": item, "SequenceNumber": str(n)}}
            for n, item in enumerate(stored)
            if item["sk"]["S"].startswith("ENTRY#bet#")
        ]
        assert summarise({"Records": records}, LambdaContext()) == {"batchItemFailures": []}
