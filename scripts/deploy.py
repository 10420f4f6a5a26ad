"""Deploy to AWS: `make deploy STAGE=test`."""

from __future__ import annotations

import argparse
import os

import boto3

from infra.config import ConfigurationError, StageConfig, stage_config
from scripts import deployment, tools
from scripts.progress import StepFailed, console, run, step
from scripts.settings import LOCAL_STAGE, ROOT, CopySettings


def main() -> None:
    """Build what is deployed, deploy it, and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", help="the stage's name, which is that of its file in stages/")
    stage: str = parser.parse_args().stage
    if not stage or stage == LOCAL_STAGE:
        message = "`make deploy` needs the name of an AWS stage."
        raise StepFailed(message, advice="For example: make deploy STAGE=test (local: make up)")
    with step(f"Read stages/{stage}.toml"):
        config = _config(stage)
    settings = CopySettings.from_environment()
    session = boto3.Session()
    # The CDK knows both names of the variable, boto3 one of them.
    region: str | None = os.environ.get("AWS_REGION") or session.region_name
    if region is None or session.get_credentials() is None:
        message = "No AWS credentials and region were found."
        raise StepFailed(
            message,
            advice="Set AWS_PROFILE, or AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION.",
        )
    tools.install_node_packages(settings, ROOT, "the CDK command line")
    tools.build_player_site(settings)
    outputs = deployment.deploy_to_aws(settings, stage)
    file = deployment.write_endpoints(settings, stage, region, outputs)
    console.print(f"  Stage {stage} is at {outputs.get('WebUrl', outputs['RestUrl'])}")
    console.print(f"  Its endpoints are in {file.relative_to(ROOT)}")
    console.print(_who_hears(config))
    console.print(f"  The demo games and tables: python -m croupier seed --stage {stage}")


def _config(stage: str) -> StageConfig:
    try:
        return stage_config(stage)
    except ConfigurationError as error:
        message, _, advice = str(error).partition("\n")
        raise StepFailed(message, advice=advice) from error


def _who_hears(config: StageConfig) -> str:
    if config.alarm_email:
        who = config.alarm_email
        return f"  Alarms go to {who}, who has to confirm by the link in AWS's first mail"
    file = f"stages/{config.name}.toml"
    return f"  [yellow]Nobody hears of alarms[/yellow]: name an alarm_email in {file}"


if __name__ == "__main__":
    run(main)
