"""The committed reference says what the code says."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from casino.shared.messages import Message
from scripts.api_reference import openapi
from scripts.api_reference.files import FOLDER, rendered
from scripts.api_reference.schemas import TwoModelsOfOneName

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


def test_two_models_of_one_name_are_not_described_as_one(monkeypatch):
    bodies = iter(({"type": "object", "title": "BetView"}, {"type": "string", "title": "BetView"}))
    described = {"openapi": "3.1.0", "info": {}, "paths": {}}

    class App:
        routes = ()

        def get_openapi_json_schema(self, **_options):
            return json.dumps({**described, "components": {"schemas": {"BetView": next(bodies)}}})

    monkeypatch.setattr(openapi, "rest_functions", lambda: ["tables.api", "catalogue.api"])
    monkeypatch.setattr(openapi, "rest_app", lambda _function: App())
    with pytest.raises(TwoModelsOfOneName, match="BetView"):
        openapi.openapi()


def test_every_model_on_the_wire_has_a_name_of_its_own():
    DOCUMENTS  # noqa: B018 - what was described has been imported
    described = set()
    for text in DOCUMENTS.values():
        described |= json.loads(text)["components"]["schemas"].keys()
    models = {}
    for model in _messages(Message):
        models.setdefault(model.__name__, set()).add(model.__module__)
    clashes = {name: where for name, where in models.items() if len(where) > 1}
    assert clashes == {}
    # Where one document has two models of a name, pydantic adds their modules to it.
    assert not [name for name in described if "__" in name]


def test_a_game_is_described_with_what_its_bets_return():
    schemas = json.loads(DOCUMENTS["openapi.json"])["components"]["schemas"]
    bets = schemas["GameView"]["properties"]["bets"]["items"]["$ref"].rpartition("/")[2]
    assert set(schemas[bets]["properties"]) == {"type", "rtp"}


def test_an_operation_has_the_name_of_its_use_case_and_no_other_has_it():
    paths = json.loads(DOCUMENTS["openapi.json"])["paths"]
    names = [each["operationId"] for operations in paths.values() for each in operations.values()]
    assert len(set(names)) == len(names)
    assert {"listGames", "getGame", "playRound", "makeDeposit"} <= set(names)
    assert all(re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", name) for name in names)


def test_an_answer_without_a_body_is_described_without_one():
    paths = json.loads(DOCUMENTS["openapi.json"])["paths"]
    answers = [
        answer
        for operations in paths.values()
        for operation in operations.values()
        for status, answer in operation["responses"].items()
        if status in {"204", "304"}
    ]
    assert len(answers) > 4
    assert not any(answer.get("content") for answer in answers)


def _messages(model):
    for child in model.__subclasses__():
        if "[" not in child.__name__:
            yield child
        yield from _messages(child)


def test_what_moves_money_needs_an_idempotency_key():
    paths = json.loads(DOCUMENTS["openapi.json"])["paths"]
    for path in ("/v1/payments/deposits", "/v1/payments/withdrawals"):
        [key] = [
            each for each in paths[path]["post"]["parameters"] if each["name"] == "Idempotency-Key"
        ]
        assert key["required"] is True
