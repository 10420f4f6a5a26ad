"""What every context is handed to build with."""

from dataclasses import dataclass

from infra.config import StageConfig
from infra.shared.alarms import Alarms
from infra.shared.layers import Layers


@dataclass(frozen=True)
class Platform:
    """One stage's settings, its layers, and who is told when something fails."""

    config: StageConfig
    layers: Layers
    alarms: Alarms
