"""Every operation of the reference shows what to send and what comes back, and both work."""

import json

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, Field, TypeAdapter

from casino.games import verify
from casino.payments.notices import Subject
from casino.payments.stripe_webhooks import read_stripe_event
from infra.shared.handlers import rest_app, rest_functions
from scripts.api_reference.examples import NoExample, example_of
from scripts.api_reference.openapi import openapi
from tests.support.routes import routes
from tests.support.stripe_events import signed

REFERENCE = openapi()
COMPONENTS = REFERENCE["components"]
REFUSALS = sorted(COMPONENTS["responses"].keys() - {"Refusal"})


def is_valid(example, schema):
    Draft202012Validator(
        schema | {"components": COMPONENTS},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    ).validate(example)
    return True


def handled():
    """Return what answers each route, as Powertools keeps it."""
    apps = map(rest_app, rest_functions())
    return {f"{each.method} {each.openapi_path}": each for app in apps for each in app.routes}


HANDLED = handled()


@pytest.mark.parametrize("route", routes(), ids=str)
def test_a_success_is_shown_as_its_schema_has_it(route):
    [success] = [
        answer for status, answer in route.operation["responses"].items() if status.startswith("2")
    ]
    if "content" in success:
        content = success["content"]["application/json"]
        assert is_valid(content["example"], content["schema"])
    else:
        assert "204" in route.operation["responses"]


@pytest.mark.parametrize("route", [each for each in routes() if each.takes_json], ids=str)
def test_a_body_is_shown_as_its_route_takes_it(route):
    content = route.operation["requestBody"]["content"]["application/json"]
    assert is_valid(content["example"], content["schema"])
    [body] = HANDLED[str(route)].dependant.body_params
    TypeAdapter(body.type_).validate_json(json.dumps(content["example"]))


def test_the_providers_event_that_is_shown_is_one_that_is_acted_upon_once_it_is_signed():
    webhook = REFERENCE["paths"]["/v1/payments/webhooks/{psp}"]["post"]
    content = webhook["requestBody"]["content"]["application/json"]
    assert is_valid(content["example"], content["schema"])
    body, header = signed(content["example"], "whsec_shown")
    notice = read_stripe_event(body.encode(), header, "whsec_shown")
    assert notice.subject is Subject.CHARGE
    assert notice.reference == content["example"]["data"]["object"]["id"]


@pytest.mark.parametrize("route", routes(), ids=str)
def test_a_parameter_that_is_needed_is_shown(route):
    for parameter in route.operation.get("parameters", ()):
        if parameter["required"]:
            assert is_valid(parameter["example"], parameter["schema"])


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_shown_as_a_problem_of_its_status(name):
    content = COMPONENTS["responses"][name]["content"]["application/problem+json"]
    assert is_valid(content["example"], content["schema"])
    assert name == f"Refusal{content['example']['status']}"


def test_the_round_that_is_shown_can_be_verified(tmp_path, capsys):
    answer = REFERENCE["paths"]["/v1/rounds/{round_id}"]["get"]["responses"]["200"]
    file = tmp_path / "round.json"
    file.write_text(json.dumps(answer["content"]["application/json"]["example"]))
    assert verify.main([str(file)]) == verify.VERIFIED, capsys.readouterr().out


class Lamp(BaseModel):
    lit: bool
    colour: str | None = Field(examples=["red"])
    place: str | None = None
    watts: int


def test_a_field_that_is_needed_and_has_no_example_stops_the_generation():
    with pytest.raises(NoExample, match=r"Lamp\.watts"):
        example_of(Lamp.model_json_schema(), {}, "Lamp")


def test_what_may_be_left_out_is_left_out():
    schema = Lamp.model_json_schema()
    schema["required"].remove("watts")
    assert example_of(schema, {}, "Lamp") == {"lit": False, "colour": "red"}
