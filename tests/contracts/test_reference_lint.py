"""Both references as a linter of such documents reads them."""

import json

from scripts.api_reference.files import FOLDER
from tests.support.strangers import FOLDER as STRANGERS
from tests.support.strangers import finished, node_program

NAMES = ["asyncapi.json", "openapi.json"]


async def linted(folder):
    return await finished(
        node_program("spectral"),
        *("lint", *(folder / name for name in NAMES), "--ruleset", STRANGERS / ".spectral.yaml"),
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
