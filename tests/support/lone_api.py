"""The REST API of any routes, without the platform around it."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from aws_cdk import App, CfnOutput, DefaultStackSynthesizer, Stack
from aws_cdk import aws_cognito as cognito
from aws_cdk.assertions import Template

from infra.config import stage_config
from infra.shared import rest_api
from infra.shared.alarms import Alarms
from infra.shared.handlers import RestRoute
from infra.shared.platform import Platform
from infra.shared.rest_document import for_players

SITE = "https://play.example"


class LoneApi:
    """A stack of nothing but the API of the local stage.

    Parameters
    ----------
    patch : MonkeyPatch
        With which the routes become those of the handlers, and of the reference.
    """

    def __init__(self, routes: Sequence[RestRoute], patch: pytest.MonkeyPatch) -> None:
        patch.setattr(rest_api, "rest_routes", lambda: routes)
        patch.setattr(rest_api, "reference", lambda: described(routes))
        self._stack = Stack(
            App(),
            "Alone",
            synthesizer=DefaultStackSynthesizer(generate_bootstrap_version_rule=False),
        )
        config = stage_config("local")
        alarms = Alarms(self._stack, "Alarms", config)
        self.api = rest_api.CasinoRestApi(
            self._stack,
            "RestApi",
            Platform(config=config, layers=None, alarms=alarms),  # type: ignore[arg-type]
            user_pool=cognito.UserPool(self._stack, "Pool"),
            sessions=SimpleNamespace(open_to=lambda *_: None),  # type: ignore[arg-type]
            origins=(SITE,),
        )
        self.stage_name = config.name
        CfnOutput(self._stack, "RestApiId", value=self.api.api.rest_api_id)

    def serve(self, functions: Mapping[str, tuple[str, str]]) -> None:
        """Let functions that are there answer: the name and the ARN of each handler's."""
        for handler, (name, arn) in functions.items():
            function: Any = SimpleNamespace(
                handler_name=handler, function_name=name, function_arn=arn
            )
            self.api.serve(function)

    def template(self) -> dict[str, Any]:
        """Return the stack as CloudFormation takes it."""
        template: dict[str, Any] = dict(Template.from_stack(self._stack).to_json())
        return template


def described(routes: Sequence[RestRoute]) -> dict[str, Any]:
    """Return a reference of just these routes."""
    document: dict[str, Any] = {"info": {"version": "1"}, "paths": {}}
    for route in routes:
        document["paths"].setdefault(route.path, {})[route.method.lower()] = {
            "operationId": str(route),
            "responses": {"200": {"description": "Whatever it says"}},
            "security": [{"access_token": []}] if for_players(route) else [],
        }
    return document
