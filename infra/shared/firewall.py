"""The web ACL before the REST API."""

from typing import Final

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_wafv2 as wafv2
from constructs import Construct

from infra.shared.platform import Platform

# Over five minutes, from one address. Whole households and mobile carriers share addresses.
_REQUESTS_PER_ADDRESS: Final = 3_000
_SIGN_INS_PER_ADDRESS: Final = 100
# The largest body that the ACL can see in whole before an API; no honest request comes near.
_MAX_BODY_BYTES: Final = 16 * 1024
# Scanners knock at every address all day; this is somebody who means us, or our own players.
_BLOCKED_A_MINUTE: Final = 100

_MANAGED_RULES: Final = (
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesCommonRuleSet",
)

_ACL = wafv2.CfnWebACL


class Firewall(Construct):
    """Refuses floods, oversized bodies and known attacks before they cost anything."""

    def __init__(
        self, scope: Construct, construct_id: str, platform: Platform, *, stage_arn: str
    ) -> None:
        super().__init__(scope, construct_id)
        # What an account's stages count must be told apart.
        name = f"croupier-{platform.config.name}"
        rules = [
            _flood("Flood", _REQUESTS_PER_ADDRESS),
            _flood("SignInFlood", _SIGN_INS_PER_ADDRESS, below="/v1/auth/"),
            _oversized("Oversized"),
            *map(_managed, _MANAGED_RULES),
        ]
        acl = _ACL(
            self,
            "Acl",
            scope="REGIONAL",
            default_action=_ACL.DefaultActionProperty(allow={}),
            rules=[_with_priority(rule, number) for number, rule in enumerate(rules)],
            visibility_config=_visible(name),
        )
        wafv2.CfnWebACLAssociation(
            self, "Association", resource_arn=stage_arn, web_acl_arn=acl.attr_arn
        )
        self.blocked = cloudwatch.Metric(
            namespace="AWS/WAFV2",
            metric_name="BlockedRequests",
            dimensions_map={"WebACL": name, "Region": Stack.of(self).region, "Rule": "ALL"},
            period=Duration.minutes(1),
            statistic="Sum",
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


def _with_priority(rule: dict[str, object], priority: int) -> wafv2.CfnWebACL.RuleProperty:
    return _ACL.RuleProperty(priority=priority, **rule)  # type: ignore[arg-type]


def _flood(name: str, limit: int, *, below: str | None = None) -> dict[str, object]:
    narrowed = below and _ACL.StatementProperty(
        byte_match_statement=_ACL.ByteMatchStatementProperty(
            field_to_match=_ACL.FieldToMatchProperty(uri_path={}),
            # The path that the ACL sees begins with the stage's name.
            positional_constraint="CONTAINS",
            search_string=below,
            text_transformations=[_NO_TRANSFORMATION],
        )
    )
    return {
        "name": name,
        "action": _ACL.RuleActionProperty(block={}),
        "visibility_config": _visible(name),
        "statement": _ACL.StatementProperty(
            rate_based_statement=_ACL.RateBasedStatementProperty(
                aggregate_key_type="IP", limit=limit, scope_down_statement=narrowed or None
            )
        ),
    }


def _oversized(name: str) -> dict[str, object]:
    return {
        "name": name,
        "action": _ACL.RuleActionProperty(block={}),
        "visibility_config": _visible(name),
        "statement": _ACL.StatementProperty(
            size_constraint_statement=_ACL.SizeConstraintStatementProperty(
                field_to_match=_ACL.FieldToMatchProperty(
                    body=_ACL.BodyProperty(oversize_handling="MATCH")
                ),
                comparison_operator="GT",
                size=_MAX_BODY_BYTES,
                text_transformations=[_NO_TRANSFORMATION],
            )
        ),
    }


def _managed(name: str) -> dict[str, object]:
    return {
        "name": name,
        # Each managed rule says itself whether it blocks.
        "override_action": _ACL.OverrideActionProperty(none={}),
        "visibility_config": _visible(name),
        "statement": _ACL.StatementProperty(
            managed_rule_group_statement=_ACL.ManagedRuleGroupStatementProperty(
                vendor_name="AWS", name=name
            )
        ),
    }


def _visible(name: str) -> wafv2.CfnWebACL.VisibilityConfigProperty:
    return _ACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True,
        metric_name=name,
        # Samples would show tokens and addresses to whoever reads the console.
        sampled_requests_enabled=False,
    )


_NO_TRANSFORMATION: Final = _ACL.TextTransformationProperty(priority=0, type="NONE")
