"""Players come by one domain, past one firewall, and by no other way."""

import json
import subprocess

import pytest

from infra.config import ROOT, WORLDWIDE_REGION
from infra.shared.handlers import rest_routes
from scripts import commands

DOMAIN = {"name": "play.example.com", "zone": "example.com", "zone_id": "Z0123456789ABC"}
PROVIDERS = "/v1/payments/webhooks/"


@pytest.fixture(scope="session")
def named(synthesise):
    """A stage with a domain of its own."""
    return synthesise("test", domain=DOMAIN)


@pytest.fixture
def distribution(aws):
    [properties] = aws.properties("CloudFront::Distribution")
    return properties["DistributionConfig"]


@pytest.fixture
def rules(aws):
    [acl] = aws.properties("WAFv2::WebACL")
    return {rule["Name"]: rule for rule in acl["Rules"]}


def behaviour_at(distribution, path):
    """Return what CloudFront does at a path: the first of its patterns that fits decides."""
    for each in distribution["CacheBehaviors"]:
        pattern = each["PathPattern"]
        if path == pattern or (pattern[-1] == "*" and path.startswith(pattern[:-1])):
            return each
    return distribution["DefaultCacheBehavior"]


def origin_of(distribution, behaviour):
    [origin] = [
        each for each in distribution["Origins"] if each["Id"] == behaviour["TargetOriginId"]
    ]
    return origin


def run_before_request(aws, name, uri, host="play.example.com", ip="203.0.113.9", **headers):
    """Run one of CloudFront's functions and return the request that it lets go on."""
    [code] = [
        resource["Properties"]["FunctionCode"]
        for logical_id, resource in aws.of_type("CloudFront::Function").items()
        if name in logical_id
    ]
    request = {
        "uri": uri,
        "headers": {each: {"value": value} for each, value in (headers | {"host": host}).items()},
    }
    event = json.dumps({"request": request, "viewer": {"ip": ip}})
    done = subprocess.run(
        [commands.BIN / "node", "-e", f"{code}\nconsole.log(JSON.stringify(handler({event})))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("route", [str(route) for route in rest_routes()])
def test_every_route_of_rest_is_led_to_the_rest_api(aws, distribution, route):
    method, path = route.split()
    behaviour = behaviour_at(distribution, path)
    assert method in behaviour["AllowedMethods"]
    [api] = aws.of_type("ApiGateway::RestApi")
    assert api in json.dumps(origin_of(distribution, behaviour)["DomainName"])


def test_handshakes_are_led_to_the_websocket_api(aws, distribution):
    [api] = aws.of_type("ApiGatewayV2::Api")
    origin = origin_of(distribution, behaviour_at(distribution, "/ws"))
    assert api in json.dumps(origin["DomainName"])


def test_all_else_is_the_site(aws, distribution):
    origin = origin_of(distribution, behaviour_at(distribution, "/index.html"))
    assert "OriginAccessControlId" in origin
    [bucket] = aws.properties("S3::Bucket")
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}


def test_the_front_speaks_tls_alone(distribution):
    policies = {each["ViewerProtocolPolicy"] for each in distribution["CacheBehaviors"]}
    assert policies == {"https-only"}
    assert distribution["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "redirect-to-https"


def test_only_what_the_catalogue_says_is_kept(aws, distribution):
    [catalogue] = aws.of_type("CloudFront::CachePolicy")
    kept = {
        each["PathPattern"]
        for each in distribution["CacheBehaviors"]
        if each["CachePolicyId"] == {"Ref": catalogue}
    }
    assert kept == {"/v1/games*"}
    [policy] = aws.properties("CloudFront::CachePolicy")
    # Unless the answer itself says that it may be kept, it is not.
    assert policy["CachePolicyConfig"]["DefaultTTL"] == 0


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("/ws", "/test"),
        ("/v1/games", "/test/v1/games"),
        ("/v1/rounds/a%2Fb", "/test/v1/rounds/a%2Fb"),
    ],
)
def test_the_front_finds_the_apis_own_paths(aws, uri, path):
    assert run_before_request(aws, "ToPlatform", uri)["uri"] == path


