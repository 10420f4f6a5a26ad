"""Stop the local Croupier: `make down` keeps its data, `make reset` (`--wipe`) does not."""

from __future__ import annotations

import argparse
import shutil

from scripts import deployment, services
from scripts.progress import console, run, step
from scripts.settings import LOCAL_STAGE, CopySettings


def stop(settings: CopySettings) -> list[str]:
    """Stop every process of this copy and return the names of those that ran."""
    stopped = []
    for process in services.every(settings):
        if process.pid() is None:
            continue
        with step(f"Stop {process.port.service}"):
            process.stop()
        stopped.append(process.name)
    deployment.forget(settings, LOCAL_STAGE)
    # Unpacked functions of workers that are gone.
    shutil.rmtree(settings.home / "tmp", ignore_errors=True)
    return stopped


def wipe(settings: CopySettings) -> None:
    """Forget everything that the local cloud and the payment provider hold."""
    for path in (settings.data, settings.logs, settings.home / "cdk"):
        shutil.rmtree(path, ignore_errors=True)


def main() -> None:
    """Stop, wipe if asked to, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wipe", action="store_true")
    arguments = parser.parse_args()
    settings = CopySettings.from_environment()
    stopped = stop(settings)
    if arguments.wipe:
        with step("Wipe the data"):
            wipe(settings)
    elif not stopped:
        console.print("  Nothing was running.")


if __name__ == "__main__":
    run(main)
