"""A function starts with what its stack tells it, or says what it was not told."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks import DOMAIN, ROOT
from casino.parts import Part, Parts
from casino.shared.settings import MissingSetting, Settings
from tests.infra.test_functions import FUNCTIONS
from tests.support.declared_parts import SOURCES

PARTS = {name for name, part in vars(Parts).items() if isinstance(part, Part)}
# Clients, whose making is AWS's business.
CLIENTS = dict.fromkeys(("cognito", "dynamodb", "sqs"), "a client")

# Lambda says so itself, and Powertools reads the others.
BY_LAMBDA = {
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_LAMBDA_FUNCTION_NAME": "a-function",
    "AWS_REGION": "eu-west-1",
}
NOT_OURS = ("POWERTOOLS_", "CROUPIER_STAGE")
# What need not be there.
OPTIONAL = {"STRIPE_API_BASE", "ALLOWED_ORIGINS", "BEHIND_FRONT"}

START = """
import socket

def refuse(*_):
    raise AssertionError("a start asks somebody over the network")

socket.socket.connect = socket.getaddrinfo = refuse
import functions.{function}
"""


def told(stage, function):
    """Return a function's environment; what only the deployment knows is said by a name."""
    _, properties = stage.functions()[function]
    variables = properties["Environment"]["Variables"]
    return BY_LAMBDA | {
        name: value if isinstance(value, str) else f"the-{name.lower()}"
        for name, value in variables.items()
    }


def start(function, environment):
    """Start a function as Lambda does: by importing its module."""
    return subprocess.run(
        [sys.executable, "-c", START.format(function=function)],
        env=environment
        | {"PATH": os.environ["PATH"], "PYTHONPATH": f"{DOMAIN}:{ROOT}"}
        | {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def put_together(function, environment):
    """Return the names of the parts that a function has from its start on."""
    parts = Parts(Settings(environment), **CLIENTS)
    for name in SOURCES.declared(f"functions.{function}"):
        getattr(parts, name)
    return PARTS & set(vars(parts))


@pytest.fixture(scope="module")
def starts(local):
    """Every function, started with what it is told."""
    names = sorted(FUNCTIONS)
    with ThreadPoolExecutor(2) as processes:
        done = processes.map(lambda name: start(name, told(local, name)), names)
        return dict(zip(names, done, strict=True))


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_a_function_starts_with_what_it_is_told(starts, function):
    assert starts[function].returncode == 0, starts[function].stderr


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_a_function_has_whatever_it_uses_from_its_start_on(stage, function):
    used = SOURCES.used(f"functions.{function}")
    later = PARTS & set(used) - put_together(function, told(stage, function))
    assert not later, {name: used[name] for name in later}
    # They would be read by the first request that needs them.
    assert "settings" not in used, used


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_a_function_declares_no_part_in_vain(function):
    module = f"functions.{function}"
    assert SOURCES.declared(module) <= set(SOURCES.used(module))


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_a_function_misses_at_its_start_whatever_it_is_not_told(local, function):
    environment = told(local, function)
    read_here = {name for name in environment if not name.startswith(NOT_OURS)}
    for name in read_here - BY_LAMBDA.keys() - OPTIONAL:
        lacking = {each: value for each, value in environment.items() if each != name}
        with pytest.raises(MissingSetting, match=f" {name} "):
            put_together(function, lacking)


def test_a_start_without_a_setting_fails_and_names_it(local):
    environment = told(local, "catalogue.api")
    del environment["CATALOGUE_TABLE"]
    done = start("catalogue.api", environment)
    assert done.returncode != 0
    assert "MissingSetting: the environment variable CATALOGUE_TABLE is not set" in done.stderr
