"""The CDK app: ``cdk synth -c stage=test`` and the like run it.

What a stage is like stands in ``stages/<name>.toml``; ``-c changes='{"timings": {"betting": 6}}'``
changes that for once, which is how a laptop says what its ports are.
No account or region is fixed, so synthesis needs no credentials; a stage goes where the credentials
of whoever deploys it lead.
"""

import json
import sys
from typing import Any

from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks

from infra.config import Builds, ConfigurationError, StageConfig, stage_config
from infra.stack import CroupierStack


def build(app: App, config: StageConfig, builds: Builds | None = None) -> CroupierStack:
    """Put a stage into the app, with cdk-nag's judgement on it.

    Raises
    ------
    ConfigurationError
        If something must be built first.
    """
    stack = CroupierStack(app, f"Croupier-{config.name}", config, builds or Builds.of(config))
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    return stack


def _changes(app: App) -> dict[str, Any]:
    text = app.node.try_get_context("changes") or "{}"
    try:
        changes = json.loads(text)
    except ValueError:
        changes = None
    if not isinstance(changes, dict):
        raise ConfigurationError(f"changes must be an object in JSON, not {text!r}.")
    return changes


def main() -> None:
    """Synthesise the stage that the context names, or say what stands in the way."""
    app = App()
    try:
        build(app, stage_config(app.node.try_get_context("stage") or "local", _changes(app)))
    except ConfigurationError as error:
        sys.exit(f"error: {error}")
    app.synth()


if __name__ == "__main__":
    main()