def test_nobody_can_say_for_the_front_who_they_are(aws):
    forged = {"x-visitor-host": "evil.example", "x-visitor-address": "127.0.0.1"}
    headers = run_before_request(aws, "ToPlatform", "/ws", ip="2001:db8::7", **forged)["headers"]
    assert headers["x-visitor-host"]["value"] == "play.example.com"
    assert headers["x-visitor-address"]["value"] == "2001:db8::7"


@pytest.mark.parametrize(
    ("uri", "file"),
    [
        ("/", "/index.html"),
        ("/tables/roulette-eu-1", "/index.html"),
        ("/v1.0/somewhere", "/index.html"),
        ("/rules/dice.html", "/rules/dice.html"),
        ("/assets/index-abcdefgh.js", "/assets/index-abcdefgh.js"),
    ],
)
def test_what_is_no_file_is_the_pages_own_router_s(aws, uri, file):
    assert run_before_request(aws, "ToSite", uri)["uri"] == file


def test_functions_that_players_reach_know_that_there_is_a_front(aws, local):
    reached = {route.function for route in rest_routes()} | {"realtime.authorize_connection"}
    for stage, said in ((aws, "true"), (local, None)):
        for name in reached:
            _, properties = stage.functions()[name]
            assert properties["Environment"]["Variables"].get("BEHIND_FRONT") == said, name


class TestTheDoors:
    """API Gateway answers nobody who doesn't bring the key that CloudFront adds."""

    def test_every_operation_of_rest_asks_for_the_key(self, aws):
        schemes = aws.rest_document["components"]["securitySchemes"]
        [key] = [name for name, each in schemes.items() if each.get("name") == "x-api-key"]
        for operation in aws.routes().values():
            [needed] = operation["security"]
            assert key in needed

    def test_so_does_the_handshake(self, aws):
        asked = {
            each["RouteKey"]: each.get("ApiKeyRequired", False)
            for each in aws.properties("ApiGatewayV2::Route")
        }
        # A connection that is open has brought it.
        assert [route for route, needed in asked.items() if needed] == ["$connect"]

    def test_the_key_opens_both_and_cloudfront_brings_it(self, aws, distribution):
        [plan] = aws.properties("ApiGateway::UsagePlan")
        [key] = aws.properties("ApiGateway::ApiKey")
        assert len(plan["ApiStages"]) == 2
        brought = [
            {each["HeaderName"]: each["HeaderValue"] for each in origin["OriginCustomHeaders"]}
            for origin in distribution["Origins"]
            if "OriginCustomHeaders" in origin
        ]
        assert brought == [{"x-api-key": key["Value"]}] * 2
        assert "resolve:secretsmanager" in json.dumps(key["Value"])

    def test_another_number_is_another_key(self, aws, synthesise):
        renewed = synthesise("test", door_key=2)
        for kind in ("ApiGateway::ApiKey", "SecretsManager::Secret", "ApiGateway::UsagePlanKey"):
            assert aws.of_type(kind).keys() != renewed.of_type(kind).keys(), kind
        for kind in ("ApiGateway::UsagePlan", "CloudFront::Distribution"):
            assert aws.of_type(kind).keys() == renewed.of_type(kind).keys(), kind

    def test_on_a_laptop_there_is_no_front_and_no_key(self, local):
        assert not local.of_type("CloudFront::Distribution")
        assert not local.of_type("ApiGateway::ApiKey")
        assert "x-api-key" not in json.dumps(local.rest_document)
        assert not any(
            each.get("ApiKeyRequired") for each in local.properties("ApiGatewayV2::Route")
        )


