"""The guides of CONTRIBUTING.md do what they say: each is applied to a copy of the repository.

A step names its file and is followed by a block:

- ``Make `file` `` … the file is new, and holds the block;
- ``In `file`, after `text` `` (``before``, ``in place of``) … the block goes there; the text stands
  on one line of the file, and on no other.

A block of ``sh`` is run and has to succeed.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.settings import ROOT

GUIDE = re.compile(r"^## (Add .+?)$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"(?P<words>.*?)^```(?P<kind>\w+)\n(?P<content>.*?)^```$", re.M | re.S)
MAKE = re.compile(r"Make `([^`]+)`")
CHANGE = re.compile(r"In `([^`]+)`, (after|before|in place of) `([^`]+)`")

GUIDES = dict(GUIDE.findall((ROOT / "CONTRIBUTING.md").read_text()))
EXPECTED = {"currency", "table", "game", "route", "action", "payment provider"}


def tracked_files():
    # With those that are new: whoever adds them wants to know whether the guides bear them.
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [Path(line) for line in listed.splitlines() if (ROOT / line).is_file()]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the repository, which all guides are applied to one after another."""
    folder = tmp_path_factory.mktemp("guides") / "croupier"
    for file in tracked_files():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, folder / file)
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


def steps_of(guide):
    """Return the steps' blocks, each with the words before it."""
    return [
        (re.sub(r"\s+", " ", block["words"]), block["kind"], block["content"])
        for block in BLOCK.finditer(guide)
    ]


def apply(folder, words, content):
    """Do what the words say with the block; return the file."""
    places = [*CHANGE.finditer(words), *MAKE.finditer(words)]
    assert places, f"No step is told before this block: {words}"
    place = max(places, key=lambda each: each.start())
    file = folder / place[1]
    if place.re is MAKE:
        assert not file.exists(), f"{place[1]} is there already"
        file.write_text(content)
        return file
    _, where, anchor = place.groups()
    lines = file.read_text().splitlines(keepends=True)
    found = [number for number, line in enumerate(lines) if anchor in line]
    assert len(found) == 1, f"{anchor!r} stands on {len(found)} lines of {place[1]}, not on one"
    start = found[0] + (where == "after")
    end = found[0] + (where != "before")
    lines[start:end] = content.splitlines(keepends=True)
    file.write_text("".join(lines))
    return file


def run(folder, command):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, shell=True, cwd=folder, capture_output=True, text=True, check=False, timeout=240,
        env={**os.environ, "PATH": path, "PYTHONPATH": "layers/domain/python:clients/python:."},
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def test_there_is_a_guide_for_whatever_is_added_most():
    assert {re.sub(r"^Add (a|an) ", "", title) for title in GUIDES} == EXPECTED


@pytest.mark.parametrize("title", GUIDES)
def test_a_guide_does_what_it_says(copy, title):
    steps = steps_of(GUIDES[title])
    changed = [apply(copy, words, content) for words, kind, content in steps if kind != "sh"]
    python = [str(file) for file in changed if file.suffix == ".py"]
    run(copy, f"ruff check {' '.join(python)}")
    checks = [content for _, kind, content in steps if kind == "sh"]
    assert checks, "The guide does not say how to see that it is right"
    for command in "".join(checks).splitlines():
        run(copy, command)
