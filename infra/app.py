"""The CDK app: ``cdk synth -c stage=dev`` and the like run it.

No account or region is fixed, so synthesis needs no credentials; a stage goes where the credentials
of whoever deploys it lead.
"""

import sys

from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks

from infra.config import ConfigurationError, StageConfig, stage_config
from infra.stack import CroupierStack


def build(app: App, config: StageConfig) -> CroupierStack:
    """Put a stage into the app, with cdk-nag's judgement on it.

    Raises
    ------
    ConfigurationError
        If something must be built first.
    """
    stack = CroupierStack(app, f"Croupier-{config.name}", config)
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    return stack


def main() -> None:
    """Synthesise the stage that the context names, or say what stands in the way."""
    app = App()
    try:
        build(app, stage_config(app.node.try_get_context))
    except ConfigurationError as error:
        sys.exit(f"error: {error}")
    app.synth()


if __name__ == "__main__":
    main()
