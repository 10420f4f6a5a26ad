"""The CDK app: ``cdk synth -c stage=dev`` and the like run it.

No account or region is fixed, so synthesis needs no credentials; a stage goes where the credentials
of whoever deploys it lead.
"""

import sys

from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks

from infra.config import ConfigurationError, stage_config
from infra.stack import CroupierStack


def build(app: App) -> CroupierStack:
    """Put the stage that the app's context names into the app.

    Raises
    ------
    ConfigurationError
        If the context asks for something impossible, or a build is missing.
    """
    config = stage_config(app.node.try_get_context)
    stack = CroupierStack(app, f"Croupier-{config.name}", config)
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    return stack


def main() -> None:
    """Synthesise the stage, or say what stands in the way."""
    app = App()
    try:
        build(app)
    except ConfigurationError as error:
        sys.exit(f"error: {error}")
    app.synth()


if __name__ == "__main__":
    main()
