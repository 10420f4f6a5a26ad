"""The code that runs: two layers, the product and what it imports, and each context's handlers."""

from collections.abc import Sequence
from pathlib import Path

from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.config import ROOT, Builds, ConfigurationError, StageConfig
from infra.shared.bytecode import compiler, staged
from infra.shared.runtime import ARCHITECTURE, RUNTIME


class Packages:
    """What is packed for Lambda, compiled once for all stacks.

    Attributes
    ----------
    is_compiled : bool
        Whether functions find their modules compiled; there must be a compiler for that.

    Raises
    ------
    ConfigurationError
        If the third-party packages were not built.
    """

    def __init__(self, config: StageConfig, builds: Builds) -> None:
        _require_build(builds.dependencies, builds.dependencies_command)
        self._compiler = compiler(local=config.local_cloud)
        self._dependencies = builds.dependencies
        self._domain = self._staged(ROOT / "layers/domain", ["python"], "/opt")
        self.is_compiled = self._compiler is not None

    def dependencies(self) -> lambda_.AssetCode:
        """Pack the third-party packages."""
        return lambda_.Code.from_asset(str(self._dependencies))

    def domain(self) -> lambda_.AssetCode:
        """Pack the product."""
        return lambda_.Code.from_asset(str(self._domain))

    def handlers(self, context: str) -> lambda_.AssetCode:
        """Pack one context's handlers under their import names, and nothing of the others."""
        names = ["functions/__init__.py", f"functions/{context}"]
        return lambda_.Code.from_asset(str(self._staged(ROOT, names, "/var/task")))

    def _staged(self, root: Path, names: Sequence[str], deployed_as: str) -> Path:
        return staged(root, names, ROOT / ".local/build/code", self._compiler, deployed_as)


class Layers(Construct):
    """The domain and the third-party wheels, apart, because the wheels change rarely."""

    def __init__(self, scope: Construct, construct_id: str, packages: Packages) -> None:
        super().__init__(scope, construct_id)
        self._dependencies = self._layer("Dependencies", packages.dependencies())
        self._domain = self._layer("Domain", packages.domain())

    @property
    def all(self) -> list[lambda_.ILayerVersion]:
        """Both, in the order in which Lambda lays them over each other."""
        return [self._dependencies, self._domain]

    def _layer(self, construct_id: str, code: lambda_.AssetCode) -> lambda_.LayerVersion:
        return lambda_.LayerVersion(
            self,
            construct_id,
            code=code,
            compatible_architectures=[ARCHITECTURE],
            compatible_runtimes=[RUNTIME],
        )


def _require_build(folder: Path, command: str) -> None:
    if not (folder / "python").is_dir():
        raise ConfigurationError(f"{folder} holds no built layer.\nBuild it first: {command}")
