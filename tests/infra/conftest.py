"""Each stage is synthesised once, with empty builds in place of the real ones."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks

from infra.app import build
from infra.config import ROOT, Builds, stage_config
from tests.infra.template import Synthesised
from tests.support.stages import aws_stage

CDK_CONTEXT = json.loads((ROOT / "cdk.json").read_text())["context"]


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    folder = tmp_path_factory.mktemp("builds")
    (folder / "dependencies/python").mkdir(parents=True)
    (folder / "dependencies/python/anything.py").touch()
    (folder / "site/assets").mkdir(parents=True)
    (folder / "site/index.html").write_text("<!doctype html>")
    (folder / "site/assets/index-abcdefgh.js").write_text("0")
    return Builds(folder / "dependencies", "python -m scripts.build_layers", folder / "site")


@pytest.fixture(scope="session")
def synthesise(
    tmp_path_factory: pytest.TempPathFactory, builds: Builds
) -> Callable[..., Synthesised]:
    def make(name: str, **changes: Any) -> Synthesised:
        out = tmp_path_factory.mktemp("cdk.out")
        app = App(context=CDK_CONTEXT, outdir=str(out), analytics_reporting=False)
        stage = stage_config if name == "local" else aws_stage
        stacks = build(app, stage(name, changes), builds)
        # The local stage is judged here alone, as nobody should wait for that at each `make up`.
        Validations.of(app).add_plugins(AwsSolutionsChecks(app))
        app.synth()
        return Synthesised(out, [each.stack_name for each in stacks.all])

    return make


@pytest.fixture(scope="session")
def local(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise("local")


@pytest.fixture(scope="session")
def aws(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise("test")


@pytest.fixture(scope="session")
def prod(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise("prod", alarm_email="house@example.com")


@pytest.fixture(params=["local", "aws"])
def stage(request: pytest.FixtureRequest) -> Synthesised:
    """The local stage and an AWS one, for what holds on both."""
    synthesised: Synthesised = request.getfixturevalue(request.param)
    return synthesised
