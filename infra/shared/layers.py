"""The code that runs: two layers, the product and what it imports, and each context's handlers."""

from collections.abc import Sequence
from pathlib import Path

from aws_cdk import Annotations
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.config import ROOT, Builds, ConfigurationError, StageConfig
from infra.shared.bytecode import AWS_PYTHON, compiler, staged
from infra.shared.runtime import ARCHITECTURE, RUNTIME


class Layers(Construct):
    """The domain and the third-party wheels, apart, because the wheels change rarely."""

    def __init__(
        self, scope: Construct, construct_id: str, config: StageConfig, builds: Builds
    ) -> None:
        super().__init__(scope, construct_id)
        _require_build(builds.dependencies, builds.dependencies_command)
        self._compiler = compiler(local=config.local_cloud)
        if self._compiler is None:
            Annotations.of(self).add_warning_v2(
                "croupier:bytecode",
                f"There is no {AWS_PYTHON} here to compile with, so every cold start will compile "
                "what it imports, which takes as long again. Install it, and deploy once more.",
            )
        self.dependencies = self._layer("Dependencies", builds.dependencies)
        self.domain = self._layer(
            "Domain", self._staged(ROOT / "layers/domain", ["python"], "/opt")
        )

    @property
    def all(self) -> list[lambda_.ILayerVersion]:
        """Both, in the order in which Lambda lays them over each other."""
        return [self.dependencies, self.domain]

    def functions(self, context: str) -> lambda_.AssetCode:
        """Pack one context's handlers under their import names, and nothing of the others."""
        names = ["functions/__init__.py", f"functions/{context}"]
        return lambda_.Code.from_asset(str(self._staged(ROOT, names, "/var/task")))

    def _staged(self, root: Path, names: Sequence[str], deployed_as: str) -> Path:
        return staged(root, names, ROOT / ".local/build/code", self._compiler, deployed_as)

    def _layer(self, construct_id: str, folder: Path) -> lambda_.LayerVersion:
        return lambda_.LayerVersion(
            self,
            construct_id,
            code=lambda_.Code.from_asset(str(folder)),
            compatible_architectures=[ARCHITECTURE],
            compatible_runtimes=[RUNTIME],
        )


def _require_build(folder: Path, command: str) -> None:
    if not (folder / "python").is_dir():
        raise ConfigurationError(f"{folder} holds no built layer.\nBuild it first: {command}")
