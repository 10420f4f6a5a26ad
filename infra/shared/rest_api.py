"""The REST API: explicit routes, each open to whom its handler says."""

import json
from typing import Final

from aws_cdk import ArnFormat, Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from casino.lambdas.bearer import PLAYER_ID_CLAIM
from casino.lambdas.rest_admission import Pace
from infra.config import ConfigurationError, StageConfig, Throttle
from infra.shared.acknowledgements import acknowledge
from infra.shared.data import Access, CasinoTable
from infra.shared.functions import CasinoFunction, admit_pages, called_name
from infra.shared.handlers import rest_routes
from infra.shared.platform import Platform
from infra.shared.rest_document import (
    for_players,
    gateway_document,
    must_be_described,
    reference,
)

# Whom, what and how long, but neither addresses nor tokens: an id is a pseudonym.
_ACCESS_LOG: Final = json.dumps(
    {
        "request_id": "$context.requestId",
        "xray_trace_id": "$context.xrayTraceId",
        "time": "$context.requestTimeEpoch",
        "method": "$context.httpMethod",
        "route": "$context.resourcePath",
        "status": "$context.status",
        "bytes": "$context.responseLength",
        "latency_ms": "$context.responseLatency",
        "integration_latency_ms": "$context.integrationLatency",
        "player_id": f"$context.authorizer.claims.{PLAYER_ID_CLAIM}",
        "error_type": "$context.error.responseType",
    }
)


