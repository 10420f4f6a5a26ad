"""Find a Chromium for the browser tests, or install Debian's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from scripts import commands
from scripts.progress import StepFailed, step
from scripts.settings import ROOT, CopySettings

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ON_MACOS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)


def find() -> Path | None:
    """Return a Chromium or Chrome of this machine; `CROUPIER_CHROMIUM` names one outright."""
    if named := os.environ.get("CROUPIER_CHROMIUM"):
        return Path(named)
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next((path for path in _ON_MACOS if path.exists()), None)


def ensure(settings: CopySettings) -> Path:
    """Return a browser, installing Debian's package where that is possible.

    Raises
    ------
    StepFailed
        There is none, and we may not install one.
    """
    if (browser := find()) is not None:
        return browser
    if shutil.which("apt-get") and os.geteuid() == 0:
        with step("Install Chromium for the browser tests"):
            for arguments in (
                ["update"],
                ["install", "--yes", "--no-install-recommends", _NAMES[0]],
            ):
                commands.call(
                    "Installing Chromium",
                    ["apt-get", "-qq", *arguments],
                    cwd=ROOT,
                    log=settings.logs / "install-chromium.log",
                    env={"DEBIAN_FRONTEND": "noninteractive"},
                )
        if (browser := find()) is not None:
            return browser
    message = "The browser tests need Chromium or Chrome, and none was found."
    raise StepFailed(
        message,
        advice="Install one (Debian: sudo apt-get install chromium), or say where it is: "
        "CROUPIER_CHROMIUM=/path/to/chrome make test",
    )
