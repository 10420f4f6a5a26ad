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
from constructs import Construct

from infra.shared.acknowledgements import acknowledge
from infra.shared.functions import CasinoFunction
from infra.shared.handlers import actions
from infra.shared.platform import Platform
from infra.shared.stacks import exported

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
    """One API for everything that happens.

    Its address is state, its stage is at the edge, and each route is beside its function.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        platform: Platform,
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
        self._locked = config.has_front
        self._exported_id = exported(self.api.api_id, by=self)
        self.stage_name = config.name
        self._open(platform)

    @property
    def host(self) -> str:
        """API Gateway's own name for it."""
        stack = Stack.of(self)
        return f"{self.api.api_id}.execute-api.{stack.region}.{stack.url_suffix}"

    @property
    def url(self) -> str:
        """What takes ``?ticket=``."""
        return f"wss://{self.host}/{self.stage_name}"

    def latency(self, route: str) -> cloudwatch.Metric:
        """Return how long a route's function takes to reply, its start included: milliseconds."""
        return self._metric("IntegrationLatency", {"Route": route})

    def counted(self, name: str, *, period: Duration | None = None) -> cloudwatch.Metric:
        """Return how many of something API Gateway counts here, in a minute or another period."""
        return self._metric(name).with_(period=period or Duration.minutes(1), statistic="Sum")

    def _metric(self, name: str, dimensions: Mapping[str, str] | None = None) -> cloudwatch.Metric:
        api = {"ApiId": self.api.api_id, "Stage": self.stage_name}
        return cloudwatch.Metric(
            namespace="AWS/ApiGateway",
            metric_name=name,
            dimensions_map={**api, **(dimensions or {})},
        )

    def admit(self, connect: CasinoFunction, *, authorized_by: CasinoFunction) -> None:
        """Let a function greet whom another one lets in for a ticket.

        Without a ticket in the query string, API Gateway refuses by itself; and without the key of
        the front, where there is one.
        """
        # CDK puts an authorizer into the stack of the API that it is told of.
        beside = apigateway.WebSocketApi.from_web_socket_api_attributes(
            connect, "Api", web_socket_id=self.api.api_id
        )
        apigateway.WebSocketRoute(
            connect,
            "$connect",
            web_socket_api=beside,
            route_key="$connect",
            integration=self._integration(connect),
            api_key_required=self._locked,
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
        # In the stack of the function: a route is part of what a context deploys.
        route = apigateway.WebSocketRoute(
            function,
            key,
            web_socket_api=self.api,
            route_key=key,
            integration=self._integration(function),
            return_response=replies,
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
        function.add_environment("WEBSOCKET_STAGE", self.stage_name)

    def allow_push(self, function: CasinoFunction, *, closing: bool = True) -> None:
        """Let a function send to connections, and close them."""
        self.locate_for(function)
        stack = Stack.of(self)
        for method in ("POST", "DELETE") if closing else ("POST",):
            connections = f"{self.stage_name}/{method}/@connections/*"
            function.allow(
                ["execute-api:ManageConnections"],
                stack.format_arn(
                    service="execute-api", resource=self.api.api_id, resource_name=connections
                ),
            )
            acknowledge(
                function.execution_role,
                "IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:"
                f"{self._exported_id}/{connections}]",
                "Connections have no names before they are made; API, stage and method are named.",
            )

    def _open(self, platform: Platform) -> None:
        """Add the stage, which each change of a route is deployed to by itself."""
        config = platform.config
        doors = Construct(platform.stacks.edge, self.node.id)
        access_log = logs.LogGroup(
            doors, "AccessLog", retention=config.log_retention, removal_policy=config.removal_policy
        )
        self.stage = apigateway.WebSocketStage(
            doors,
            "Stage",
            web_socket_api=self.api,
            stage_name=self.stage_name,
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

    def _integration(self, function: CasinoFunction) -> integrations.WebSocketLambdaIntegration:
        """Return a function's one integration: its routes share it, as a stack has only so many."""
        path = function.node.path
        if path not in self._integrations:
            self._integrations[path] = integrations.WebSocketLambdaIntegration(
                f"{function.node.id}Integration", function.called
            )
        return self._integrations[path]
