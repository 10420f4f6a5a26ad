"""The two layers under every function: the product, and what it imports."""

from collections.abc import Sequence
from pathlib import Path

from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.config import ROOT, ConfigurationError, StageConfig
from infra.shared.runtime import ARCHITECTURE, RUNTIME


class Layers(Construct):
    """The domain and the third-party wheels, apart, because the wheels change rarely."""

    def __init__(self, scope: Construct, construct_id: str, config: StageConfig) -> None:
        super().__init__(scope, construct_id)
        _require_build(config.dependencies, config.dependencies_command)
        self.dependencies = self._layer("Dependencies", config.dependencies)
        self.domain = self._layer(
            "Domain", ROOT / "layers/domain", exclude=["**/__pycache__", "**/*.md"]
        )

    @property
    def all(self) -> list[lambda_.ILayerVersion]:
        """Both, in the order in which Lambda lays them over each other."""
        return [self.dependencies, self.domain]

    def _layer(
        self, construct_id: str, folder: Path, *, exclude: Sequence[str] = ()
    ) -> lambda_.LayerVersion:
        return lambda_.LayerVersion(
            self,
            construct_id,
            code=lambda_.Code.from_asset(str(folder), exclude=list(exclude)),
            compatible_architectures=[ARCHITECTURE],
            compatible_runtimes=[RUNTIME],
        )


def _require_build(folder: Path, command: str) -> None:
    if not (folder / "python").is_dir():
        raise ConfigurationError(f"{folder} holds no built layer.\nBuild it first: {command}")
