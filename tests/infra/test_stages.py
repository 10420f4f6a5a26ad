import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from functools import partial

import pytest
from aws_cdk import App, Stack, Validations
from aws_cdk import aws_dynamodb as dynamodb
from cdk_nag import AwsSolutionsChecks

from casino.tables.beacons import BEACONS
from infra.app import build
from infra.config import (
    ROOT,
    STAGES,
    Builds,
    ConfigurationError,
    RoundSeconds,
    StageConfig,
    stage_config,
)
from tests.support.stages import MAIL, aws_stage

# One of these would make the local cloud refuse the whole stack, or wait for ever.
UNKNOWN_TO_THE_LOCAL_CLOUD = {
    "AWS::ApiGatewayV2::IntegrationResponse",
    "AWS::ApiGatewayV2::Model",
    "AWS::ApiGatewayV2::RouteResponse",
    "AWS::CDK::Metadata",
    "AWS::CloudWatch::AnomalyDetector",
    "AWS::CloudWatch::CompositeAlarm",
    "AWS::Cognito::UserPoolRiskConfigurationAttachment",
    "AWS::Events::Archive",
    "AWS::Events::EventBusPolicy",
    "AWS::Logs::QueryDefinition",
    "AWS::WAFv2::IPSet",
    "AWS::WAFv2::LoggingConfiguration",
    "AWS::WAFv2::RuleGroup",
    "AWS::WAFv2::WebACLAssociation",
}

OUTPUTS = {
    "RestUrl",
    "RestApiId",
    "RestStage",
    "WebSocketUrl",
    "WebSocketApiId",
    "WebSocketStage",
    "UserPoolId",
    "UserPoolClientId",
    "PspSecretId",
}


def test_the_local_cloud_knows_everything_in_the_local_stage(local):
    assert not local.types & UNKNOWN_TO_THE_LOCAL_CLOUD
    assert not any(each.startswith("Custom::") for each in local.types)


def test_a_stage_serves_the_site_that_its_operator_names(synthesise):
    origins = ["https://play.example.com", "https://brand.example.com"]
    named = synthesise("test", allowed_origins=origins)
    # API Gateway's own answers can name one.
    assert "'https://play.example.com'" in json.dumps(named.rest_document)
    _, wallet = named.functions()["wallet.api"]
    assert wallet["Environment"]["Variables"]["ALLOWED_ORIGINS"] == ",".join(origins)


def test_clients_find_the_platform_by_the_outputs(local, aws):
    assert set(local.outputs) == OUTPUTS
    assert set(aws.outputs) == OUTPUTS | {"WebUrl"}


def test_functions_allow_the_site_and_no_other_origin(synthesise):
    local = synthesise("local", allowed_origins=["http://127.0.0.1:9000/"])
    for function in ("wallet.api", "realtime.authorize_connection"):
        _, properties = local.functions()[function]
        origins = properties["Environment"]["Variables"]["ALLOWED_ORIGINS"]
        assert origins == "http://127.0.0.1:9000"


SHIPPED = sorted(file.stem for file in STAGES.glob("*.toml"))


_MAIL = f'mail = {{ sender = "{MAIL["sender"]}" }}'


@pytest.fixture
def stage_file(tmp_path):
    """Return a function that writes a stage's file: the one for trying things out, with changes."""

    def write(*, without="", beside="", name="mine"):
        lines = [_MAIL, *(STAGES / "test.toml").read_text().splitlines()]
        kept = [line for line in lines if not without or not line.startswith(without)]
        (tmp_path / f"{name}.toml").write_text("\n".join([beside, *kept]))
        return partial(stage_config, name, folder=tmp_path)

    return write


def test_a_stage_is_what_its_file_says(stage_file):
    mine = stage_file(without="devices_per_player", beside="devices_per_player = 2")()
    assert mine == aws_stage("test").model_copy(update={"name": "mine", "devices_per_player": 2})
    assert stage_config("local").timings == RoundSeconds(
        betting=10, closing=3, spin=4, result=4, turn=10
    )


def test_a_change_for_once_leaves_all_else_as_the_file_says():
    hasty = stage_config("local", {"timings": {"betting": 2}, "allowed_origins": []})
    assert hasty.timings == stage_config("local").timings.model_copy(update={"betting": 2})
    assert hasty.allowed_origins == ()
    assert hasty.seat_timings == stage_config("local").seat_timings


@pytest.mark.parametrize("name", SHIPPED)
def test_every_file_that_is_shipped_can_be_used_or_says_who_is_missing(name):
    if name == "prod":
        with pytest.raises(ConfigurationError, match=r"alarm_email: .*somebody must hear"):
            stage_config(name)
    if name != "local":
        with pytest.raises(ConfigurationError, match=r"mail: .*verify a sender with Amazon SES"):
            stage_config(name)
    assert aws_stage(name, {"alarm_email": "house@example.com"}).name == name


