"""Run every test: `make test` (which runs `make check` first)."""

from __future__ import annotations

import subprocess
import sys

from scripts import chromium, commands, tools, up
from scripts.progress import run, step
from scripts.settings import ROOT, Settings


def main() -> None:
    """Install what the tests need, run those of the TypeScript parts, then pytest."""
    settings = Settings.from_environment()
    browser = chromium.ensure(settings)
    up.install(settings)
    tools.build_player_site(settings)
    tools.install_node_packages(settings, tools.client_library(), "the client library's packages")
    for title, folder in (
        ("the player site's units", ROOT / "web"),
        ("the TypeScript client", tools.client_library()),
    ):
        with step(f"Test {title}"):
            commands.call(
                f"Testing {title}",
                [commands.BIN / "npm", "test"],
                cwd=folder,
                log=settings.logs / f"test-{folder.name}.log",
                env={"CI": "true"},
            )
    # Last, so that its summary closes the output.
    code = subprocess.run(
        [commands.BIN / "pytest"],
        cwd=ROOT,
        env=commands.environment({"CROUPIER_CHROMIUM": str(browser)}),
        check=False,
    ).returncode
    sys.exit(code)


if __name__ == "__main__":
    run(main)
