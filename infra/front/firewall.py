"""The web ACL before everything that players reach."""

from typing import Any, Final

from aws_cdk import ArnFormat, Duration, RemovalPolicy, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_logs as logs
from aws_cdk import aws_wafv2 as wafv2
from constructs import Construct

from casino.lambdas.front import SOCKET_PATH
from casino.lambdas.rest_admission import OpenTo
from infra.config import WORLDWIDE_REGION
from infra.shared.handlers import rest_routes
from infra.shared.platform import Platform

# Over five minutes, from one address. Whole households and mobile carriers share addresses.
_REQUESTS_PER_ADDRESS: Final = 3_000
_SIGN_INS_PER_ADDRESS: Final = 100
_HANDSHAKES_PER_ADDRESS: Final = 300
# No honest request of a player's comes near; a payment provider tells of a whole payment at once.
_PLAYERS_BODY_BYTES: Final = 16 * 1024
_PROVIDERS_BODY_BYTES: Final = 64 * 1024
# The ACL has to see as much of a body as the larger one. AWS bills what is above 16 KiB.
_SEEN: Final = "KB_64"
# Scanners knock at every address all day; this is somebody who means us, or our own players.
_BLOCKED_A_MINUTE: Final = 100

_MANAGED_RULES: Final = (
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesCommonRuleSet",
)

# What WAF asks of a log's name.
_LOG_PREFIX: Final = "aws-waf-logs-"

_ACL = wafv2.CfnWebACL
_Statement = _ACL.StatementProperty


class Firewall(Construct):
    """Refuses floods, oversized bodies and known attacks before they cost anything.

    Attributes
    ----------
    arn : str
        The web ACL's.
    blocked : cloudwatch.Metric
        How many requests it has blocked in a minute.
    """

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        # What an account's stages count must be told apart.
        name = f"croupier-{platform.config.name}"
        rules = [
            _blocking("Flood", _rate(_REQUESTS_PER_ADDRESS)),
            _blocking("SignInFlood", _rate(_SIGN_INS_PER_ADDRESS, _below("/v1/auth/"))),
            _blocking("HandshakeFlood", _rate(_HANDSHAKES_PER_ADDRESS, _at(SOCKET_PATH))),
            _blocking("Oversized", _both(_not(_from_providers()), _larger(_PLAYERS_BODY_BYTES))),
            _blocking("OversizedNotice", _larger(_PROVIDERS_BODY_BYTES)),
            *(_managed(each, platform.config.firewall) for each in _MANAGED_RULES),
        ]
        acl = _ACL(
            self,
            "Acl",
            scope="CLOUDFRONT",
            default_action=_ACL.DefaultActionProperty(allow={}),
            rules=[_ACL.RuleProperty(priority=n, **rule) for n, rule in enumerate(rules)],
            association_config=_ACL.AssociationConfigProperty(
                request_body={
                    "CLOUDFRONT": _ACL.RequestBodyAssociatedResourceTypeConfigProperty(
                        default_size_inspection_limit=_SEEN
                    )
                }
            ),
            visibility_config=_visible(name),
        )
        self.arn = acl.attr_arn
        self._keep_log(platform)
        self.blocked = cloudwatch.Metric(
            namespace="AWS/WAFV2",
            metric_name="BlockedRequests",
            # Of CloudFront's web ACLs, and of no others, no region is said.
            dimensions_map={"WebACL": name, "Rule": "ALL"},
            period=Duration.minutes(1),
            statistic="Sum",
            region=WORLDWIDE_REGION,
        )
        platform.alarms.above(
            "FirewallBlocking",
            self.blocked,
            _BLOCKED_A_MINUTE,
            f"The firewall blocks more than {_BLOCKED_A_MINUTE} requests a minute",
            runbook="firewall-blocking",
            minutes=5,
            beside=self,
        )

    def _keep_log(self, platform: Platform) -> None:
        """Keep what was blocked, or would have been, but nobody's tickets and tokens."""
        log = logs.LogGroup(
            self,
            "Log",
            log_group_name=f"{_LOG_PREFIX}croupier-{platform.config.name}",
            retention=platform.config.log_retention,
            removal_policy=RemovalPolicy.DESTROY,
        )
        # What a managed list only counts has this name.
        actions = ("BLOCK", "COUNT", "EXCLUDED_AS_COUNT")
        interesting = [{"ActionCondition": {"Action": action}} for action in actions]
        wafv2.CfnLoggingConfiguration(
            self,
            "Logging",
            resource_arn=self.arn,
            # WAF takes the ARN without the asterisk that CloudFormation's own ends with.
            log_destination_configs=[
                Stack.of(self).format_arn(
                    service="logs",
                    resource="log-group",
                    resource_name=log.log_group_name,
                    arn_format=ArnFormat.COLON_RESOURCE_NAME,
                )
            ],
            logging_filter={
                "DefaultBehavior": "DROP",
                "Filters": [
                    {"Behavior": "KEEP", "Requirement": "MEETS_ANY", "Conditions": interesting}
                ],
            },
            redacted_fields=[
                wafv2.CfnLoggingConfiguration.FieldToMatchProperty(query_string={}),
                wafv2.CfnLoggingConfiguration.FieldToMatchProperty(
                    single_header={"Name": "authorization"}
                ),
            ],
        )


