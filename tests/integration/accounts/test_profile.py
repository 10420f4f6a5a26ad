import pytest

from casino.shared.errors import Contention


def test_a_player_sees_their_profile(api, ada):
    answer = api("GET", "/v1/me", player_id=ada)
    assert answer.status == 200
    created_at = answer.body.pop("created_at")
    assert created_at.endswith("Z")
    assert answer.body == {
        "player_id": ada,
        "email": "ada@example.com",
        "display_name": "Ada",
        "country": "DE",
        "currency": "EUR",
        "status": "active",
        "kyc_status": "unverified",
        "locale": "en",
        "restriction": None,
        "limits_prompt_due": False,
        "marketing": {"email": False, "sms": False, "push": False},
        "previous_login_at": None,
    }


def test_nobody_is_nobody(api):
    assert api("GET", "/v1/me").status == 401
    assert api("GET", "/v1/me", player_id="stranger").status == 404
    assert api("PATCH", "/v1/me", {"locale": "de"}, player_id="stranger").status == 404


def test_a_player_changes_what_they_may(api, ada):
    body = {"display_name": "  Countess ", "locale": "de-AT", "marketing": {"sms": True}}
    answer = api("PATCH", "/v1/me", body, player_id=ada)
    assert answer.status == 200
    assert answer.body["display_name"] == "Countess"
    assert answer.body["locale"] == "de-AT"
    assert answer.body["marketing"] == {"email": False, "sms": True, "push": False}
    assert api("GET", "/v1/me", player_id=ada).body == answer.body


def test_no_change_changes_nothing(api, ada, parts):
    before = parts.profiles.get(ada)
    assert api("PATCH", "/v1/me", {}, player_id=ada).status == 200
    assert parts.profiles.get(ada) == before


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"currency": "USD"}, "/currency"),
        ({"kyc_status": "verified"}, "/kyc_status"),
        ({"display_name": "Eve", "email": "eve@example.com"}, "/email"),
        ({"display_name": None}, "/display_name"),
        ({"marketing": {"email": 1}}, "/marketing/email"),
    ],
)
def test_the_rest_is_refused_and_changes_nothing(api, ada, body, pointer, parts):
    before = parts.profiles.get(ada)
    answer = api("PATCH", "/v1/me", body, player_id=ada)
    assert answer.status == 422
    assert [error["pointer"] for error in answer.body["errors"]] == [pointer]
    assert parts.profiles.get(ada) == before


def test_a_change_in_between_is_not_overwritten(aws, ada, parts):
    before = parts.profiles.get(ada)
    parts.profiles.replace(before, before.changed(locale="sv"))
    with pytest.raises(Contention):
        parts.profiles.replace(before, before.changed(locale="fi"))
    assert parts.profiles.get(ada).locale == "sv"


def test_a_change_in_between_is_kept_and_ours_added(api, ada, monkeypatch, parts):
    repository, real, raced = parts.profiles, parts.profiles.add_change, []

    def lose_the_first_race(work, before, after):
        if not raced:
            raced.append(True)
            repository.replace(before, before.changed(marketing={"push": True}))
        real(work, before, after)

    monkeypatch.setattr(repository, "add_change", lose_the_first_race)
    answer = api("PATCH", "/v1/me", {"locale": "fi"}, player_id=ada)
    assert answer.body["locale"] == "fi"
    assert answer.body["marketing"]["push"] is True