def test_the_file_to_copy_names_every_setting():
    shown = (STAGES / "test.toml").read_text()
    for setting in set(StageConfig.model_fields) - {"name", "local_cloud"}:
        assert re.search(rf"^(# )?(\[?){setting}\b", shown, re.MULTILINE), setting


def test_whoever_lets_players_in_or_play_is_told_the_jurisdictions(synthesise):
    stage = synthesise("local", jurisdictions=["uk", "mga"])
    for function in ("accounts.api", "instant.api"):
        _, properties = stage.functions()[function]
        assert properties["Environment"]["Variables"]["JURISDICTIONS"] == "uk,mga"


def test_a_country_is_in_one_jurisdiction_of_a_stage():
    with pytest.raises(ConfigurationError, match="jurisdictions: demo and uk both have GB"):
        aws_stage("test", {"jurisdictions": ["demo", "uk"]})


def test_a_jurisdiction_without_a_shipped_policy_may_be_served():
    assert aws_stage("test", {"jurisdictions": ["ontario"]}).jurisdictions == ("ontario",)


def test_real_money_is_not_played_for_under_nobodys_law():
    with pytest.raises(ConfigurationError, match="jurisdictions: Production can't serve 'demo'"):
        aws_stage("prod", {"alarm_email": "house@example.com", "jurisdictions": ["demo"]})


def test_a_stage_on_aws_mixes_in_what_nobody_can_foresee_and_a_laptop_needs_no_network():
    assert stage_config("local").beacon == "local"
    assert aws_stage("prod", {"alarm_email": "house@example.com"}).beacon == "drand"
    for beacon in BEACONS:
        assert aws_stage("test", {"beacon": beacon}).beacon == beacon


def test_production_is_what_a_file_says_and_no_name(stage_file):
    assert not stage_file(name="prod")().production
    second = stage_file(
        without=("production", "jurisdictions"),
        beside='production = true\nalarm_email = "a@b.example"\njurisdictions = ["mga"]',
        name="asia",
    )
    assert second().production


def test_the_clock_is_told_the_beacon(local, aws):
    for stage, beacon in ((local, "local"), (aws, "drand")):
        _, properties = stage.functions()["tables.advance_round"]
        assert properties["Environment"]["Variables"]["BEACON"] == beacon


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("timings.betting", "timings.betting = 0"),
        ("timings.betting", "timings.betting = 901"),
        ("timings.spin", "timings.spin = 1.5"),
        ("seat_timings.cooldown", 'seat_timings.cooldown = "10"'),
        ("rest_throttle.rate", "rest_throttle = { rate = 0, burst = 1 }"),
        ("rest_throttle.burst", "rest_throttle = { rate = 1 }"),
        ("allowed_origins.0", 'allowed_origins = ["127.0.0.1:8080"]'),
        ("psp_api_base", 'psp_api_base = "ftp://psp"'),
        ("jurisdictions", "jurisdictions = []"),
        ("jurisdictions.0", 'jurisdictions = ["UK"]'),
        ("beacon", 'beacon = "dice"'),
        ("alarm_email", 'alarm_email = "the house"'),
        ("mail.sender", 'mail = { sender = "the house" }'),
        ("mail.verified", 'mail = { sender = "a@b.example", verified = "nothing" }'),
        ("mail.region", 'mail = { sender = "a@b.example", region = "Europe" }'),
        ("devices_per_player", "devices_per_player = 1001"),
        ("log_retention_days", "log_retention_days = 8"),
        ("production", 'production = "no"'),
        ("firewall", 'firewall = "wall"'),
        ("door_key", "door_key = 0"),
        ("domain.zone", 'domain = { name = "play.example.com", zone_id = "Z1" }'),
        ("domain.zone", 'domain = { name = "a.example", zone = "b.example", zone_id = "Z1" }'),
        ("domain.name", 'domain = { name = "https://a.b", zone = "a.b", zone_id = "Z1" }'),
        ("domain.zone_id", 'domain = { name = "a.example", zone = "a.example", zone_id = "a" }'),
        ("firewal", 'firewal = "count"'),
    ],
)
def test_what_a_stage_file_says_wrongly_is_named(stage_file, setting, line):
    table, _, _ = setting.partition(".")
    with pytest.raises(ConfigurationError) as error:
        _with(stage_file, table, line)()
    said = str(error.value).splitlines()
    assert said[0] == "stages/mine.toml can't be used:"
    assert [each.strip().partition(":")[0] for each in said[1:-1]] == [setting]


def _with(stage_file, table, line):
    """Say one thing otherwise, in place of what the file says of it."""
    key, _, value = line.partition(" = ")
    if "." not in key:
        return stage_file(without=f"{table} ", beside=line)
    changes = {table: {key.partition(".")[2]: tomllib.loads(f"x = {value}")["x"]}}
    return partial(stage_file(), changes=changes)


