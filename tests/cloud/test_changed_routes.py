"""A route that changes is deployed, and the API stays where clients know it."""

import httpx
import pytest

from casino.lambdas.rest_admission import OpenTo, Terms
from infra.config import stage_config
from infra.shared.functions import function_name
from infra.shared.handlers import RestRoute
from tests.support.bare_cloud import Cloud
from tests.support.local_cloud import running_cloud
from tests.support.lone_api import SITE, LoneApi
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.timeout(60 * PATIENCE)


def route(method, path, open_to=OpenTo.ANYONE):
    return RestRoute(method, path, "wallet.api", Terms(open_to))


@pytest.fixture
def deploy(tmp_path, monkeypatch):
    """Deploy the API of some routes, each time over the one before; return its address."""
    with running_cloud(tmp_path) as running:
        cloud = Cloud(*running)
        cloud.function(function_name(stage_config("local"), "wallet.api"))

        def deploy(*routes):
            lone = LoneApi(routes, monkeypatch)
            lone.serve("wallet.api")
            lone.api.complete()
            api = cloud.deploy("Alone", lone.template())["RestApiId"]
            return f"{cloud.settings.cloud.url}/_aws/execute-api/{api}/{lone.stage_name}"

        yield deploy


def refusal(answer):
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == SITE
    problem = answer.json()
    assert problem["type"] == f"{SITE}/errors.html#{problem['code']}"
    assert problem["status"] == answer.status_code
    return problem["code"]


def test_a_changed_route_answers_at_the_address_of_before(deploy):
    before = deploy(
        route("GET", "/v1/wallet", OpenTo.PLAYERS),
        route("GET", "/v1/purse"),
        route("GET", "/v1/purse/coins"),
    )
    assert refusal(httpx.get(f"{before}/v1/wallet")) == "not_authenticated"
    assert httpx.get(f"{before}/v1/purse").status_code == 200
    assert refusal(httpx.get(f"{before}/v1/purse/notes")) == "not_found"

    after = deploy(
        route("GET", "/v1/wallet", OpenTo.PLAYERS),
        route("GET", "/v1/purse", OpenTo.PLAYERS),
        route("GET", "/v1/purse/notes"),
    )
    assert after == before
    assert refusal(httpx.get(f"{after}/v1/wallet")) == "not_authenticated"
    # Another caller, a new route, and one that is no more.
    assert refusal(httpx.get(f"{after}/v1/purse")) == "not_authenticated"
    assert httpx.get(f"{after}/v1/purse/notes").status_code == 200
    assert refusal(httpx.get(f"{after}/v1/purse/coins")) == "not_found"
    # What is no route of a path goes to its function still: preflights, above all.
    assert httpx.options(f"{after}/v1/purse").status_code == 200