class TestTheFirewall:
    def test_stands_before_everything_and_is_where_cloudfront_takes_it_from(self, aws, local):
        [acl] = aws.properties("WAFv2::WebACL")
        assert acl["Scope"] == "CLOUDFRONT"
        assert "WebACLId" in json.dumps(aws.properties("CloudFront::Distribution"))
        assert [rule["Priority"] for rule in acl["Rules"]] == list(range(len(acl["Rules"])))
        assert not local.of_type("WAFv2::WebACL")

    def test_floods_are_blocked_and_signing_in_and_handshakes_have_limits_of_their_own(self, rules):
        limits = {
            name: rules[name]["Statement"]["RateBasedStatement"]["Limit"]
            for name in ("Flood", "SignInFlood", "HandshakeFlood")
        }
        assert limits["SignInFlood"] < limits["HandshakeFlood"] < limits["Flood"]
        assert all("Block" in rules[name]["Action"] for name in limits)

    def test_lists_of_amazons_only_count_until_the_stage_says_that_they_block(
        self, rules, synthesise
    ):
        managed = [name for name in rules if name.startswith("AWSManaged")]
        assert managed
        assert all("Count" in rules[name]["OverrideAction"] for name in managed)
        [acl] = synthesise("test", firewall="block").properties("WAFv2::WebACL")
        for rule in acl["Rules"]:
            if rule["Name"] in managed:
                assert "None" in rule["OverrideAction"]

    def test_providers_are_spared_what_is_made_for_browsers(self, rules):
        """Stripe sends more than 8 KB, and no browser's user agent."""
        for name, rule in rules.items():
            if name.startswith("AWSManaged"):
                group = rule["Statement"]["ManagedRuleGroupStatement"]
                path = group["ScopeDownStatement"]["NotStatement"]["Statement"]
                assert path["ByteMatchStatement"]["SearchString"] == PROVIDERS
        players, size = rules["Oversized"]["Statement"]["AndStatement"]["Statements"]
        assert PROVIDERS in json.dumps(players["NotStatement"])
        provider = rules["OversizedNotice"]["Statement"]["SizeConstraintStatement"]
        assert provider["Size"] > size["SizeConstraintStatement"]["Size"]

    def test_its_log_has_neither_tickets_nor_tokens(self, aws):
        [log] = aws.properties("WAFv2::LoggingConfiguration")
        assert {"QueryString": {}} in log["RedactedFields"]
        assert {"SingleHeader": {"Name": "authorization"}} in log["RedactedFields"]


class TestADomainOfItsOwn:
    def test_is_what_players_and_programs_are_told(self, named):
        assert named.outputs["WebUrl"]["Value"] == "https://play.example.com"
        assert named.outputs["RestUrl"]["Value"] == "https://play.example.com"
        assert named.outputs["WebSocketUrl"]["Value"] == "wss://play.example.com/ws"

    def test_has_a_certificate_and_leads_to_the_front(self, named):
        [certificate] = named.properties("CertificateManager::Certificate")
        assert certificate["DomainName"] == "play.example.com"
        assert certificate["DomainValidationOptions"][0]["HostedZoneId"] == DOMAIN["zone_id"]
        [distribution] = named.properties("CloudFront::Distribution")
        assert distribution["DistributionConfig"]["Aliases"] == ["play.example.com"]
        records = named.properties("Route53::RecordSet")
        assert {each["Type"] for each in records} == {"A", "AAAA"}
        assert {each["Name"] for each in records} == {"play.example.com."}

    def test_changes_what_is_read_of_the_certificate(self, named, synthesise):
        def read(stage):
            return {
                json.loads(each["Create"])["parameters"]["Name"]
                for each in stage.custom_resources()
            }

        other = DOMAIN | {"name": "casino.example.com"}
        assert read(named) ^ read(synthesise("test", domain=other)) == {
            "/croupier/test/certificate-of-play.example.com",
            "/croupier/test/certificate-of-casino.example.com",
        }


def test_what_cloudfront_takes_from_one_region_is_there_before_the_doors(named):
    *_, worldwide, edge = named.templates
    assert worldwide.endswith("-Worldwide")
    assert worldwide in named.deployed_before(edge)
    assert named.region_of(worldwide) == WORLDWIDE_REGION
    left = {each["Name"] for each in named.properties("SSM::Parameter")}
    read = {json.loads(each["Create"])["parameters"]["Name"] for each in named.custom_resources()}
    assert left == read


def test_pages_talk_to_their_own_origin_alone(aws):
    [policy] = aws.properties("CloudFront::ResponseHeadersPolicy")
    headers = policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    rules = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"].split("; ")
    assert "connect-src 'self'" in rules
    assert "default-src 'self'" in rules