@pytest.mark.parametrize("setting", ["firewall", "rest_throttle", "production"])
def test_what_a_stage_file_does_not_say_is_named(stage_file, setting):
    with pytest.raises(ConfigurationError, match=f"{setting}: This field is needed"):
        stage_file(without=f"{setting} ")()


def test_the_local_cloud_sends_no_mail():
    assert stage_config("local").mail is None


def test_a_file_that_is_no_toml_is_named(stage_file):
    with pytest.raises(ConfigurationError, match=r"stages/mine.toml is no TOML: .*line 1"):
        stage_file(beside="firewall =")()


@pytest.mark.parametrize("name", ["nowhere", "Prod", "../prod", "x" * 300, ""])
def test_of_a_stage_without_a_file_it_is_said_how_to_make_one(name):
    with pytest.raises(ConfigurationError, match="Copy stages") as error:
        stage_config(name)
    assert all(known in str(error.value) for known in SHIPPED)


def test_a_missing_layer_tells_how_to_build_it(tmp_path):
    for stage, target in (("local", "local"), ("test", "aws")):
        config = aws_stage(stage)
        builds = replace(Builds.of(config), dependencies=tmp_path)
        with pytest.raises(ConfigurationError, match=f"scripts.build_layers --target {target}"):
            build(App(outdir=str(tmp_path / stage)), config, builds)


def test_a_missing_site_tells_how_to_build_it(builds, tmp_path):
    builds = replace(builds, site=tmp_path)
    with pytest.raises(ConfigurationError, match="npm --prefix web run build"):
        build(App(outdir=str(tmp_path / "out")), aws_stage("test"), builds)


def test_the_app_says_what_is_wrong_without_a_traceback(tmp_path):
    environment = {
        **os.environ,
        "CROUPIER_DEPENDENCIES": str(tmp_path),
        "CDK_OUTDIR": str(tmp_path),
    }
    run = subprocess.run(
        [sys.executable, "-m", "infra.app"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "python -m scripts.build_layers --target local" in run.stderr
    assert "Traceback" not in run.stderr


def test_no_account_or_region_is_fixed(aws):
    assert "000000000000" not in json.dumps(aws.templates)
    for stack, template in aws.templates.items():
        regional = not stack.endswith("-Worldwide")
        assert aws.region_of(stack) == ("unknown-region" if regional else "us-east-1")
        # What CloudFront takes from there alone is read at the doors, and shown on a dashboard.
        if not stack.endswith(("-Worldwide", "-Edge", "-State")):
            assert "us-east-1" not in json.dumps(template)


def test_a_stage_has_room_to_grow(aws, prod, local, capsys):
    """CloudFormation takes 500 resources and 1,000,000 bytes a stack."""
    for stage in (aws, prod, local):
        counts = {name: len(each["Resources"]) for name, each in stage.templates.items()}
        with capsys.disabled():
            print(f"\n  {sum(counts.values())} resources:", ", ".join(map(_told, counts.items())))
        assert max(counts.values()) < 200
        assert sum(counts.values()) < 500
        assert all(len(json.dumps(each)) < 400_000 for each in stage.templates.values())


def _told(count):
    name, resources = count
    return f"{name} {resources}"


def test_only_what_every_deployment_leaves_as_it_is_is_handed_from_stack_to_stack(stage):
    state, *others = stage.templates
    for each in others:
        outputs = stage.templates[each].get("Outputs", {}).values()
        assert not any("Export" in output for output in outputs), each
    exports = json.dumps(stage.templates[state]["Outputs"])
    for name, resource in stage.templates[state]["Resources"].items():
        if f'"{name}"' in exports:
            assert resource["Type"].split("::")[1] != "Lambda", name


def test_the_doors_open_when_all_is_there_that_they_lead_to(stage):
    state, *others, edge = stage.templates
    assert stage.deployed_before(edge) == {state, *others}
    for each in others:
        if each.endswith("-Worldwide"):
            continue
        assert stage.deployed_before(each) == {state}


def test_a_context_is_deployed_whole(stage):
    """What belongs to a function comes and goes with it: its role, its log, its routes, alarms."""
    for name in stage.functions():
        context = "".join(part.capitalize() for part in name.split(".")[0].split("_"))
        [stack] = [each for each in stage.templates if each.endswith(f"-{context}")]
        handlers = [
            resource["Properties"]["Handler"]
            for resource in stage.templates[stack]["Resources"].values()
            if resource["Type"] == "AWS::Lambda::Function"
        ]
        assert f"functions.{name}.handler" in handlers


def test_an_unexplained_finding_stops_the_synthesis(tmp_path):
    """All stages of these tests were synthesised with cdk-nag, which is seen here to bite."""
    app = App(outdir=str(tmp_path), analytics_reporting=False)
    dynamodb.Table(
        Stack(app, "Careless"),
        "Table",
        partition_key=dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING),
    )
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()
    assert "AwsSolutions-DDB3" in (tmp_path / "validation-report.json").read_text()
