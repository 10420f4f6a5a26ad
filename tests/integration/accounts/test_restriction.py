"""Who keeps themselves away sees it wherever they look, and hears of no offers."""

import pytest

from casino.safer_gambling.use_cases.exclude import exclude_self, take_time_out
from casino.shared.unit_of_work import UnitOfWork
from tests.integration.accounts.conftest import ADA

CREDENTIALS = {"email": ADA["email"], "password": ADA["password"]}
ALL = {"email": True, "sms": True, "push": True}
NONE = dict.fromkeys(ALL, False)


def test_a_sign_in_and_the_profile_tell_why_and_until_when(api, ada, parts):
    for exclude, duration, reason in (
        (take_time_out, "P7D", "timed_out"),
        (exclude_self, "P6M", "self_excluded"),
    ):
        until = exclude(parts, ada, duration)
        wanted = {"reason": reason, "until": until, "lapses": reason == "timed_out"}
        assert api("GET", "/v1/me", player_id=ada).body["restriction"] == wanted
        session = api("POST", "/v1/auth/login", CREDENTIALS)
        assert (session.status, session.body["restriction"]) == (200, wanted)
        refresh = {"refresh_token": session.body["refresh_token"]}
        refreshed = api("POST", "/v1/auth/refresh", refresh)
        assert (refreshed.status, refreshed.body["restriction"]) == (200, wanted)
        changed = api("PATCH", "/v1/me", {"locale": "sv"}, player_id=ada)
        assert (changed.status, changed.body["restriction"]) == (200, wanted)


def test_a_self_exclusion_ends_all_offers_and_lets_nobody_switch_them_on(api, ada, parts):
    api("PATCH", "/v1/me", {"marketing": ALL}, player_id=ada)
    take_time_out(parts, ada, "P1D")
    assert api("GET", "/v1/me", player_id=ada).body["marketing"] == ALL
    until = exclude_self(parts, ada, "P1Y")
    assert api("GET", "/v1/me", player_id=ada).body["marketing"] == NONE
    body = {"locale": "sv", "marketing": {"sms": True}}
    refused = api("PATCH", "/v1/me", body, player_id=ada)
    assert (refused.status, refused.body["code"]) == (403, "self_excluded")
    assert refused.body["details"] == {"until": until}
    profile = api("GET", "/v1/me", player_id=ada).body
    assert (profile["locale"], profile["marketing"]) == ("en", NONE)
    # To want fewer is always possible.
    assert api("PATCH", "/v1/me", {"marketing": NONE}, player_id=ada).status == 200


@pytest.mark.parametrize("first", ["the player", "the exclusion"])
def test_offers_are_off_whoever_comes_first(api, ada, parts, monkeypatch, first):
    """The one that comes second has read before the first has written."""
    raced = []
    commit = UnitOfWork.commit

    def overtaken(work):
        if not raced:
            raced.append(True)
            other()
        commit(work)

    def want_offers():
        return api("PATCH", "/v1/me", {"marketing": ALL}, player_id=ada)

    def exclude():
        return exclude_self(parts, ada, "P6M")

    other, mine = (want_offers, exclude) if first == "the player" else (exclude, want_offers)
    monkeypatch.setattr(UnitOfWork, "commit", overtaken)
    mine()
    assert raced
    assert api("GET", "/v1/me", player_id=ada).body["marketing"] == NONE
