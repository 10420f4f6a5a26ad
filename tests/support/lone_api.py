"""The REST API of any routes, without the platform around it."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from aws_cdk import App, CfnOutput, DefaultStackSynthesizer, Stack
from aws_cdk import aws_cognito as cognito
from aws_cdk.assertions import Template
from constructs import Construct

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
        config = stage_config("local", {"allowed_origins": [SITE]})
        stacks: Any = SimpleNamespace(state=self._stack, edge=Construct(self._stack, "Edge"))
        alarms = Alarms(self._stack, "Alarms", config, stacks)
        self.api = rest_api.CasinoRestApi(
            self._stack,
            "RestApi",
            Platform(config=config, stacks=stacks, alarms=alarms),
            user_pool=cognito.UserPool(self._stack, "Pool"),
            sessions=SimpleNamespace(open_to=lambda *_: None),  # type: ignore[arg-type]
        )
        self.stage_name = config.name
        CfnOutput(self._stack, "RestApiId", value=self.api.api.rest_api_id)

    def serve(self, *handlers: str) -> None:
        """Let functions answer, each by the name that it has in the local stage."""
        for handler in handlers:
            function: Any = SimpleNamespace(handler_name=handler, add_environment=lambda *_: None)
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
