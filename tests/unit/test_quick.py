"""Parts that run side by side: each is told of, and one failure fails all."""

import sys

import pytest

from scripts.quick import all_pass


def python(source):
    return [sys.executable, "-c", source]


def test_parts_that_end_well_pass(tmp_path, capsys):
    assert all_pass({"Lint": python(""), "Units": python("")}, tmp_path)
    said = capsys.readouterr().out
    assert "✓ Lint" in said
    assert "✓ Units" in said


@pytest.mark.parametrize("failing", ["Lint", "Units"])
def test_a_part_that_fails_fails_all_and_shows_why_while_the_others_end(tmp_path, capsys, failing):
    parts = {"Lint": python(""), "Units": python("")}
    parts[failing] = python("raise SystemExit('a name is undefined')")
    assert not all_pass(parts, tmp_path)
    said = capsys.readouterr().out
    assert f"{failing} failed (exit code 1)." in said
    assert "a name is undefined" in said
    assert said.count("✓") == 1
