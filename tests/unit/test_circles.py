"""No module needs one that needs it, not even for its types: neither can be read first."""

import re
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from infra.config import ROOT

PYTHON = [
    ("casino", "croupier", "functions", "infra"),
    ("croupier_client",),
    ("scripts",),
    ("benchmarks",),
]
TYPESCRIPT = ["web/src", "clients/typescript/src"]
# Imports and exports of one's own files, those of types among them.
OWN = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


def circle_in(needs):
    """Return a circle among things that need each other, or none."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as found:
        return [str(each) for each in found.args[1]]
    return []


def needs_of_python(packages):
    graph = grimp.build_graph(*packages, exclude_type_checking_imports=False, cache_dir=None)
    return {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}


def needs_of_typescript(folder):
    files = {file for kind in ("*.ts", "*.tsx") for file in folder.rglob(kind)}
    return {file: {_file(file, path) for path in OWN.findall(file.read_text())} for file in files}


def _file(importer, path):
    found = (importer.parent / path).resolve()
    # A file is named with its ending, with that of what is made of it, or without any.
    for named in (found, *(found.with_suffix(kind) for kind in (".ts", ".tsx"))):
        if named.is_file():
            return named
    return found.with_name(f"{found.name}.ts")


@pytest.mark.parametrize("packages", PYTHON, ids=" ".join)
def test_no_python_modules_need_each_other(packages):
    needs = needs_of_python(packages)
    assert len(needs) > 10
    assert circle_in(needs) == []


@pytest.mark.parametrize("folder", TYPESCRIPT)
def test_no_typescript_modules_need_each_other(folder):
    needs = needs_of_typescript(ROOT / folder)
    assert len(needs) > 10
    assert all(file.is_file() for its in needs.values() for file in its)
    assert circle_in(needs) == []


def test_a_circle_of_types_is_seen(tmp_path):
    (tmp_path / "views.ts").write_text('import { Table } from "./Table";')
    (tmp_path / "Table.tsx").write_text('import type { Props } from "./views";')
    assert set(circle_in(needs_of_typescript(tmp_path))) == {
        str(tmp_path / "views.ts"),
        str(tmp_path / "Table.tsx"),
    }


def test_a_circle_of_python_types_is_seen(tmp_path, monkeypatch):
    package = tmp_path / "rounds"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "ledger.py").write_text("from rounds.errors import Late")
    (package / "errors.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from rounds.ledger import Entry"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert set(circle_in(needs_of_python(["rounds"]))) == {"rounds.ledger", "rounds.errors"}
