"""The REST API: explicit routes, each open to whom its handler says."""

import json
from typing import Final

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_logs as logs
from constructs import Construct, IDependable

from casino.lambdas.rest_admission import OpenTo, Pace, Terms
from infra.shared.acknowledgements import acknowledge
from infra.shared.data import Access, CasinoTable
from infra.shared.firewall import Firewall
from infra.shared.functions import CasinoFunction
from infra.shared.gateway_responses import add_gateway_responses
from infra.shared.handlers import rest_app
from infra.shared.platform import Platform

# Cognito puts this scope into the access token of everyone who signs in. A method that names a
# scope takes access tokens; one that names none would take ID tokens, which are not for APIs.
ACCESS_TOKEN_SCOPE: Final = "aws.cognito.signin.user.admin"  # noqa: S105 - a name

# Whom, what and how long, but neither addresses nor tokens: the subject is a pseudonym.
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
        "player_id": "$context.authorizer.claims.sub",
        "error_type": "$context.error.responseType",
        "firewall": "$context.waf.status",
    }
)


_OPEN_TO: Final = {
    OpenTo.ANYONE: "The route is for people who have not signed in.",
    OpenTo.PROVIDERS: "A provider signs what it sends; the function looks at nothing before that.",
}


class CasinoRestApi(Construct):
    """One API for all contexts.

    Parameters
    ----------
    user_pool : IUserPool
        The one whose access tokens are taken.
    sessions : CasinoTable
        Where the functions look, for each request of somebody who is signed in, whether they still
        are and how much they may ask.
    origins : tuple of str
        Who may call from a browser.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        platform: Platform,
        *,
        user_pool: cognito.IUserPool,
        sessions: CasinoTable,
        origins: tuple[str, ...],
    ) -> None:
        super().__init__(scope, construct_id)
        config = platform.config
        self.origins = origins
        self._sessions = sessions
        self._sign_in_throttle = config.sign_in_throttle
        self._admitting: set[str] = set()
        self._method_settings = 0
        access_log = logs.LogGroup(
            self, "AccessLog", retention=config.log_retention, removal_policy=config.removal_policy
        )
        self.api = apigateway.RestApi(
            self,
            "Api",
            rest_api_name=f"croupier-{config.name}",
            description="Croupier: what is asked for once",
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            # API Gateway writes logs by a role that an account has once. It stays behind when the
            # stack goes, because other APIs of the account may use it by then.
            cloud_watch_role=True,
            cloud_watch_role_removal_policy=RemovalPolicy.RETAIN,
            deploy_options=apigateway.StageOptions(
                stage_name=config.name,
                access_log_destination=apigateway.LogGroupLogDestination(access_log),
                access_log_format=apigateway.AccessLogFormat.custom(_ACCESS_LOG),
                logging_level=apigateway.MethodLoggingLevel.ERROR,
                data_trace_enabled=False,
                metrics_enabled=True,
                tracing_enabled=True,
                throttling_rate_limit=config.rest_throttle.rate,
                throttling_burst_limit=config.rest_throttle.burst,
            ),
        )
        # The stack has outputs of its own, with names that clients can rely on.
        self.api.node.try_remove_child("Endpoint")
        self._authorizer = apigateway.CognitoUserPoolsAuthorizer(
            self,
            "Players",
            cognito_user_pools=[user_pool],
            # A token is checked anew for every request.
            results_cache_ttl=Duration.seconds(0),
        )
        add_gateway_responses(self.api, origins)
        if config.firewall:
            Firewall(self, "Firewall", stage_arn=self.api.deployment_stage.stage_arn)
        platform.alarms.above(
            "RestApiFailing",
            self.api.metric_server_error(period=Duration.minutes(1), statistic="Sum"),
            5,
            "the REST API answers 5xx",
            minutes=3,
        )
        self._explain(firewall=config.firewall)

    @property
    def stage_name(self) -> str:
        """The deployed stage, which every path begins with on AWS."""
        return self.api.deployment_stage.stage_name

    @property
    def origin(self) -> str:
        """Scheme and host."""
        stack = Stack.of(self)
        return f"https://{self.api.rest_api_id}.execute-api.{stack.region}.{stack.url_suffix}"

    @property
    def url(self) -> str:
        """What paths are appended to; no trailing slash."""
        return f"{self.origin}/{self.stage_name}"

    @property
    def log_writing(self) -> IDependable:
        """What must be there before any API of the account may log."""
        return self.api.node.find_child("Account")

    def serve(self, function: CasinoFunction) -> None:
        """Let a function answer the routes that it declares, and refuse all else at their paths."""
        app = rest_app(function.handler_name)
        for route in app.routes:
            self._route(route.method, route.openapi_path, function, app.terms_of(route.func))

    def _route(self, method_name: str, path: str, function: CasinoFunction, terms: Terms) -> None:
        resource = self.api.root.resource_for_path(path)
        integration = apigateway.LambdaIntegration(function, scope_permission_to_method=False)
        if resource.node.try_find_child("ANY") is None:
            # By itself API Gateway tells a wrong method from a wrong path no more than it tells one
            # site's preflights from another's; the function knows both.
            rest = resource.add_method(
                "ANY", integration, authorization_type=apigateway.AuthorizationType.NONE
            )
            _explain_open(rest, "Preflights come without credentials; all else is refused.")
        if terms.open_to is OpenTo.PLAYERS:
            self._let_admit(function)
            resource.add_method(
                method_name,
                integration,
                authorizer=self._authorizer,
                authorization_type=apigateway.AuthorizationType.COGNITO,
                authorization_scopes=[ACCESS_TOKEN_SCOPE],
            )
        else:
            method = resource.add_method(
                method_name, integration, authorization_type=apigateway.AuthorizationType.NONE
            )
            _explain_open(method, _OPEN_TO[terms.open_to])
        if terms.pace is Pace.SIGNING_IN:
            self._throttle(method_name, path)

    def _let_admit(self, function: CasinoFunction) -> None:
        if function.node.path not in self._admitting:
            self._admitting.add(function.node.path)
            self._sessions.open_to(function, Access.COUNT)

    def _throttle(self, method_name: str, path: str) -> None:
        # A method's settings replace the stage's as a whole, so all of them are said again.
        # The first settings are the stage's own.
        self._method_settings += 1
        stage = self.api.deployment_stage.node.default_child
        if not isinstance(stage, apigateway.CfnStage):
            raise TypeError("the deployed stage has another shape than expected")
        stage.add_property_override(
            f"MethodSettings.{self._method_settings}",
            {
                "HttpMethod": method_name,
                "ResourcePath": "/" + path.replace("/", "~1"),
                "LoggingLevel": "ERROR",
                "DataTraceEnabled": False,
                "MetricsEnabled": True,
                "ThrottlingRateLimit": self._sign_in_throttle.rate,
                "ThrottlingBurstLimit": self._sign_in_throttle.burst,
            },
        )

    def _explain(self, *, firewall: bool) -> None:
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
        if not firewall:
            acknowledge(
                self.api, "APIG3", "The stage is on one machine's loopback; AWS stages have it."
            )


def _explain_open(method: apigateway.Method, reason: str) -> None:
    acknowledge(method, "APIG4", reason)
    acknowledge(method, "COG4", reason)
