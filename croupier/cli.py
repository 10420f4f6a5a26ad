"""The commands' arguments, and what becomes of their errors."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

from casino.shared.errors import CasinoError
from croupier.commands import (
    accounts,
    acts,
    adjust,
    alerts,
    announce,
    chat,
    dead_letters,
    rebuild,
    reconcile,
    seed,
    staff,
    tables,
    withdrawals,
)
from croupier.output import console, errors
from croupier.stage import ENDPOINTS_FILE, StageNotFound, enter_stage

# 1 says that the books disagree, and nothing else.
_NOT_DONE: Final = 2

_COMMANDS: Final = (
    reconcile,
    accounts,
    rebuild,
    adjust,
    withdrawals,
    tables,
    acts,
    staff,
    chat,
    alerts,
    announce,
    dead_letters,
    seed,
)


def main(arguments: Sequence[str]) -> int:
    """Carry out a command and return its exit code.

    Returns
    -------
    int
        0 if all is well, 1 if the books disagree, 2 if the command could not be carried out.
    """
    wanted = _parser().parse_args(arguments)
    try:
        enter_stage(wanted.stage, wanted.endpoints)
        code: int = wanted.run(wanted)
    except StageNotFound as error:
        errors.print(f"[red]✗[/red] {error}")
    except CasinoError as error:
        errors.print(f"[red]✗[/red] {error.detail} [dim]({error.code})[/dim]")
    except (BotoCoreError, ClientError) as error:
        errors.print("[red]✗[/red] AWS did not do what was asked:", style=None)
        errors.print(f"  {error}", markup=False)
    except KeyboardInterrupt:
        console.print("Interrupted. Every command may be run again.")
    else:
        return code
    return _NOT_DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m croupier",
        description="Look after a Croupier stage: its books, its balances, its players.",
        epilog="Uses the ordinary AWS credentials; the local stage needs none.",
    )
    parser.set_defaults(stage="local", endpoints=ENDPOINTS_FILE)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--stage", default="local", help="which stage (default: local)")
    common.add_argument(
        "--endpoints",
        type=Path,
        default=ENDPOINTS_FILE,
        help="where `make up` or `make deploy` wrote the endpoints",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_to(commands, common)
    return parser