class CasinoRestApi(Construct):
    """One API for all contexts, deployed from one document.

    Its document and its address are state; what answers by them is at the edge.

    Parameters
    ----------
    user_pool : IUserPool
        The one whose access tokens are taken.
    sessions : CasinoTable
        Where the functions look, for each request of somebody who is signed in, whether they still
        are and how much they may ask.

    Raises
    ------
    ConfigurationError
        If the handlers' routes are not those of the reference.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        platform: Platform,
        *,
        user_pool: cognito.IUserPool,
        sessions: CasinoTable,
    ) -> None:
        super().__init__(scope, construct_id)
        config = platform.config
        self._sessions = sessions
        self._config = config
        self._routes = rest_routes()
        self._served: set[str] = set()
        described = reference()
        must_be_described(self._routes, described)
        name = f"croupier-{config.name}"
        document = gateway_document(
            self._routes,
            described,
            title=name,
            user_pool_arn=user_pool.user_pool_arn,
            uris={route.function: self._uri(route.function) for route in self._routes},
            site=next(iter(config.allowed_origins), None),
            locked=config.has_front,
        )
        self.api = apigateway.SpecRestApi(
            self,
            "Api",
            rest_api_name=name,
            description="Croupier: what is asked for once",
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            api_definition=apigateway.ApiDefinition.from_inline(document),
            # Otherwise a route that is no longer in the document would stay in the API.
            mode=apigateway.RestApiMode.OVERWRITE,
            fail_on_warnings=True,
            # API Gateway writes logs by a role that an account has once. It stays behind when the
            # stack goes, because other APIs of the account may use it by then.
            cloud_watch_role=True,
            cloud_watch_role_removal_policy=RemovalPolicy.RETAIN,
            # Nobody is answered by a new document before the functions are there that it names.
            deploy=False,
        )
        # Clients rely on names of our own.
        self.api.node.try_remove_child("Endpoint")
        self._doors = Construct(platform.stacks.edge, construct_id)
        self._deployment = apigateway.Deployment(self._doors, "Deployment", api=self.api)
        self._deployment.add_to_logical_id(Stack.of(self).resolve(document))
        self.stage = self._open(config)
        platform.alarms.above(
            "RestApiFailing",
            self.api.metric_server_error(period=Duration.minutes(1), statistic="Sum"),
            5,
            "The REST API answers 5xx",
            runbook="rest-api-failing",
            minutes=3,
            beside=self._doors,
        )
        self._explain(self.stage)

    @property
    def stage_name(self) -> str:
        """The deployed stage, which every path begins with on AWS."""
        return self._config.name

    @property
    def host(self) -> str:
        """API Gateway's own name for it."""
        stack = Stack.of(self)
        return f"{self.api.rest_api_id}.execute-api.{stack.region}.{stack.url_suffix}"

    @property
    def url(self) -> str:
        """What paths are appended to; no trailing slash."""
        return f"https://{self.host}/{self.stage_name}"

    def latency(self, method: str, path: str) -> cloudwatch.Metric:
        """Return how long one route takes to answer, in milliseconds.

        Raises
        ------
        ConfigurationError
            If there is no such route.
        """
        if not any((each.method, each.path) == (method, path) for each in self._routes):
            raise ConfigurationError(f"No handler declares {method} {path}.")
        return cloudwatch.Metric(
            namespace="AWS/ApiGateway",
            metric_name="Latency",
            dimensions_map={
                "ApiName": self.api.rest_api_name,
                "Stage": self.stage_name,
                "Method": method,
                "Resource": path,
            },
        )

    def serve(self, function: CasinoFunction) -> None:
        """Let a function answer the routes that it declares, and refuse all else at their paths."""
        name = function.handler_name
        self._served.add(name)
        admit_pages(function, self._config)
        permission = lambda_.CfnPermission(
            self._doors,
            f"Invoke{name}",
            action="lambda:InvokeFunction",
            function_name=called_name(self._config, name),
            principal="apigateway.amazonaws.com",
            source_arn=self.api.arn_for_execute_api(stage=self.stage_name),
        )
        # No request may come to a new function before the permission is there.
        self._deployment.node.add_dependency(permission)
        if any(route.function == name and for_players(route) for route in self._routes):
            self._sessions.open_to(function, Access.COUNT)

    def complete(self) -> None:
        """See that every route has a function.

        Raises
        ------
        ConfigurationError
            If nobody served a function that has routes.
        """
        if forgotten := {route.function for route in self._routes} - self._served:
            raise ConfigurationError(
                f"Nobody serves the routes of {', '.join(sorted(forgotten))}.\n"
                "The context of each has to: rest.serve(function), in infra/contexts."
            )

    def _open(self, config: StageConfig) -> apigateway.Stage:
        """Add the stage: a document that requests are answered by."""
        access_log = logs.LogGroup(
            self._doors,
            "AccessLog",
            retention=config.log_retention,
            removal_policy=config.removal_policy,
        )
        return apigateway.Stage(
            self._doors,
            "Stage",
            deployment=self._deployment,
            stage_name=config.name,
            access_log_destination=apigateway.LogGroupLogDestination(access_log),
            access_log_format=apigateway.AccessLogFormat.custom(_ACCESS_LOG),
            tracing_enabled=True,
            method_options={"/*/*": _paced(config.rest_throttle)}
            | {
                f"{route.path}/{route.method}": _paced(config.sign_in_throttle)
                for route in self._routes
                if route.terms.pace is Pace.SIGNING_IN
            },
        )

    def _uri(self, function: str) -> str:
        stack = Stack.of(self)
        invoked = stack.format_arn(
            service="lambda",
            resource="function",
            resource_name=called_name(self._config, function),
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        return stack.format_arn(
            service="apigateway",
            account="lambda",
            resource="path",
            resource_name=f"2015-03-31/functions/{invoked}/invocations",
        )

    def _explain(self, stage: apigateway.Stage) -> None:
        acknowledge(
            self.api,
            "APIG2",
            "Requests are validated by the functions' own models, which refuse unknown fields and "
            "answer with a pointer to each fault, which API Gateway's validator can't.",
        )
        acknowledge(
            self.api,
            "IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
            "AmazonAPIGatewayPushToCloudWatchLogs]",
            "API Gateway takes a role with exactly this policy to write an account's logs.",
        )
        acknowledge(
            stage,
            "APIG3",
            "The web ACL stands before CloudFront, which alone has the key to this stage; the "
            "local stage is on one machine's loopback.",
        )


def _paced(throttle: Throttle) -> apigateway.MethodDeploymentOptions:
    # A method's settings replace the stage's as a whole, so all of them are said for each.
    return apigateway.MethodDeploymentOptions(
        logging_level=apigateway.MethodLoggingLevel.ERROR,
        data_trace_enabled=False,
        metrics_enabled=True,
        throttling_rate_limit=throttle.rate,
        throttling_burst_limit=throttle.burst,
    )
