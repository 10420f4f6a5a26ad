from dataclasses import dataclass

import pytest

from casino.shared.errors import Conflict, Contention
from casino.shared.once import AlreadyDone, Done, once


class KeyReused(Conflict):
    """The key stands for another request."""


@dataclass(frozen=True)
class Kept:
    fingerprint: str = ""


class Attempts:
    """What is asked for: each time it is tried, the next of these comes of it."""

    def __init__(self, *outcomes):
        self._outcomes = list(outcomes)

    def __call__(self):
        outcome = self._outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def test_what_is_new_is_done():
    assert once(Attempts(Kept("a")), "a", reused=KeyReused) == Done(Kept("a"), replayed=False)


def test_the_same_request_again_finds_its_first_answer():
    again = Attempts(AlreadyDone(Kept("a")))
    assert once(again, "a", reused=KeyReused) == Done(Kept("a"), replayed=True)


def test_another_request_under_the_same_key_is_refused():
    with pytest.raises(KeyReused):
        once(Attempts(AlreadyDone(Kept("b"))), "a", reused=KeyReused)


def test_a_key_that_says_all_needs_no_fingerprint():
    assert once(Attempts(AlreadyDone(Kept()))) == Done(Kept(), replayed=True)


def test_who_meets_contention_looks_again_and_may_find_it_done():
    raced = Attempts(Contention(), AlreadyDone(Kept("a")))
    assert once(raced, "a", reused=KeyReused).replayed


def test_what_is_refused_stays_refused():
    with pytest.raises(KeyReused):
        once(Attempts(KeyReused()), "a")
