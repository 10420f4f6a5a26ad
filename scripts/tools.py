"""Install what the project needs beside its own Python environment; skip what is there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scripts import commands, fingerprint
from scripts.progress import step
from scripts.settings import ROOT, CopySettings

if TYPE_CHECKING:
    from pathlib import Path

_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
_NETWORK_ADVICE = (
    "Is the package registry reachable? When it is, run the same command again; what was "
    "installed stays installed."
)


def uv() -> Path:
    """Return the installer that the Makefile put into the project's environment."""
    return commands.BIN / "uv"


def cloud_python(settings: CopySettings) -> Path:
    """Return the interpreter of the local cloud's own environment."""
    return settings.tools / "venvs/local_cloud/bin/python"


def psp_python(settings: CopySettings) -> Path:
    """Return the interpreter of the local payment provider's own environment."""
    return settings.tools / "venvs/local_psp/bin/python"


def install_local_services(settings: CopySettings) -> None:
    """Install MiniStack and localstripe, each into an environment of its own.

    They pin libraries that the project uses in other versions.
    """
    for name, title in (("local_cloud", "the local cloud"), ("local_psp", "the payment provider")):
        requirements = ROOT / "scripts" / name / "requirements.txt"
        venv = settings.tools / "venvs" / name
        digest = fingerprint.of_files(requirements.parent, [requirements.name], _PYTHON)
        stamp = fingerprint.Stamp(venv / "installed", digest)
        if stamp.fresh():
            continue
        with step(f"Install {title}"):
            log = settings.logs / f"install-{name}.log"
            title = f"Installing {title}"
            commands.call(
                title,
                [uv(), "venv", "--clear", "--python", sys.executable, venv],
                cwd=ROOT,
                log=log,
            )
            commands.call(
                title,
                [uv(), "pip", "sync", "--python", venv / "bin/python", requirements],
                cwd=ROOT,
                log=log,
                advice=_NETWORK_ADVICE,
            )
        stamp.write()


def install_node_packages(settings: CopySettings, folder: Path, title: str) -> None:
    """Install a folder's locked Node.js packages."""
    digest = fingerprint.of_files(folder, ["package.json", "package-lock.json"])
    stamp = fingerprint.Stamp(folder / "node_modules/.installed", digest)
    if stamp.fresh():
        return
    with step(f"Install {title}"):
        commands.call(
            f"Installing {title}",
            [commands.BIN / "npm", "ci", "--no-audit", "--no-fund"],
            cwd=folder,
            log=settings.logs / f"install-node-{folder.name}.log",
            advice=_NETWORK_ADVICE,
        )
    stamp.write()


def client_library() -> Path:
    """Return the folder of the TypeScript client, whose sources the player site is built with."""
    return ROOT / "clients/typescript"


def install_strangers(settings: CopySettings) -> Path:
    """Install other people's tools that read the API reference, and return their folder."""
    folder = ROOT / "tests/strangers"
    install_node_packages(settings, folder, "what reads the API reference")
    return folder


def build_player_site(settings: CopySettings) -> Path:
    """Build the player site unless its sources are the ones that were built last.

    Returns
    -------
    Path
        The folder to serve.
    """
    web = ROOT / "web"
    install_node_packages(settings, web, "the player site's packages")
    sources = [
        path.name for path in web.iterdir() if path.name not in {"dist", "node_modules", "tests"}
    ]
    library = fingerprint.of_files(client_library(), ["package.json", "src"])
    site = web / "dist"
    stamp = fingerprint.Stamp(
        settings.tools / "build/web.stamp", fingerprint.of_files(web, sorted(sources), library)
    )
    if not (stamp.fresh() and (site / "index.html").exists()):
        with step("Build the player site"):
            commands.call(
                "Building the player site",
                [commands.BIN / "npm", "run", "build"],
                cwd=web,
                log=settings.logs / "build-web.log",
                advice="Correct what the log shows, then run the same command again.",
            )
        stamp.write()
    return site
