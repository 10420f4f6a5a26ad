"""Under which terms this is given away, and what is given away with it."""

import ast
import json
import re
import tomllib
from importlib.metadata import metadata

import pytest

from scripts.settings import ROOT

OURS = "Apache-2.0"

# May be passed on with an Apache-2.0 product. MPL-2.0 asks for the sources of its own files alone,
# which are passed on as they are.
ALLOWED = {
    "Apache-2.0", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0", "Unlicense",
}  # fmt: skip

# By the names that packages without an SPDX expression give.
SPDX = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: MIT No Attribution License (MIT-0)": "MIT-0",
}

OUR_PACKAGES = ("pyproject.toml", "clients/python/pyproject.toml")
OUR_NODE_PACKAGES = (
    "package.json",
    "web/package.json",
    "clients/typescript/package.json",
    "tests/strangers/package.json",
)
APART = "scripts/local_psp"


def shipped_python_packages():
    """The layer under every function is built of these, and of nothing else."""
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    return [line.split("==")[0] for line in lines if re.match(r"[a-z0-9]", line)]


def client_dependencies():
    project = tomllib.loads((ROOT / "clients/python/pyproject.toml").read_text())["project"]
    return [re.split(r"[^a-z0-9-]", each)[0] for each in project["dependencies"]]


def licences_of(name):
    told = metadata(name)
    if expression := told.get("License-Expression") or told.get("License"):
        return set(re.split(r" (?:AND|OR) |, ", expression))
    return {SPDX.get(each, each) for each in told.get_all("Classifier", []) if "License ::" in each}


@pytest.mark.parametrize("name", [*shipped_python_packages(), *client_dependencies()])
def test_every_python_package_that_we_ship_may_be_shipped(name):
    assert licences_of(name), "it states no licence"
    assert licences_of(name) <= ALLOWED


@pytest.mark.parametrize("folder", [path.rpartition("/")[0] for path in OUR_NODE_PACKAGES])
def test_every_node_package_that_we_ship_may_be_shipped(folder):
    lock = json.loads((ROOT / folder / "package-lock.json").read_text())
    shipped = {
        path: package.get("license")
        for path, package in lock["packages"].items()
        if path.startswith("node_modules/") and not package.get("dev") and not package.get("link")
    }
    assert {path: licence for path, licence in shipped.items() if licence not in ALLOWED} == {}


@pytest.mark.parametrize("file", OUR_PACKAGES)
def test_every_python_package_of_ours_states_its_licence(file):
    assert tomllib.loads((ROOT / file).read_text())["project"]["license"] == OURS


@pytest.mark.parametrize("file", OUR_NODE_PACKAGES)
def test_every_node_package_of_ours_states_its_licence(file):
    assert json.loads((ROOT / file).read_text())["license"] == OURS


def test_the_texts_are_there_and_the_readme_and_the_notice_name_them():
    assert "Apache License" in (ROOT / "LICENSE").read_text()
    assert "Version 2.0, January 2004" in (ROOT / "LICENSE").read_text()
    assert "GNU GENERAL PUBLIC LICENSE" in (ROOT / APART / "LICENSE").read_text()
    assert APART in (ROOT / "NOTICE").read_text()
    assert "[Apache-2.0](LICENSE)" in (ROOT / "README.md").read_text()


def imports(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # As `import_module` is told.
            yield node.value


def python_files():
    folders = ("benchmarks", "clients", "croupier", "functions", "infra", "layers", "scripts")
    for folder in folders:
        for file in (ROOT / folder).rglob("*.py"):
            if "node_modules" not in file.parts:
                yield file


def test_nothing_imports_what_extends_localstripe_or_localstripe_itself():
    apart = ROOT / APART
    guilty = {
        str(file.relative_to(ROOT))
        for file in python_files()
        if apart not in file.parents
        for name in imports(file)
        if re.match(r"localstripe(\.|$)|scripts\.local_psp\.", name)
    }
    assert guilty == set()


def test_what_extends_localstripe_says_so_in_every_file():
    for file in (ROOT / APART).glob("*.py"):
        assert "SPDX-License-Identifier: GPL-3.0-or-later" in file.read_text(), file.name


def test_what_extends_localstripe_takes_no_more_of_ours_than_names():
    """Nothing of ours that would have to come under its terms: two constants of the settings."""
    taken = {
        name
        for file in (ROOT / APART).glob("*.py")
        for name in imports(file)
        if re.match(r"(scripts|casino|infra)\b(?!\.local_psp)", name)
    }
    assert taken <= {"scripts", "scripts.settings", "scripts.settings.HEALTH_PATH",
                     "scripts.settings.HOME_VARIABLE"}  # fmt: skip
