"""The operator's command line, as far as it needs no stage."""

import subprocess
import sys
from itertools import count

import pytest

from croupier import confirmation
from croupier.cli import _parser, main
from croupier.commands import COMMANDS
from croupier.confirmation import NotConfirmed, confirm
from scripts.settings import ROOT

# The least that each command takes.
LEAST = {
    "reconcile": [],
    "accounts": [],
    "rebuild": [],
    "adjust": [
        *("--player", "ann", "--amount", "1", "--currency", "EUR"),
        *("--reason", "why", "--key", "k"),
    ],
    "withdrawals list": [],
    "withdrawals approve": ["wd-1", "--player", "ann"],
    "withdrawals reject": ["wd-1", "--player", "ann", "--reason", "why"],
    "policy show": ["uk"],
    "policy history": ["uk"],
    "policy diff": ["uk.json"],
    "policy apply": ["uk.json", "--reason", "why"],
    "tables list": [],
    "tables open": ["t-1"],
    "tables pause": ["t-1"],
    "tables close": ["t-1"],
    "tables maintain": ["t-1"],
    "tables limits": ["t-1", "--min", "1", "--max", "2"],
    "tables video": ["t-1"],
    "tables add": ["t-1", "--game", "dice", "--name", "T", "--min", "1", "--max", "2"],
    "acts": ["t-1"],
    "staff list": [],
    "staff add": ["dealer", "kim@house.example"],
    "staff remove": ["kim@house.example"],
    "chat mute": ["ann", "--minutes", "5"],
    "chat unmute": ["ann"],
    "alerts list": [],
    "alerts suspend": ["ann", "--minutes", "5"],
    "alerts lift": ["ann"],
    "announce": ["Free coffee."],
    "dead-letters list": [],
    "dead-letters read": ["q"],
    "dead-letters redrive": ["q"],
    "dead-letters drop": ["q", "l"],
    "seed": [],
}
# What moves money, and what changes how it may move.
IS_ASKED_ABOUT = {
    "adjust",
    "withdrawals approve",
    "withdrawals reject",
    "tables maintain",
    "policy apply",
}


def parsed(arguments):
    return _parser(arguments).parse_args(arguments)


def paths_of(parser, path=()):
    """Yield every command and action that a parser knows."""
    actions = [each for each in parser._actions if each.choices and each.dest == "==SUPPRESS=="]
    if not actions:
        yield " ".join(path)
    for each in actions:
        for name, below in each.choices.items():
            yield from paths_of(below, (*path, name))


def test_every_command_is_tried_here():
    found = {
        path for name in COMMANDS for path in paths_of(_parser([name])) if path.split()[0] == name
    }
    assert found == set(LEAST)


@pytest.mark.parametrize("command", LEAST)
def test_stage_and_json_may_stand_in_any_place(command):
    words = command.split()
    places = range(len(words) + 1)
    for place in (*places, None):
        arguments = [*words, *LEAST[command]]
        at = len(arguments) if place is None else place
        arguments[at:at] = ["--stage", "prod", "--json"]
        wanted = parsed(arguments)
        assert (wanted.stage, wanted.json) == ("prod", True), arguments
    wanted = parsed([*words, *LEAST[command]])
    assert (wanted.stage, wanted.json, wanted.endpoints) == ("local", False, None)


@pytest.mark.parametrize("command", LEAST)
def test_what_is_asked_about_can_be_confirmed_beforehand_and_nothing_else_asks(command):
    arguments = [*command.split(), *LEAST[command], "--yes"]
    if command in IS_ASKED_ABOUT:
        assert not parsed(arguments[:-1]).yes
        assert parsed(arguments).yes
    else:
        with pytest.raises(SystemExit):
            parsed(arguments)


def test_help_waits_for_neither_aws_nor_the_product():
    script = (
        "import sys; from croupier.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    imported = set(said.splitlines()[-1].split())
    assert not imported & {"boto3", "botocore", "rich", "casino", "pydantic", "stripe"}


@pytest.mark.parametrize("arguments", [["--help"], ["adjust", "--help"], ["tables", "--help"]])
def test_help_says_what_exit_codes_mean(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Exit codes: 0, it is done; 1, the books disagree (reconcile, rebuild); 2, it" in said


def test_the_version_is_the_projects(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == "croupier 0.1.0\n"


def test_arguments_are_never_abbreviated(capsys):
    with pytest.raises(SystemExit) as left:
        main(["adjust", *LEAST["adjust"][:-2], "--ke", "k"])
    assert left.value.code == 2


class Terminal:
    """Somebody at a keyboard, or nobody."""

    def __init__(self, answer=None):
        self._answer = answer
        self.asked = count()

    def isatty(self):
        return self._answer is not None

    def readline(self):
        next(self.asked)
        return self._answer


def confirmed(monkeypatch, terminal, *, yes=False):
    monkeypatch.setattr(confirmation.sys, "stdin", terminal)
    wanted = parsed(["adjust", *LEAST["adjust"], *(["--yes"] if yes else [])])
    confirm(wanted, {"player": "ann", "gives": "0.01 EUR"})


@pytest.mark.parametrize("answer", ["y\n", "Yes\n"])
def test_yes_is_yes(monkeypatch, answer):
    confirmed(monkeypatch, Terminal(answer))


@pytest.mark.parametrize("answer", ["n\n", "\n", "", "yesterday\n"])
def test_anything_else_is_no(monkeypatch, answer):
    with pytest.raises(NotConfirmed):
        confirmed(monkeypatch, Terminal(answer))


def test_without_a_terminal_the_answer_is_no_and_what_to_add_is_said(monkeypatch):
    with pytest.raises(NotConfirmed, match="--yes"):
        confirmed(monkeypatch, Terminal())


def test_a_script_that_says_yes_is_not_asked(monkeypatch):
    terminal = Terminal("n\n")
    confirmed(monkeypatch, terminal, yes=True)
    assert next(terminal.asked) == 0
