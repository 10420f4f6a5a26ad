"""Other people's programs, which know of the platform what the reference says and nothing more."""

import asyncio
from pathlib import Path

from scripts import commands, tools
from scripts.settings import ROOT, CopySettings
from tests.support.patience import PATIENCE

FOLDER = ROOT / "tests/strangers"


def node_program(name: str) -> Path:
    """Return one of the Node.js programs that `tests/strangers` locks, installed if need be."""
    return tools.install_strangers(CopySettings.from_environment()) / "node_modules/.bin" / name


async def finished(
    *command: object, cwd: Path, timeout: float, **environment: str
) -> tuple[int, str]:
    """Run a command and return its exit status and what it wrote."""
    process = await asyncio.create_subprocess_exec(
        *map(str, command),
        cwd=cwd,
        env=commands.environment(environment),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), timeout * PATIENCE)
    except TimeoutError:
        process.kill()
        raise
    assert process.returncode is not None
    return process.returncode, output.decode(errors="replace")
