"""What API Gateway is deployed from is the handlers' routes and the reference, where they agree."""

import copy

import pytest

from infra.config import ConfigurationError
from infra.shared.handlers import RestRoute, rest_routes
from infra.shared.rest_document import gateway_document, must_be_described, reference
from tests.support.lone_api import LoneApi

ROUTES = rest_routes()
BY_NAME = {str(route): route for route in ROUTES}


@pytest.fixture
def described():
    return copy.deepcopy(reference())


def document(routes, described):
    return gateway_document(
        routes,
        described,
        title="croupier",
        user_pool_arn="arn:pool",
        uris={route.function: f"arn:{route.function}" for route in routes},
        site=None,
        locked=False,
    )


def test_the_committed_reference_has_what_the_handlers_declare(described):
    must_be_described(ROUTES, described)


def test_a_route_without_an_entry_is_named_with_what_writes_one(described):
    del described["paths"]["/v1/wallet"]
    with pytest.raises(ConfigurationError, match="GET /v1/wallet has a handler and no entry") as it:
        must_be_described(ROUTES, described)
    assert "make api" in str(it.value)


def test_an_entry_without_a_route_is_named(described):
    routes = [route for route in ROUTES if str(route) != "GET /v1/wallet"]
    with pytest.raises(ConfigurationError, match="GET /v1/wallet has an entry and no handler"):
        must_be_described(routes, described)


@pytest.mark.parametrize(
    ("route", "security", "fault"),
    [
        ("GET /v1/wallet", [], "GET /v1/wallet is for players, and its entry says anybody"),
        (
            "GET /v1/games",
            [{"access_token": []}],
            "GET /v1/games is for anybody, and its entry says players",
        ),
    ],
)
def test_an_entry_with_another_caller_is_named(described, route, security, fault):
    method, path = route.split()
    described["paths"][path][method.lower()]["security"] = security
    with pytest.raises(ConfigurationError, match=fault):
        must_be_described(ROUTES, described)


def test_a_path_of_two_functions_is_refused(described):
    wallet = BY_NAME["GET /v1/wallet"]
    described["paths"]["/v1/wallet"]["post"] = described["paths"]["/v1/wallet"]["get"]
    other = RestRoute("POST", wallet.path, "books.api", wallet.terms)
    with pytest.raises(ConfigurationError, match="/v1/wallet is answered by books"):
        document([wallet, other], described)


def test_an_operation_has_its_name_its_parameters_and_nothing_to_validate(described):
    made = document([BY_NAME["GET /v1/games/{game_id}"]], described)
    operation = made["paths"]["/v1/games/{game_id}"]["get"]
    assert operation["operationId"] == "getGame"
    assert operation["parameters"] == [
        {"in": "path", "name": "game_id", "required": True, "schema": {"type": "string"}}
    ]
    assert "requestBody" not in operation
    assert {"200", "304"} <= operation["responses"].keys()


def test_a_changed_route_is_another_deployment_of_the_same_api(monkeypatch):
    def ids(routes):
        resources = LoneApi(routes, monkeypatch).template()["Resources"]
        kinds = [f"AWS::ApiGateway::{each}" for each in ("RestApi", "Stage", "Deployment")]
        return [
            [name for name, each in resources.items() if each["Type"] == kind] for kind in kinds
        ]

    *kept, deployment = ids(ROUTES)
    assert ids(ROUTES) == [*kept, deployment]
    *still_kept, other = ids(ROUTES[1:])
    assert still_kept == kept
    assert other != deployment


def test_a_function_that_nobody_serves_stops_the_synthesis(monkeypatch):
    lone = LoneApi(ROUTES, monkeypatch)
    lone.serve("wallet.api")
    with pytest.raises(ConfigurationError, match="Nobody serves the routes of accounts") as told:
        lone.api.complete()
    assert "wallet.api" not in str(told.value)
