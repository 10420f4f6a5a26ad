"""The committed reference says what the code says."""

import json

import pytest
from jsonschema import Draft202012Validator

from scripts.api_reference import FOLDER, rendered

DOCUMENTS = rendered()


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_committed_reference_is_up_to_date(name):
    assert (FOLDER / name).read_text() == DOCUMENTS[name], "run `make api` and commit the result"


def test_every_schema_of_the_reference_is_a_valid_schema():
    for text in DOCUMENTS.values():
        for schema in json.loads(text)["components"]["schemas"].values():
            Draft202012Validator.check_schema(schema)


def test_every_reference_within_the_documents_leads_somewhere():
    def references(value):
        if isinstance(value, dict):
            for key, part in value.items():
                if key == "$ref":
                    yield part
                else:
                    yield from references(part)
        elif isinstance(value, list):
            for part in value:
                yield from references(part)

    for text in DOCUMENTS.values():
        document = json.loads(text)
        for reference in references(document):
            target = document
            for step in reference.removeprefix("#/").split("/"):
                target = target[step]


def test_every_route_that_needs_a_player_says_so():
    paths = json.loads(DOCUMENTS["openapi.json"])["paths"]
    open_routes = {
        f"{method.upper()} {path}"
        for path, operations in paths.items()
        for method, operation in operations.items()
        if "security" not in operation
    }
    assert open_routes == {
        "POST /v1/auth/register",
        "POST /v1/auth/confirm",
        "POST /v1/auth/login",
        "POST /v1/auth/mfa",
        "POST /v1/auth/refresh",
        "POST /v1/auth/password/forgot",
        "POST /v1/auth/password/reset",
        "GET /v1/games",
        "GET /v1/games/{game_id}",
        "GET /v1/tables",
        "GET /v1/tables/{table_id}",
        "POST /v1/payments/webhooks/{psp}",
    }


def test_what_moves_money_needs_an_idempotency_key():
    paths = json.loads(DOCUMENTS["openapi.json"])["paths"]
    for path in ("/v1/payments/deposits", "/v1/payments/withdrawals"):
        [key] = [
            each for each in paths[path]["post"]["parameters"] if each["name"] == "Idempotency-Key"
        ]
        assert key["required"] is True
