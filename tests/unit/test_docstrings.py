"""A docstring names a parameter to say something of it: what it is called and of what type it is,
the signature says already.
"""

import ast
import re
from dataclasses import dataclass
from itertools import pairwise

import pytest

from infra.config import ROOT

FOLDERS = ["layers/domain/python", "functions", "infra", "croupier", "clients/python", "scripts"]
SECTIONS = {"Parameters", "Other Parameters", "Attributes"}
ENTRY = re.compile(r"(?P<names>\*{0,2}\w+(?:, *\*{0,2}\w+)*)(?: : (?P<type>.+))?")
# What joins the words of a type, and what a signature shows by a default.
JOINTS = {"a", "an", "and", "of", "optional", "or", "to"}
# What types are called in prose.
ALSO_CALLED = {"list": "sequence", "dict": "mapping"}


@dataclass(frozen=True)
class Entry:
    """What a section says of one parameter, or of several at once."""

    names: list[str]
    type: str
    line: int
    """Which line of the docstring it begins in, from 0."""
    is_described: bool


def entries_in(docstring):
    """Yield what NumPy's sections say of parameters and attributes, one entry after the other."""
    lines = docstring.splitlines()
    heads = [n for n, line in enumerate(lines[1:]) if re.fullmatch(r"\s*-{3,}", line)]
    for head, end in pairwise([*heads, len(lines)]):
        if lines[head].strip() not in SECTIONS:
            continue
        starts = [
            n
            for n in range(head + 2, end)
            if lines[n].strip() and _indent(lines[n]) == _indent(lines[head])
        ]
        for start, stop in pairwise([*starts, end]):
            if (found := ENTRY.fullmatch(lines[start].strip())) is not None:
                names = [name.strip(" *") for name in found["names"].split(",")]
                is_described = any(line.strip() for line in lines[start + 1 : stop])
                yield Entry(names, found["type"] or "", start, is_described)


def _indent(line):
    return len(line) - len(line.lstrip())


def annotations_of(node):
    """Return how the parameters or attributes of a function or a class are annotated."""
    if isinstance(node, ast.ClassDef):
        found = {
            each.target.id: each.annotation
            for each in node.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        }
        for each in node.body:
            if isinstance(each, ast.FunctionDef) and each.name == "__init__":
                found |= annotations_of(each)
        return found
    given = node.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    return {each.arg: each.annotation for each in every if each is not None and each.annotation}


def says_nothing(entry, annotations):
    """Say whether there is no more in an entry than in the annotations."""
    if entry.is_described or not set(entry.names) <= set(annotations):
        return False
    said = _words(entry.type) - JOINTS
    return all(said <= _words(ast.unparse(annotations[name])) for name in entry.names)


def _words(text):
    words = set(re.findall(r"\w+", text.lower()))
    return words | {ALSO_CALLED[each] for each in words & set(ALSO_CALLED)}


def idle_entries(source):
    """Yield the docstrings of a module with what they say in vain."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if (docstring := ast.get_docstring(node, clean=False)) is None:
            continue
        annotations = annotations_of(node)
        for entry in entries_in(docstring):
            if says_nothing(entry, annotations):
                yield node, entry


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_docstring_only_repeats_a_signature(folder):
    files = [file for file in (ROOT / folder).rglob("*.py") if "generated" not in file.parts]
    assert files
    idle = [
        f"{file.relative_to(ROOT)}: {node.name}({', '.join(entry.names)})"
        for file in files
        for node, entry in idle_entries(file.read_text())
    ]
    assert idle == []


MODULE = '''
def place(table_id: str, wait: float, *names: str, of: Mapping[str, int] | None = None) -> None:
    """Do something.

    Parameters
    ----------
    {}

    Raises
    ------
    ValueError
    """
'''


@pytest.mark.parametrize(
    "entry",
    [
        "table_id : str",
        "table_id",
        "*names : str",
        "table_id, wait",
        "of : mapping of str to int, optional",
        "wait : float\n        In seconds.\n    table_id : str",
        "table_id : str\n    wait : float\n        In seconds.",
    ],
)
def test_an_entry_that_says_nothing_is_seen(entry):
    assert len(list(idle_entries(MODULE.format(entry)))) == 1


@pytest.mark.parametrize(
    "entry",
    [
        "wait : float\n        In seconds.",
        "wait : float, in seconds",
        "table_id : str\n        Of one that is open.\n    wait : float\n        In seconds.",
        "table_id : str, as players see it",
        "other : str",
    ],
)
def test_an_entry_that_says_something_is_let_be(entry):
    assert list(idle_entries(MODULE.format(entry))) == []
