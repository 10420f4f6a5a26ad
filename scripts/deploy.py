"""Deploy to AWS: `make deploy STAGE=test`."""

from __future__ import annotations

import argparse

import boto3

from scripts import deployment, tools
from scripts.progress import StepFailed, console, run
from scripts.settings import LOCAL_STAGE, ROOT, Settings


def main() -> None:
    """Build what is deployed, deploy it, and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", help="the stage's name, in lower-case letters and digits")
    stage: str = parser.parse_args().stage
    if not stage or stage == LOCAL_STAGE:
        message = "`make deploy` needs the name of an AWS stage."
        raise StepFailed(message, advice="For example: make deploy STAGE=test (local: make up)")
    session = boto3.Session()
    region: str | None = session.region_name
    if region is None or session.get_credentials() is None:
        message = "No AWS credentials and region were found."
        raise StepFailed(
            message,
            advice="Set AWS_PROFILE, or AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION.",
        )
    settings = Settings.from_environment()
    tools.install_node_packages(settings, ROOT, "the CDK command line")
    tools.build_player_site(settings)
    outputs = deployment.deploy_to_aws(settings, stage)
    file = deployment.write_endpoints(settings, stage, region, outputs)
    console.print(f"  Stage {stage} is at {outputs.get('WebUrl', outputs['RestUrl'])}")
    console.print(f"  Its endpoints are in {file.relative_to(ROOT)}")
    console.print(f"  The demo games and tables: python -m croupier seed --stage {stage}")


if __name__ == "__main__":
    run(main)
