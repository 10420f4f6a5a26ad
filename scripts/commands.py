"""Run another program, keep its output in a log, and explain its failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.progress import StepFailed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BIN = Path(sys.executable).parent
"""Programs of the project's environment, Node.js among them."""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return our environment with the project's own programs first on the path.

    What a program compiles serves the next one, even where somebody's own are told to keep nothing.
    """
    ours = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    ours.pop("PYTHONDONTWRITEBYTECODE", None)
    return ours | dict(extra or {})


def call(
    title: str,
    command: Sequence[str | Path],
    *,
    cwd: Path,
    log: Path,
    env: Mapping[str, str] | None = None,
    advice: str = "Run the same command again to go on from here.",
) -> None:
    """Run `command` to its end.

    Raises
    ------
    StepFailed
        The program is missing or ended with another code than 0.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        output.write(f"$ {' '.join(map(str, command))}\n")
        output.flush()
        try:
            subprocess.run(
                [str(part) for part in command],
                cwd=cwd,
                env=environment(env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=True,
            )
        except subprocess.CalledProcessError as error:
            message = f"{title} failed (exit code {error.returncode})."
            raise StepFailed(message, log=log, advice=advice) from error
        except OSError as error:
            message = f"{title} could not start: {error}."
            raise StepFailed(message, log=log, advice=advice) from error
