"""Run every test: `make test` (which runs `make check` first).

Tests of the deployed stack mostly wait for rounds, so those that need nothing but this process's
own memory run beside them, and give way to them: what a deployed test measures is the platform,
and not what else the machine has to do.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scripts import chromium, commands, tools, up
from scripts.progress import console, run, step
from scripts.settings import ROOT, CopySettings

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPLOYED: Final = ("tests/browser", "tests/cloud")
_LEAST_PRIORITY: Final = 19


def main() -> None:
    """Install what the tests need, run those of the TypeScript parts, then pytest."""
    settings = CopySettings.from_environment()
    browser = chromium.ensure(settings)
    up.install(settings)
    tools.build_player_site(settings)
    tools.install_node_packages(settings, tools.client_library(), "the client library's packages")
    tools.install_strangers(settings)  # before two runs of pytest could do it at once
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
    log = settings.logs / "test-python.log"
    with _others(log) as others:
        code = subprocess.run(
            [commands.BIN / "pytest", *_DEPLOYED],
            cwd=ROOT,
            env=commands.environment({"CROUPIER_CHROMIUM": str(browser)}),
            check=False,
        ).returncode
        with step("Wait for the tests that need no deployed stack"):
            others_code = others.wait()
    # Last, so that its summary closes the output; that of the deployed stack's is above it.
    console.print(log.read_text(errors="replace"), markup=False, end="")
    sys.exit(code or others_code)


@contextmanager
def _others(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run all tests within that need no deployed stack; they end with it."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                commands.BIN / "pytest",
                *(f"--ignore={folder}" for folder in _DEPLOYED),
                # Two runs must not forget what the other found.
                *("-o", "cache_dir=.pytest_cache/others"),
            ],
            cwd=ROOT,
            env=commands.environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_give_way,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def _give_way() -> None:
    """Take the processors only while nobody else wants them.

    Linux shares them out among sessions before it looks at anybody's niceness, so a session of
    one's own has to be nice as a whole.
    """
    os.nice(_LEAST_PRIORITY)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_LEAST_PRIORITY))


if __name__ == "__main__":
    run(main)
