"""Deploy to AWS: `make deploy STAGE=test`."""

from __future__ import annotations

import argparse
import os

import boto3

from scripts import deployment, tools
from scripts.progress import StepFailed, console, run
from scripts.settings import LOCAL_STAGE, ROOT, CopySettings


def main() -> None:
    """Build what is deployed, deploy it, and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", help="the stage's name, in lower-case letters and digits")
    parser.add_argument(
        "--alarm-email",
        default="",
        help="who hears of alarms; without it, who heard of them before",
    )
    wanted = parser.parse_args()
    stage: str = wanted.stage
    if not stage or stage == LOCAL_STAGE:
        message = "`make deploy` needs the name of an AWS stage."
        raise StepFailed(message, advice="For example: make deploy STAGE=test (local: make up)")
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
    outputs = deployment.deploy_to_aws(settings, stage, alarm_email=wanted.alarm_email)
    file = deployment.write_endpoints(settings, stage, region, outputs)
    console.print(f"  Stage {stage} is at {outputs.get('WebUrl', outputs['RestUrl'])}")
    console.print(f"  Its endpoints are in {file.relative_to(ROOT)}")
    console.print(_who_hears(outputs))
    console.print(f"  The demo games and tables: python -m croupier seed --stage {stage}")


def _who_hears(outputs: deployment.Outputs) -> str:
    if email := outputs.get("AlarmEmail"):
        return f"  Alarms go to {email}, who has to confirm by the link in AWS's first mail"
    return "  [yellow]Nobody hears of alarms[/yellow]: deploy with ALARM_EMAIL=you@example.com"


if __name__ == "__main__":
    run(main)
