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
from infra.shared.stacks import Stacks
from infra.stage import put_together


def build(app: App, config: StageConfig, builds: Builds | None = None) -> Stacks:
    """Put a stage into the app.

    Raises
    ------
    ConfigurationError
        If something must be built first.
    """
    return put_together(app, config, builds or Builds.of(config))


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
        config = stage_config(app.node.try_get_context("stage") or "local", _changes(app))
        build(app, config)
    except ConfigurationError as error:
        sys.exit(f"error: {error}")
    # Nothing goes to AWS that cdk-nag has not seen. The tests show it the local stage.
    if not config.local_cloud:
        Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    app.synth()


if __name__ == "__main__":
    main()
