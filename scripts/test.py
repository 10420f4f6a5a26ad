"""Run every check and every test: `make test`.

Tests of the deployed stack mostly wait for rounds, so several of them wait at once, and what needs
nothing but this machine's processors runs beside them. That gives way to them: what a deployed
test measures is the platform, and not what else the machine has to do.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scripts import chromium, commands, quick, tools, up
from scripts.progress import console, run, step
from scripts.settings import ROOT, CopySettings

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPLOYED: Final = ("tests/cloud", "tests/browser")
_DEPLOYED_AT_ONCE: Final = 4
"""More would wait for the two processors, and no longer for rounds."""

_OTHERS: Final = "Tests that need no deployed stack"
_LEAST_PRIORITY: Final = 19


def _beside() -> dict[str, quick.Command]:
    """Return all that needs no deployed stack."""
    npm = commands.BIN / "npm"
    return {
        **quick.CHECKS,
        "Player site's units": [npm, "test", "--prefix", ROOT / "web"],
        "TypeScript client": [npm, "test", "--prefix", tools.client_library()],
        _OTHERS: quick.tests(
            *(f"--ignore={folder}" for folder in _DEPLOYED),
            # Two runs must not forget what the other found.
            *("-o", "cache_dir=.pytest_cache/others"),
        ),
    }


def main() -> None:
    """Install what the tests need, then run all of them."""
    settings = CopySettings.from_environment()
    if "--beside" in sys.argv[1:]:
        sys.exit(0 if quick.all_pass(_beside(), settings.logs) else 1)
    browser = chromium.ensure(settings)
    up.install(settings)
    tools.build_player_site(settings)
    tools.install_node_packages(settings, tools.client_library(), "the client library's packages")
    tools.install_strangers(settings)
    log = settings.logs / "test-beside.log"
    with _running_beside(log) as others:
        code = subprocess.run(
            [
                commands.BIN / "pytest",
                *("--numprocesses", str(_DEPLOYED_AT_ONCE)),
                # One test after the other, as they stand: those that must be alone come last.
                *("--dist", "loadgroup", "--no-loadscope-reorder"),
                *_DEPLOYED,
            ],
            cwd=ROOT,
            env=commands.environment({"CROUPIER_CHROMIUM": str(browser)}),
            check=False,
        ).returncode
        with step("Wait for what needs no deployed stack"):
            others_code = others.wait()
    # Last, so that its summary closes the output; that of the deployed stack's is above it.
    for each in (quick.log_of(_OTHERS, settings.logs), log):
        console.print(each.read_text(errors="replace"), markup=False, end="")
    sys.exit(code or others_code)


@contextmanager
def _running_beside(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run within all that needs no deployed stack; it ends with it."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.test", "--beside"],
            cwd=ROOT,
            env=commands.environment({"CI": "true"}),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_give_way,
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
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
