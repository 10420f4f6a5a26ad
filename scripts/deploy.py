"""Deploy to AWS: `make deploy STAGE=test` shows what it would change, and asks."""

from __future__ import annotations

import argparse
import os

import boto3
from rich.markup import escape
from rich.text import Text

from infra.config import ConfigurationError, StageConfig, stage_config
from scripts import deployment, preflight, tools
from scripts.progress import StepFailed, answer, console, run, step
from scripts.settings import LOCAL_STAGE, ROOT, CopySettings


def main() -> None:
    """Check the account, build what is deployed, show it, deploy it, and say where it is."""
    arguments = wanted("deploy", __doc__, locally="make up")
    stage: str = arguments.stage
    settings = CopySettings.from_environment()
    config = read(stage)
    session = aws_session()
    with step("Check the account"):
        report = preflight.check(session, config)
    tell(report)
    if report.failed:
        message = "The account is not ready for this stage; nothing was changed."
        raise StepFailed(message, advice="Do what is said above, then run the same command again.")
    tools.install_node_packages(settings, ROOT, "the CDK command line")
    tools.build_player_site(settings)
    if report.needs_bootstrap:
        regions = " and ".join(report.needs_bootstrap)
        _agree(f"Set up the CDK in {regions} (cdk bootstrap)?", yes=arguments.yes)
        deployment.bootstrap_aws(settings, session, report.needs_bootstrap)
    console.print(Text.from_ansi(deployment.differences(settings, stage)))
    _agree(f"Deploy this to stage {stage}?", yes=arguments.yes)
    outputs = deployment.deploy_to_aws(settings, stage)
    file = deployment.write_endpoints(settings, stage, session.region_name, outputs)
    console.print(f"  Stage {stage} is at {outputs.get('WebUrl', outputs['RestUrl'])}")
    console.print(f"  Its endpoints are in {file.relative_to(ROOT)}")
    console.print(_who_hears(config))
    console.print(f"  The demo games and tables: python -m croupier seed --stage {stage}")


def wanted(command: str, description: str | None, *, locally: str) -> argparse.Namespace:
    """Read what was asked for: a ``stage`` of AWS, and whether to go on without asking (``yes``).

    Parameters
    ----------
    command : str
        The target of the Makefile.
    locally : str
        What does the same to the stage on this machine.

    Raises
    ------
    StepFailed
        If it is no stage of AWS.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("stage", help="the stage's name, which is that of its file in stages/")
    parser.add_argument("--yes", action="store_true", help=f"{command} without asking")
    arguments = parser.parse_args()
    if not arguments.stage or arguments.stage == LOCAL_STAGE:
        message = f"`make {command}` needs the name of an AWS stage."
        advice = f"For example: make {command} STAGE=test (local: {locally})"
        raise StepFailed(message, advice=advice)
    return arguments


def read(stage: str) -> StageConfig:
    """Read a stage's file.

    Raises
    ------
    StepFailed
        If there is none, or it says what can't be used.
    """
    try:
        with step(f"Read stages/{stage}.toml"):
            return stage_config(stage)
    except ConfigurationError as error:
        message, _, advice = str(error).partition("\n")
        raise StepFailed(message, advice=advice) from error


def aws_session() -> boto3.Session:
    """Return the session of the ordinary AWS credentials chain."""
    # The CDK knows both names of the variable, boto3 one of them.
    return boto3.Session(region_name=os.environ.get("AWS_REGION") or None)


def tell(report: preflight.Report) -> None:
    """Print everything that was found."""
    for finding in report.findings:
        console.print(f"  {finding.readiness.value} {escape(finding.said)}")
        if finding.advice:
            console.print(f"    {escape(finding.advice)}")


def _agree(question: str, *, yes: bool) -> None:
    if yes:
        return
    without = "Without being asked: make deploy STAGE=… YES=1"
    if answer(f"{question} [y/N]", otherwise=without).lower() not in {"y", "yes"}:
        raise StepFailed("Nothing was changed.")


def _who_hears(config: StageConfig) -> str:
    if config.alarm_email:
        who = config.alarm_email
        return f"  Alarms go to {who}, who has to confirm by the link in AWS's first mail"
    file = f"stages/{config.name}.toml"
    return f"  [yellow]Nobody hears of alarms[/yellow]: name an alarm_email in {file}"


if __name__ == "__main__":
    run(main)
