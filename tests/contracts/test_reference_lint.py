"""How a linter reads both references, and what API Gateway is deployed from."""

import json

from infra.shared.handlers import rest_routes
from infra.shared.rest_document import gateway_document, reference
from scripts.api_reference.files import FOLDER
from tests.support.strangers import FOLDER as STRANGERS
from tests.support.strangers import finished, node_program

NAMES = ["asyncapi.json", "openapi.json"]


async def linted(folder, names=NAMES, rules=".spectral.yaml"):
    return await finished(
        node_program("spectral"),
        *("lint", *(folder / name for name in names), "--ruleset", STRANGERS / rules),
        *("--fail-severity", "hint", "--quiet", "--format", "text"),
        cwd=STRANGERS,
        timeout=240,
    )


async def test_a_linter_has_nothing_to_say_of_the_references():
    status, output = await linted(FOLDER)
    assert status == 0, output


async def test_the_linter_sees_what_is_wrong_with_others(tmp_path):
    rest, socket = (json.loads((FOLDER / name).read_text()) for name in reversed(NAMES))
    answers = rest["paths"]["/v1/wallet"]["get"]["responses"]
    answers["200"]["content"]["application/json"]["example"]["cash"] = "much"
    del socket["info"]["description"]
    for name, document in zip(NAMES, (socket, rest), strict=True):
        (tmp_path / name).write_text(json.dumps(document))
    status, output = await linted(tmp_path)
    assert status != 0
    assert "oas3-valid-media-example" in output
    assert "asyncapi-info-description" in output


async def test_a_linter_has_nothing_to_say_of_what_the_gateway_is_deployed_from(tmp_path):
    routes = rest_routes()
    document = gateway_document(
        routes,
        reference(),
        title="croupier-test",
        user_pool_arn="arn:aws:cognito-idp:eu-west-1:000000000000:userpool/pool",
        uris={route.function: f"arn:{route.function}" for route in routes},
        site=None,
        locked=True,
    )
    (tmp_path / "gateway.json").write_text(json.dumps(document))
    status, output = await linted(tmp_path, ["gateway.json"], ".spectral-gateway.yaml")
    assert status == 0, output
    document["paths"]["/v1/wallet"]["get"]["responses"]["200"] = {"description": None}
    (tmp_path / "gateway.json").write_text(json.dumps(document))
    status, output = await linted(tmp_path, ["gateway.json"], ".spectral-gateway.yaml")
    assert status != 0
    assert "oas3-schema" in output
