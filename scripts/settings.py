"""Where one running copy of Croupier lives: its folders, ports and stage."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
LOCAL_STAGE = "local"
LOCAL_REGION = "us-east-1"
LOCAL_ACCOUNT = "000000000000"
HOST = "127.0.0.1"


class SettingError(Exception):
    """An environment variable holds something that cannot be used."""


@dataclass(frozen=True)
class Port:
    """A loopback port, and the name under which a person can move it."""

    service: str
    variable: str
    number: int

    @classmethod
    def from_environment(cls, service: str, variable: str, default: int) -> Port:
        """Read the port from `variable`, falling back to `default`."""
        text = os.environ.get(variable, str(default))
        if not text.isdecimal() or not 0 < int(text) < 65536:
            message = f"{variable} must be a port number between 1 and 65535, not {text!r}."
            raise SettingError(message)
        return cls(service, variable, int(text))

    @property
    def url(self) -> str:
        """The root URL of the service behind this port."""
        return f"http://{HOST}:{self.number}"


@dataclass(frozen=True)
class Settings:
    """Everything that tells two running copies apart.

    `tools` holds what may be shared by them (environments, built layers); `home` holds what
    belongs to one copy only (data, logs, process ids, endpoints).
    """

    cloud: Port
    psp: Port
    web: Port
    home: Path
    tools: Path = ROOT / ".local"
    root: Path = ROOT
    enforce_iam: bool = False
    context: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_environment(cls) -> Settings:
        """Return the settings of this checkout's own copy, as `make up` runs it."""
        return cls(
            cloud=Port.from_environment("the local cloud", "CROUPIER_PORT", 4566),
            psp=Port.from_environment("the local payment provider", "CROUPIER_PSP_PORT", 4567),
            web=Port.from_environment("the player site", "CROUPIER_WEB_PORT", 4568),
            home=ROOT / ".local",
            enforce_iam=os.environ.get("CROUPIER_ENFORCE_IAM", "").lower() in {"1", "true", "yes"},
        )

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
