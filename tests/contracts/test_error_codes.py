"""Every error code stands in one registry, which is made of the error classes."""

import json

import pytest

from casino.shared.errors import CasinoError, Conflict, TooManyRequests
from scripts import error_codes
from scripts.api_reference.asyncapi import asyncapi
from scripts.api_reference.openapi import openapi
from scripts.error_codes import ROOT, AmbiguousCode, rendered

CODES = error_codes.error_codes()
PAGES = rendered()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_committed_page_is_up_to_date(name):
    assert (ROOT / name).read_text() == PAGES[name], "run `make api` and commit the result"


def test_each_code_stands_in_the_registry_once_and_means_something():
    assert len({each.code for each in CODES}) == len(CODES) > 70
    assert all(each.meanings and all(each.meanings) for each in CODES)
    assert all(400 <= status < 600 for each in CODES for status in each.statuses)
    assert all(each.retryable for each in CODES if set(each.statuses) & {429, 500, 503})


def test_a_code_has_one_status_but_where_one_word_is_said_in_two_situations():
    several = {each.code: each.statuses for each in CODES if len(each.statuses) > 1}
    # A wrong code at the second factor means that nobody is signed in.
    assert several == {"invalid_code": (401, 422)}


def test_a_code_that_is_retryable_here_and_not_there_is_refused(monkeypatch):
    class Here(Conflict):
        code = "one_code"

    class There(TooManyRequests):
        code = "one_code"

    monkeypatch.setattr(error_codes, "_error_classes", lambda: [Here, There])
    with pytest.raises(AmbiguousCode, match="one_code"):
        error_codes.error_codes()


def test_both_references_name_every_code():
    codes = [each.code for each in CODES]
    rest = openapi()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
    reply = asyncapi()["components"]["messages"]["error"]["payload"]["properties"]["error"]
    assert rest == codes
    assert reply["properties"]["code"]["enum"] == codes


def test_the_type_of_a_problem_leads_to_its_code():
    site_page = PAGES["web/public/errors.html"]
    for each in CODES:
        assert f'id="{each.code}"' in site_page


def test_no_error_is_without_a_code_of_its_kind():
    assert CasinoError.code not in {each.code for each in CODES}
    assert json.dumps([each.code for each in CODES]).isascii()