def _blocking(name: str, statement: _Statement) -> dict[str, Any]:
    return {
        "name": name,
        "action": _ACL.RuleActionProperty(block={}),
        "visibility_config": _visible(name),
        "statement": statement,
    }


def _managed(name: str, mode: str) -> dict[str, Any]:
    """Return one of AWS's lists, which is for browsers: providers' programs look like attacks."""
    return {
        "name": name,
        # If not overridden, each of its rules says itself whether it blocks.
        "override_action": _ACL.OverrideActionProperty(
            **({"none": {}} if mode == "block" else {"count": {}})
        ),
        "visibility_config": _visible(name),
        "statement": _Statement(
            managed_rule_group_statement=_ACL.ManagedRuleGroupStatementProperty(
                vendor_name="AWS", name=name, scope_down_statement=_not(_from_providers())
            )
        ),
    }


def _rate(limit: int, of: _Statement | None = None) -> _Statement:
    return _Statement(
        rate_based_statement=_ACL.RateBasedStatementProperty(
            aggregate_key_type="IP", limit=limit, scope_down_statement=of
        )
    )


def _below(path: str) -> _Statement:
    return _path(path, "STARTS_WITH")


def _at(path: str) -> _Statement:
    return _path(path, "EXACTLY")


def _path(path: str, constraint: str) -> _Statement:
    return _Statement(
        byte_match_statement=_ACL.ByteMatchStatementProperty(
            field_to_match=_ACL.FieldToMatchProperty(uri_path={}),
            positional_constraint=constraint,
            search_string=path,
            text_transformations=[_NO_TRANSFORMATION],
        )
    )


def _larger(size: int) -> _Statement:
    return _Statement(
        size_constraint_statement=_ACL.SizeConstraintStatementProperty(
            # A body that is larger than what the ACL sees counts as larger than any.
            field_to_match=_ACL.FieldToMatchProperty(
                body=_ACL.BodyProperty(oversize_handling="MATCH")
            ),
            comparison_operator="GT",
            size=size,
            text_transformations=[_NO_TRANSFORMATION],
        )
    )


def _not(statement: _Statement) -> _Statement:
    return _Statement(not_statement=_ACL.NotStatementProperty(statement=statement))


def _both(*statements: _Statement) -> _Statement:
    return _Statement(and_statement=_ACL.AndStatementProperty(statements=list(statements)))


def _from_providers() -> _Statement:
    """Return what matches the paths that providers call."""
    paths = sorted(
        {
            route.path.partition("{")[0]
            for route in rest_routes()
            if route.terms.open_to is OpenTo.PROVIDERS
        }
    )
    statements = [_below(path) for path in paths]
    if len(statements) == 1:
        return statements[0]
    return _Statement(or_statement=_ACL.OrStatementProperty(statements=statements))


def _visible(name: str) -> wafv2.CfnWebACL.VisibilityConfigProperty:
    return _ACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True,
        metric_name=name,
        # Samples would show tokens and addresses to whoever reads the console.
        sampled_requests_enabled=False,
    )


_NO_TRANSFORMATION: Final = _ACL.TextTransformationProperty(priority=0, type="NONE")
