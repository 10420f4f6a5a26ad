"""Tests of one deployed stack at several workers: together, unless one has to be alone."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from tests.support.side_by_side import turn

SOON = 20  # seconds, in which whatever is not kept from happening has happened


def test_tests_run_together(tmp_path):
    both_run = Barrier(2)

    def run(_):
        with turn(tmp_path, alone=False):
            both_run.wait(SOON)

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(run, range(2)))


@pytest.mark.parametrize("first_is_alone", [False, True])
def test_no_other_runs_beside_one_that_is_alone(tmp_path, first_is_alone):
    tries, order = Event(), []

    def come_second():
        tries.set()
        with turn(tmp_path, alone=not first_is_alone):
            order.append("second")

    with ThreadPoolExecutor(1) as worker:
        with turn(tmp_path, alone=first_is_alone):
            second = worker.submit(come_second)
            assert tries.wait(SOON)
            assert not second.done()
            order.append("first")
        second.result(SOON)
    assert order == ["first", "second"]
