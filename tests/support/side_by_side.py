"""Several workers of pytest at one deployed stack, where ``pytest --numprocesses`` starts some.

Tests of the deployed platform mostly wait, for rounds above all, so several of them wait at once.
Whichever worker needs the stack first deploys it for all, and it ends with the run. A test that
disturbs whatever else runs, or that anything else disturbs, is marked `alone`: such come last, and
begin when no other runs.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

_VARIABLE = "CROUPIER_TESTS_HOME"
_OF_THE_STACK = {"stack", "web_url"}


def shared_home() -> Path | None:
    """Return the folder of the stack that several workers share, if they do."""
    home = os.environ.get(_VARIABLE)
    return None if home is None else Path(home)


@contextmanager
def locked(file: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold a lock among processes, which ends with whoever held it."""
    with file.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield


@contextmanager
def turn(home: Path, *, alone: bool) -> Iterator[None]:
    """Hold the stack for a test: together with others, or alone."""
    with locked(home / "turns", shared=not alone):
        yield


def _uses_the_stack(item: pytest.Item) -> bool:
    return not _OF_THE_STACK.isdisjoint(getattr(item, "fixturenames", ()))


def _is_alone(item: pytest.Item) -> bool:
    return item.get_closest_marker("alone") is not None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Say where the stack will be, before there are workers to be told."""
    from tests.support.local_cloud import home_until_the_end  # most runs have no need of it

    os.environ[_VARIABLE] = str(home_until_the_end())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests run last that let no other run beside them."""
    items.sort(key=_is_alone)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let a test begin, with all that it sets up, when it is its turn; its time begins then."""
    home = shared_home()
    if home is None or not _uses_the_stack(item):
        return (yield)
    with ExitStack() as held:
        # Groups of xdist's would keep them at one worker, and are lost with this pytest.
        for mark in item.iter_markers("shares"):
            held.enter_context(locked(home / f"{mark.args[0]}.shared"))
        held.enter_context(turn(home, alone=_is_alone(item)))
        return (yield)
