"""Where one running copy of Croupier lives: its folders, ports and stage."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
LOCAL_STAGE = "local"
LOCAL_REGION = "us-east-1"
LOCAL_ACCOUNT = "000000000000"
HOST = "127.0.0.1"

HEALTH_PATH = "/_croupier/health"
"""Where every service says to which copy it belongs: ``{"home": its folder}``."""

WARM_PATH = "/_croupier/warm"
"""Where the local cloud is asked to start its functions (POST), and how far it is (GET)."""

HOME_VARIABLE = "CROUPIER_HOME"
"""What tells a service that."""

# Beside the data, and outlives it: a copy that starts over does so where people know it.
_PORTS = "ports.json"


class SettingError(Exception):
    """An environment variable holds something that cannot be used."""


@dataclass(frozen=True)
class Port:
    """A loopback port, and the name under which a person can move it."""

    service: str
    variable: str
    number: int

    @classmethod
    def from_environment(
        cls, service: str, variable: str, default: int, remembered: Mapping[str, int]
    ) -> Port:
        """Read the port from `variable`, else as it is remembered, else take `default`.

        Raises
        ------
        SettingError
        """
        text = os.environ.get(variable) or str(remembered.get(variable, default))
        if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
            message = f"{variable} must be a port number between 1 and 65535, not {text!r}."
            raise SettingError(message)
        return cls(service, variable, int(text))

    @property
    def url(self) -> str:
        """The root URL of the service behind this port."""
        return f"http://{HOST}:{self.number}"


@dataclass(frozen=True)
class CopySettings:
    """Everything that tells two running copies apart.

    `tools` holds what may be shared by them (environments, built layers); `home` holds what
    belongs to one copy only (data, logs, process ids, endpoints). `changes` are to what
    `stages/local.toml` says of it.
    """

    cloud: Port
    psp: Port
    web: Port
    home: Path
    tools: Path = ROOT / ".local"
    root: Path = ROOT
    enforce_iam: bool = False
    changes: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_environment(cls) -> CopySettings:
        """Return the settings of this checkout's own copy, as `make up` runs it.

        Raises
        ------
        SettingError
        """
        home = ROOT / ".local"
        remembered = _remembered_ports(home)
        settings = cls(
            cloud=Port.from_environment("the local cloud", "CROUPIER_PORT", 4566, remembered),
            psp=Port.from_environment(
                "the local payment provider", "CROUPIER_PSP_PORT", 4567, remembered
            ),
            web=Port.from_environment("the player site", "CROUPIER_WEB_PORT", 4568, remembered),
            home=home,
            enforce_iam=os.environ.get("CROUPIER_ENFORCE_IAM", "").lower() in {"1", "true", "yes"},
        )
        by_number: dict[int, Port] = {}
        for port in settings.ports:
            other = by_number.setdefault(port.number, port)
            if other is not port:
                message = f"{other.variable} and {port.variable} are both {port.number}."
                raise SettingError(message)
        return settings

    @property
    def ports(self) -> tuple[Port, ...]:
        """Every port of this copy."""
        return (self.cloud, self.psp, self.web)

    def remember_ports(self) -> None:
        """Keep the ports for commands that are not told any."""
        self.home.mkdir(parents=True, exist_ok=True)
        ports = {port.variable: port.number for port in self.ports}
        (self.home / _PORTS).write_text(json.dumps(ports, indent=2) + "\n")

    @property
    def data(self) -> Path:
        """What `make reset` wipes and `make down` keeps."""
        return self.home / "data"

    @property
    def logs(self) -> Path:
        """One log file per process and per step."""
        return self.home / "logs"

    @property
    def run(self) -> Path:
        """Records of the processes that we started."""
        return self.home / "run"

    @property
    def endpoints_file(self) -> Path:
        """Where clients find this copy."""
        return self.home / "endpoints.json"

    def stage_endpoints_file(self, stage: str) -> Path:
        """Where clients find a stage that this checkout was deployed to."""
        return self.home / f"endpoints.{stage}.json"


def _remembered_ports(home: Path) -> dict[str, int]:
    try:
        ports: dict[str, int] = json.loads((home / _PORTS).read_text())
    except (OSError, ValueError):
        return {}
    return ports
