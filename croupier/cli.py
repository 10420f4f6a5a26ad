"""The commands' arguments."""

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from croupier.commands import COMMANDS

_ROOT: Final = Path(__file__).resolve().parent.parent
_PROGRAM: Final = "python -m croupier"
_EXIT_CODES: Final = (
    "Exit codes: 0, it is done; 1, the books disagree (reconcile, rebuild); 2, it was not carried "
    "out, or not all of it. With --json the result is one JSON document on standard output, and a "
    "refusal one on standard error."
)


def main(arguments: Sequence[str]) -> int:
    """Carry out a command and return its exit code.

    Returns
    -------
    int
        0 if all is well, 1 if the books disagree, 2 if the command could not be carried out.
    """
    wanted = _parser(arguments).parse_args(arguments)
    # What talks to AWS and what draws tables take most of a second to import, and whoever asks
    # for help or misspells an argument needs neither.
    from croupier.carry_out import carry_out

    return carry_out(wanted)


class _Parser(argparse.ArgumentParser):
    """Takes no abbreviations: what a script says today must mean the same tomorrow."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})


class _Version(argparse.Action):
    """Print the version that the project's own file states."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        import tomllib

        project = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
        print(f"croupier {project['version']}")  # noqa: T201
        parser.exit()


def _parser(arguments: Sequence[str]) -> _Parser:
    """Return a parser that knows every command by name, and the arguments of the given one."""
    parser = _Parser(
        prog=_PROGRAM,
        parents=[_common()],
        description="Look after a Croupier stage: its books, its balances, its players.",
        epilog=f"{_EXIT_CODES} Uses the ordinary AWS credentials; the local stage needs none.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    parser.set_defaults(stage="local", endpoints=None, json=False)
    common, chosen = _common(), _chosen(arguments)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, sentence in COMMANDS.items():
        command = commands.add_parser(
            name, help=sentence, parents=[common], epilog=_EXIT_CODES, description=sentence
        )
        if name == chosen:
            module = importlib.import_module(f"croupier.commands.{name.replace('-', '_')}")
            module.add_arguments(command, common)
    return parser


def _common() -> _Parser:
    """Return what every command takes: before its name, after it, and among its arguments."""
    # Suppressed: what was given in one place must not be undone by the default of another.
    common = _Parser(prog=_PROGRAM, add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--stage", help="which stage (default: local)")
    common.add_argument(
        "--endpoints", type=Path, help="where `make up` or `make deploy` wrote the endpoints"
    )
    common.add_argument("--json", action="store_true", help="print the result as JSON")
    return common


def _chosen(arguments: Sequence[str]) -> str | None:
    """Return which command is given, without knowing its arguments."""
    _, rest = _common().parse_known_args(arguments)
    return next((each for each in rest if each in COMMANDS), None)
