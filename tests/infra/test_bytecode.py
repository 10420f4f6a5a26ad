"""Whether functions find their modules compiled, whatever the clock and the machine said."""

import importlib.util
import subprocess
import sys
from dataclasses import replace

import pytest
from aws_cdk import App
from aws_cdk.assertions import Annotations, Match

from infra.app import build
from infra.config import ROOT
from infra.shared import layers
from infra.shared.bytecode import AWS_PYTHON, Compiler, compiler, staged
from infra.shared.runtime import RUNTIME
from scripts import build_layers, commands
from scripts.settings import CopySettings
from tests.support.stages import aws_stage

HERE = compiler(local=True)
UNCHECKED_HASH = 0b01


def compiled_of(source):
    return source.parent / "__pycache__" / f"{source.stem}.{HERE.tag}.pyc"


def assets_with_modules(stage):
    """Return the folders that are deployed and have modules of ours in them."""
    folders = [stage.folder_of(function) for function in stage.functions()]
    return {*folders, *(f for f in stage.asset_folders() if (f / "python/casino").is_dir())}


def test_every_module_is_shipped_with_what_python_makes_of_it_and_never_compared_with_it(local):
    folders = assets_with_modules(local)
    assert any((folder / "python/casino").is_dir() for folder in folders)
    for folder in folders:
        for source in folder.rglob("*.py"):
            header = compiled_of(source).read_bytes()[:16]
            assert header[:4] == importlib.util.MAGIC_NUMBER
            assert int.from_bytes(header[4:8], "little") == UNCHECKED_HASH
            assert header[8:] == importlib.util.source_hash(source.read_bytes())


def test_what_was_compiled_is_what_is_imported(local, tmp_path):
    [domain] = [f for f in local.asset_folders() if (f / "python/casino").is_dir()]
    names = ["python/casino/__init__.py", "python/casino/shared"]
    copy = staged(domain, names, tmp_path, HERE, "/opt")
    for source in copy.rglob("*.py"):
        source.write_text("this is not Python")
    program = "import casino.shared.money as m; print(m.__spec__.cached, m.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(copy / "python")},
        capture_output=True,
        text=True,
        check=True,
    )
    cached, file = done.stdout.split()
    assert cached.startswith(str(copy))
    assert file.startswith(str(copy))


def test_the_same_sources_are_the_same_asset_on_every_machine(tmp_path):
    names = ["python/casino/shared", "python/casino/lambdas"]
    first, second = (
        staged(ROOT / "layers/domain", names, tmp_path / each, HERE, "/opt") for each in "ab"
    )
    assert first.name == second.name
    files = sorted(each.relative_to(first) for each in first.rglob("*") if each.is_file())
    assert files
    for file in files:
        assert (first / file).read_bytes() == (second / file).read_bytes(), file


def test_another_source_or_another_python_is_another_asset(tmp_path):
    (tmp_path / "one.py").write_text("a = 1")
    cache = tmp_path / "cache"

    def made(by=HERE):
        return staged(tmp_path, ["one.py"], cache, by, "/opt")

    first = made()
    assert made() == first
    assert made(by=None) != first
    (tmp_path / "one.py").write_text("a = 2")
    assert made() != first


class TestCompiler:
    @pytest.fixture(autouse=True)
    def forget(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-312")
        compiler.cache_clear()
        yield
        compiler.cache_clear()

    def on_path(self, tmp_path, script):
        python = tmp_path / AWS_PYTHON
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
        return str(python)

    def test_it_is_the_python_that_aws_runs(self, tmp_path):
        assert RUNTIME.name == AWS_PYTHON
        python = self.on_path(tmp_path, "echo cpython-313")
        assert compiler(local=False) == Compiler(python, "cpython-313")

    def test_the_local_cloud_runs_what_runs_this(self):
        assert compiler(local=True) == Compiler(sys.executable, "cpython-312")

    @pytest.mark.parametrize("script", [None, "echo cpython-311", "exit 127"])
    def test_nothing_is_compiled_by_another_version(self, tmp_path, script):
        if script:
            self.on_path(tmp_path, script)
        assert compiler(local=False) is None


def test_a_stage_without_a_compiler_is_deployed_and_says_so(builds, tmp_path, monkeypatch):
    monkeypatch.setattr(layers, "compiler", lambda **_: None)
    app = App(outdir=str(tmp_path), analytics_reporting=False)
    stacks = build(app, aws_stage("test"), builds)
    app.synth()
    assert not list(tmp_path.rglob("*.pyc"))
    text = Match.string_like_regexp(f"There is no {AWS_PYTHON}")
    assert Annotations.from_stack(stacks.state).find_warning("*", text)


def test_libraries_are_compiled_too(monkeypatch, tmp_path):
    def install(_title, command, **_):
        target = command[command.index("--target") + 1]
        (target / "library").mkdir(parents=True)
        (target / "library/__init__.py").write_text("x = 1")

    monkeypatch.setattr(commands, "call", install)
    settings = replace(CopySettings.from_environment(), tools=tmp_path)
    folder = build_layers.build(settings, "local")
    assert compiled_of(folder / "python/library/__init__.py").is_file()
