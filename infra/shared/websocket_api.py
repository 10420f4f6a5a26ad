"""The WebSocket API: a ticket to get in, a route for each kind of frame, and pushes out."""

import json
from collections.abc import Mapping
from typing import Final

from aws_cdk import Duration, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_logs as logs
from constructs import Construct, IDependable

from infra.shared.acknowledgements import acknowledge
from infra.shared.functions import CasinoFunction
from infra.shared.handlers import actions
from infra.shared.platform import Platform

# The query string is left out: it holds the ticket.
_ACCESS_LOG: Final = json.dumps(
    {
        "request_id": "$context.requestId",
        "time": "$context.requestTimeEpoch",
        "route": "$context.routeKey",
        "event": "$context.eventType",
        "status": "$context.status",
        "connection_id": "$context.connectionId",
        "player_id": "$context.authorizer.player_id",
        "integration_latency_ms": "$context.integrationLatency",
        "error": "$context.error.responseType",
    }
)


class CasinoWebSocketApi(Construct):
    """One API for everything that happens."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        platform: Platform,
        *,
        log_writing: IDependable,
    ) -> None:
        super().__init__(scope, construct_id)
        config = platform.config
        self._integrations: dict[str, integrations.WebSocketLambdaIntegration] = {}
        self.api = apigateway.WebSocketApi(
            self,
            "Api",
            api_name=f"croupier-{config.name}",
            description="Croupier: what happens",
            route_selection_expression="$request.body.action",
        )
        api = self.api.node.default_child
        if not isinstance(api, apigateway.CfnApi):
            raise TypeError("the WebSocket API has another shape than expected")
        self._logical_id = Stack.of(self).get_logical_id(api)
        access_log = logs.LogGroup(
            self, "AccessLog", retention=config.log_retention, removal_policy=config.removal_policy
        )
        self.stage = apigateway.WebSocketStage(
            self,
            "Stage",
            web_socket_api=self.api,
            stage_name=config.name,
            auto_deploy=True,
            detailed_metrics_enabled=True,
            throttle=apigateway.ThrottleSettings(
                rate_limit=config.websocket_throttle.rate,
                burst_limit=config.websocket_throttle.burst,
            ),
        )
        resource = self.stage.node.default_child
        if not isinstance(resource, apigateway.CfnStage):
            raise TypeError("the WebSocket stage has another shape than expected")
        resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=access_log.log_group_arn, format=_ACCESS_LOG
        )
        resource.node.add_dependency(log_writing)

    @property
    def origin(self) -> str:
        """Scheme and host."""
        stack = Stack.of(self)
        return f"wss://{self.api.api_id}.execute-api.{stack.region}.{stack.url_suffix}"

    @property
    def url(self) -> str:
        """What takes ``?ticket=``."""
        return f"{self.origin}/{self.stage.stage_name}"

    def latency(self, route: str) -> cloudwatch.Metric:
        """Return how long a route's function takes to reply, its start included: milliseconds."""
        return self._metric("IntegrationLatency", {"Route": route})

    def counted(self, name: str, *, period: Duration | None = None) -> cloudwatch.Metric:
        """Return how many of something API Gateway counts here, in a minute or another period."""
        return self._metric(name).with_(period=period or Duration.minutes(1), statistic="Sum")

    def _metric(self, name: str, dimensions: Mapping[str, str] | None = None) -> cloudwatch.Metric:
        api = {"ApiId": self.api.api_id, "Stage": self.stage.stage_name}
        return cloudwatch.Metric(
            namespace="AWS/ApiGateway",
            metric_name=name,
            dimensions_map={**api, **(dimensions or {})},
        )

    def admit(self, connect: CasinoFunction, *, authorized_by: CasinoFunction) -> None:
        """Let a function greet whom another one lets in for a ticket.

        Without a ticket in the query string, API Gateway refuses by itself.
        """
        self.api.add_route(
            "$connect",
            integration=self._integration(connect),
            authorizer=authorizers.WebSocketLambdaAuthorizer(
                "Tickets",
                authorized_by,
                identity_source=["route.request.querystring.ticket"],
            ),
        )

    def serve(self, function: CasinoFunction) -> None:
        """Let a function handle the frames whose actions it declares."""
        for action in actions(function.handler_name):
            self.route(action, function, replies=True)

    def route(self, key: str, function: CasinoFunction, *, replies: bool) -> None:
        """Let a function handle frames whose ``action`` is this key.

        Parameters
        ----------
        replies : bool
            Whether what it returns goes back to the sender.
        """
        route = self.api.add_route(
            key, integration=self._integration(function), return_response=replies
        )
        acknowledge(
            route,
            "APIG4",
            "API Gateway authorizes a WebSocket once, at $connect, and hands what was found to "
            "every later route of the connection.",
        )

    def locate_for(self, function: CasinoFunction) -> None:
        """Tell a function where the API is."""
        function.add_environment("WEBSOCKET_API_ID", self.api.api_id)
        function.add_environment("WEBSOCKET_STAGE", self.stage.stage_name)

    def allow_push(self, function: CasinoFunction, *, closing: bool = True) -> None:
        """Let a function send to connections, and close them."""
        self.locate_for(function)
        stack = Stack.of(self)
        for method in ("POST", "DELETE") if closing else ("POST",):
            connections = f"{self.stage.stage_name}/{method}/@connections/*"
            function.allow(
                ["execute-api:ManageConnections"],
                stack.format_arn(
                    service="execute-api", resource=self.api.api_id, resource_name=connections
                ),
            )
            acknowledge(
                function.execution_role,
                "IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:"
                f"<{self._logical_id}>/{connections}]",
                "Connections have no names before they are made; API, stage and method are named.",
            )

    def _integration(self, function: CasinoFunction) -> integrations.WebSocketLambdaIntegration:
        """Return a function's one integration: its routes share it, as a stack has only so many."""
        path = function.node.path
        if path not in self._integrations:
            self._integrations[path] = integrations.WebSocketLambdaIntegration(
                f"{function.node.id}Integration", function
            )
        return self._integrations[path]
