"""Clients that others' generators make of the reference: each of them calls every GET there is."""

import importlib
import json
import pkgutil
import re
import secrets
from datetime import datetime

import pytest

from scripts import commands
from scripts.api_reference.files import FOLDER
from tests.support.patience import PATIENCE
from tests.support.players import bet_on_a_round, player
from tests.support.routes import routes
from tests.support.strangers import FOLDER as STRANGERS
from tests.support.strangers import finished, node_program

OPENAPI = FOLDER / "openapi.json"
GETS = [route for route in routes() if route.method == "GET"]
TABLE = "roulette-eu-1"


@pytest.fixture(scope="module")
async def ann(stack):
    """A player who has done a bit of everything."""
    async with player(stack.endpoints, deposit=10_000) as somebody:
        yield somebody


@pytest.fixture(scope="module")
async def ids(ann):
    """What the parameters of paths may name: ids of what the player has met."""
    met = dict((await ann.get(f"/v1/tables/{TABLE}")).items())
    async with ann.seated(TABLE) as hears:
        met["bet_id"] = secrets.token_hex(8)
        stake = {"type": "red", "amount": 100}
        met["round_id"] = await bet_on_a_round(hears, TABLE, met["bet_id"], stake)
    met |= (await ann.get("/v1/wallet/transactions", type="deposit"))["items"][0]["reference"]
    withdrawal = {"amount": 500, "currency": "EUR"}
    met |= await ann.post("/v1/payments/withdrawals", withdrawal, key=secrets.token_hex(8))
    return met


def moments_read(value):
    """Return JSON with its moments as such: there are several ways of writing one."""
    if isinstance(value, bytes):
        return moments_read(json.loads(value))
    if isinstance(value, dict):
        return {name: moments_read(member) for name, member in value.items()}
    if isinstance(value, list):
        return [moments_read(item) for item in value]
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value):
        return datetime.fromisoformat(value)
    return value


def path_ids(route, ids):
    parameters = route.operation.get("parameters", ())
    return {each["name"]: ids[each["name"]] for each in parameters if each["in"] == "path"}


@pytest.fixture
async def python_client(tmp_path, monkeypatch):
    """The modules of a generated Python client, by the use case that each is for."""
    status, output = await finished(
        *(commands.BIN / "openapi-python-client", "generate", "--path", OPENAPI),
        *("--meta", "none", "--fail-on-warning", "--output-path", tmp_path / "generated_client"),
        cwd=tmp_path,
        timeout=120,
    )
    assert status == 0, output
    monkeypatch.syspath_prepend(tmp_path)
    package = importlib.import_module("generated_client")
    api = importlib.import_module("generated_client.api")
    modules = {
        name.rpartition(".")[2]: name
        for _, name, is_package in pkgutil.walk_packages(api.__path__, f"{api.__name__}.")
        if not is_package
    }
    return package, modules


async def test_a_generated_python_client_reads_every_get(stack, ann, ids, python_client):
    package, modules = python_client
    token = ann.tokens["access_token"]
    client = package.AuthenticatedClient(
        stack.endpoints["rest_url"], token, timeout=60 * PATIENCE, raise_on_unexpected_status=True
    )
    async with client:
        for route in GETS:
            use_case = re.sub(r"([A-Z])", r"_\1", route.operation["operationId"]).lower()
            module = importlib.import_module(modules[use_case])
            answer = await module.asyncio_detailed(client=client, **path_ids(route, ids))
            assert answer.status_code == 200, (str(route), answer.content)
            # Nothing was lost on the way into its models.
            assert moments_read(answer.parsed.to_dict()) == moments_read(answer.content), str(route)


async def test_a_generated_typescript_client_reads_every_get(stack, ann, ids, tmp_path):
    status, output = await finished(
        node_program("openapi-ts"),
        *("--file", STRANGERS / "openapi-ts.config.ts"),
        cwd=STRANGERS,
        timeout=120,
        REFERENCE=str(OPENAPI),
        GENERATED=str(tmp_path / "generated"),
    )
    assert status == 0, output
    calls = [
        f"await api.{route.operation['operationId']}("
        f"{{ path: {json.dumps(path_ids(route, ids))}, throwOnError: true }});"
        if "{" in route.path
        else f"await api.{route.operation['operationId']}({{ throwOnError: true }});"
        for route in GETS
    ]
    lines = [
        'import { client } from "./generated/client.gen.ts";',
        'import * as api from "./generated/index.ts";',
        "client.setConfig({ baseUrl: process.env.REST_URL, auth: process.env.TOKEN });",
        *calls,
        'console.log("all read");',
    ]
    (tmp_path / "every_get.ts").write_text("\n".join(lines))
    (tmp_path / "package.json").write_text('{ "type": "module" }')
    (tmp_path / "tsconfig.json").write_text((STRANGERS / "tsconfig.json").read_text())
    (tmp_path / "node_modules").symlink_to(STRANGERS / "node_modules")
    status, output = await finished(node_program("tsc"), cwd=tmp_path, timeout=120)
    assert status == 0, output
    status, output = await finished(
        *("node", "every_get.ts"),
        cwd=tmp_path,
        timeout=120,
        REST_URL=stack.endpoints["rest_url"],
        TOKEN=ann.tokens["access_token"],
    )
    assert status == 0, output
    assert "all read" in output
