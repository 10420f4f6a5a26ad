"""Deploy the CDK app, to the local cloud or to AWS, and tell clients where it is."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from scripts import build_layers, commands, fingerprint
from scripts.progress import step
from scripts.settings import LOCAL_ACCOUNT, LOCAL_REGION, LOCAL_STAGE, ROOT, CopySettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SOURCES = (
    "cdk.json", "docs/api/openapi.json", "functions", "infra", "layers", "package-lock.json",
    "requirements.txt", "stages",
)  # fmt: skip
_RECORD = "/croupier/local/deployment"
# Enough for all contexts that wait, each for its own functions' versions to take over.
_STACKS_AT_ONCE = "8"
_CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}

Outputs = dict[str, str]


def local_client(settings: CopySettings, service: str) -> Any:
    """Return a boto3 client of the local cloud."""
    session: Any = boto3.Session(
        region_name=LOCAL_REGION,
        aws_access_key_id=_CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=_CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )
    return session.client(
        service,
        endpoint_url=settings.cloud.url,
        # The first call of a service makes the local cloud import it.
        config=Config(retries={"max_attempts": 5}, read_timeout=120),
    )


@dataclass(frozen=True)
class LocalDeployment:
    """What stands in the local cloud, and whether it was put there just now."""

    outputs: Outputs
    digest: str
    changed: bool

    def remember(self, settings: CopySettings) -> None:
        """Record that this content is deployed and seeded.

        The record is kept in the local cloud itself, so that record and fact cannot part: both
        are wiped, restored and lost together.
        """
        local_client(settings, "ssm").put_parameter(
            Name=_RECORD,
            Value=json.dumps({"digest": self.digest, "outputs": self.outputs}),
            Type="String",
            Overwrite=True,
        )


def deploy_locally(settings: CopySettings) -> LocalDeployment:
    """Deploy to the local cloud unless this very content is deployed there already."""
    build_layers.build(settings, "local")
    changes = {
        "allowed_origins": [settings.web.url],
        "psp_api_base": settings.psp.url,
        **settings.changes,
    }
    context = {"stage": LOCAL_STAGE, "changes": json.dumps(changes, sort_keys=True)}
    digest = fingerprint.of_files(ROOT, _SOURCES, json.dumps(context, sort_keys=True))
    record = _record(settings)
    if record.get("digest") == digest:
        return LocalDeployment(record["outputs"], digest, changed=False)
    env = {
        **_CREDENTIALS,
        "AWS_REGION": LOCAL_REGION,
        "AWS_DEFAULT_REGION": LOCAL_REGION,
        "AWS_ENDPOINT_URL": settings.cloud.url,
        # The CDK remembers accounts by access key, and ours is everybody's.
        "HOME": str(settings.home),
    }
    if not _bootstrapped(settings):
        with step("Bootstrap the local cloud for CDK"):
            _cdk(
                settings,
                "Bootstrapping",
                ["bootstrap", f"aws://{LOCAL_ACCOUNT}/{LOCAL_REGION}"],
                context=context,
                env=env,
            )
    with step("Deploy Croupier to the local cloud"):
        outputs = _deploy(settings, context, env)
    return LocalDeployment(outputs, digest, changed=True)


def bootstrap_aws(settings: CopySettings, session: boto3.Session, regions: Iterable[str]) -> None:
    """Set up the CDK in regions of the account that a session leads to."""
    with step("Bootstrap the account for CDK"):
        account = session.client("sts").get_caller_identity()["Account"]
        # Where no app is at hand, the CLI can't find out by itself.
        environments = [f"aws://{account}/{region}" for region in regions]
        _cdk(settings, "Bootstrapping", ["bootstrap", *environments], context={}, env={})


def differences(settings: CopySettings, stage: str) -> str:
    """Return what a deployment would change in AWS, as the CDK tells it."""
    build_layers.build(settings, "aws")
    with step(f"Compare with what is deployed at stage {stage}"):
        log = _cdk(settings, "Comparing", ["diff", "--all"], context={"stage": stage}, env={})
    # But for the first line, which is the command.
    return log.read_text(errors="replace").partition("\n")[2]


def deploy_to_aws(settings: CopySettings, stage: str) -> Outputs:
    """Deploy what `differences` told of, and not what the files have become since."""
    with step(f"Deploy Croupier to stage {stage}"):
        return _deploy(settings, {"stage": stage}, {}, app=_assembly(settings))


def function_environment(settings: CopySettings) -> dict[str, str]:
    """Return the environment of the deployed functions, for programs that stand in for one.

    Table names and the like are nobody's guess this way: they are what the functions use.
    """
    variables: dict[str, str] = {}
    for function in _functions(settings):
        variables |= function.get("Environment", {}).get("Variables", {})
    return {
        **variables,
        **_CREDENTIALS,
        "AWS_REGION": LOCAL_REGION,
        "AWS_DEFAULT_REGION": LOCAL_REGION,
        "AWS_ENDPOINT_URL": settings.cloud.url,
    }


def set_off(settings: CopySettings, name: str) -> None:
    """Let a deployed function that a timer sets off every minute run now; don't wait for it.

    Parameters
    ----------
    name : str
        Its module below `functions`, such as ``tables.sweep_rounds``.

    Raises
    ------
    LookupError
        If there is none of that name.
    """
    wanted = f"functions.{name}.handler"
    named = (each for each in _functions(settings) if each["Handler"] == wanted)
    function = next(named, None)
    if function is None:
        raise LookupError(f"no function of {name} is deployed")
    local_client(settings, "lambda").invoke(
        FunctionName=function["FunctionName"], InvocationType="Event", Payload="{}"
    )


def _functions(settings: CopySettings) -> Iterator[dict[str, Any]]:
    for page in local_client(settings, "lambda").get_paginator("list_functions").paginate():
        yield from page["Functions"]


def webhook_secret(settings: CopySettings, outputs: Outputs) -> str:
    """Return what the deployed functions expect the payment provider to sign with."""
    secret = local_client(settings, "secretsmanager").get_secret_value(
        SecretId=outputs["PspSecretId"]
    )
    return str(json.loads(secret["SecretString"])["webhook_secret"])


def write_endpoints(settings: CopySettings, stage: str, region: str, outputs: Outputs) -> Path:
    """Write where clients find the platform, in the form that they rely on.

    The local copy is in ``endpoints.json``. Another stage is in ``endpoints.<stage>.json``, and in
    ``endpoints.json`` as well where that does not tell of a local copy.

    Returns
    -------
    Path
        The file that stays this stage's own.
    """
    local = stage == LOCAL_STAGE
    if local:
        path = f"{settings.cloud.url}/_aws/execute-api"
        rest_url = f"{path}/{outputs['RestApiId']}/{outputs['RestStage']}"
        websocket_url = f"{path}/{outputs['WebSocketApiId']}/{outputs['WebSocketStage']}"
        websocket_url = websocket_url.replace("http://", "ws://", 1)
        web_url = settings.web.url
    else:
        rest_url = outputs["RestUrl"]
        websocket_url = outputs["WebSocketUrl"]
        web_url = outputs.get("WebUrl", "")
    endpoints = {
        "stage": stage,
        "region": region,
        "rest_url": rest_url.rstrip("/"),
        "websocket_url": websocket_url.rstrip("/"),
        "web_url": web_url,
        "user_pool_id": outputs["UserPoolId"],
        "user_pool_client_id": outputs["UserPoolClientId"],
    }
    if local:
        endpoints |= {"aws_endpoint_url": settings.cloud.url, "psp_url": settings.psp.url}
    file = settings.endpoints_file if local else settings.stage_endpoints_file(stage)
    file.parent.mkdir(parents=True, exist_ok=True)
    files = {file} if _tells_of(settings, LOCAL_STAGE) else {file, settings.endpoints_file}
    for each in files:
        each.write_text(json.dumps(endpoints, indent=2) + "\n")
    return file


def _tells_of(settings: CopySettings, stage: str) -> bool:
    try:
        told = json.loads(settings.endpoints_file.read_text())["stage"]
    except (OSError, ValueError, KeyError):
        return False
    return bool(told == stage)


def forget(settings: CopySettings, stage: str) -> None:
    """Let no client look for a stage that is gone: others may answer at its ports."""
    if _tells_of(settings, stage):
        settings.endpoints_file.unlink()
    settings.stage_endpoints_file(stage).unlink(missing_ok=True)


def _record(settings: CopySettings) -> dict[str, Any]:
    try:
        parameter = local_client(settings, "ssm").get_parameter(Name=_RECORD)["Parameter"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ParameterNotFound":
            raise
        return {}
    record: dict[str, Any] = json.loads(parameter["Value"])
    return record


def _bootstrapped(settings: CopySettings) -> bool:
    try:
        local_client(settings, "cloudformation").describe_stacks(StackName="CDKToolkit")
    except ClientError:
        return False
    return True


def _assembly(settings: CopySettings) -> Path:
    return settings.home / "cdk/out"


def _deploy(
    settings: CopySettings,
    context: Mapping[str, str],
    env: Mapping[str, str],
    *,
    app: Path | None = None,
) -> Outputs:
    outputs_file = settings.home / "cdk/outputs.json"
    outputs_file.parent.mkdir(parents=True, exist_ok=True)
    outputs_file.unlink(missing_ok=True)
    _cdk(
        settings,
        "Deploying",
        [
            "deploy",
            "--all",
            "--require-approval",
            "never",
            "--outputs-file",
            str(outputs_file),
            *(("--app", str(app), "--concurrency", _STACKS_AT_ONCE) if app else ()),
        ],
        context=context,
        env=env,
    )
    stacks = json.loads(outputs_file.read_text())
    return {name: value for outputs in stacks.values() for name, value in outputs.items()}


def _cdk(
    settings: CopySettings,
    title: str,
    arguments: list[str],
    *,
    context: Mapping[str, str],
    env: Mapping[str, str],
) -> Path:
    folder = ROOT
    if title == "Bootstrapping":
        # Where there is no cdk.json, the CLI does not synthesise an app that it does not need.
        folder = settings.home / "cdk"
        folder.mkdir(parents=True, exist_ok=True)
    log = settings.logs / f"cdk-{title.lower()}.log"
    commands.call(
        title,
        [
            commands.BIN / "node",
            ROOT / "node_modules/aws-cdk/bin/cdk",
            *arguments,
            *(("--output", _assembly(settings)) if folder == ROOT else ()),
            "--no-notices",
            "--no-version-reporting",
            "--ci",
            "--progress",
            "events",
            *(part for name, value in context.items() for part in ("--context", f"{name}={value}")),
        ],
        cwd=folder,
        log=log,
        env={
            "CDK_DISABLE_CLI_TELEMETRY": "true",
            # Unpacked once for all copies on this machine, wherever HOME is.
            "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(
                Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "croupier/jsii"
            ),
            "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
            **env,
        },
        advice="Correct what the log shows, then run the same command again.",
    )
    return log
