"""What every context is handed to build with."""

from dataclasses import dataclass

from infra.config import StageConfig
from infra.shared.alarms import Alarms
from infra.shared.stacks import Stacks


@dataclass(frozen=True)
class Platform:
    """One stage's settings, its stacks, and who is told when something fails."""

    config: StageConfig
    stacks: Stacks
    alarms: Alarms
