from datetime import UTC, datetime

import pytest

from casino.accounts.errors import NoStaff, PlayersAddress, WeakPassword
from casino.accounts.use_cases.enrol_staff import dismiss_staff, enrol_staff
from casino.sessions import SessionRevoked
from casino.sessions.limits import Kind
from casino.wallet import NoWallet
from tests.integration.accounts.conftest import ADA
from tests.support.parts import others

PASSWORD = "a quiet evening in Mdina 17"
EVA = "eva@house.example"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def directory(cognito, parts):
    pool = cognito.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
    for group in ("players", "dealers", "operators"):
        cognito.create_group(UserPoolId=pool, GroupName=group)
    return parts.directory


def test_a_dealer_signs_in_without_a_profile_or_a_wallet(api, directory, parts):
    staff_id = enrol_staff(directory, "dealer", EVA, PASSWORD)
    answer = api("POST", "/v1/auth/login", {"email": EVA, "password": PASSWORD})
    assert answer.status == 200
    assert parts.profiles.find(staff_id) is None
    with pytest.raises(NoWallet):
        parts.ledger.wallet(staff_id)
    assert directory.groups_of(EVA) == ["dealers"]


def test_enrolling_again_changes_the_password_and_adds_the_role(api, directory):
    staff_id = enrol_staff(directory, "dealer", EVA, PASSWORD)
    assert enrol_staff(directory, "operator", EVA, PASSWORD + "!") == staff_id
    answer = api("POST", "/v1/auth/login", {"email": EVA, "password": PASSWORD})
    assert answer.status == 401
    assert sorted(directory.groups_of(EVA)) == ["dealers", "operators"]
    assert list(directory.members_of("dealers")) == [(staff_id, EVA)]


def test_a_players_address_does_not_become_staff(ada, directory):
    with pytest.raises(PlayersAddress):
        enrol_staff(directory, "dealer", ADA["email"], PASSWORD)
    assert directory.groups_of(ADA["email"]) == []


def test_staff_need_a_password_as_good_as_anybodys(directory):
    with pytest.raises(WeakPassword):
        enrol_staff(directory, "dealer", EVA, "password")
    assert directory.player_id_of(EVA) is None


def test_who_is_dismissed_has_no_role_and_nothing_open(directory, parts):
    parts = others(parts, clock=lambda: NOW)
    staff_id = enrol_staff(directory, "dealer", EVA, PASSWORD)
    opened_at = int(NOW.timestamp() * 1000) - 1
    parts.sessions.admit(staff_id, opened_at, Kind.QUERY, NOW)
    dismiss_staff(parts, EVA)
    assert directory.groups_of(EVA) == []
    with pytest.raises(SessionRevoked):
        parts.sessions.admit(staff_id, opened_at, Kind.QUERY, NOW)
    with pytest.raises(NoStaff):
        dismiss_staff(parts, EVA)


def test_a_player_is_not_dismissed(ada, directory, parts):
    for email in ("x@y.z", ADA["email"]):
        with pytest.raises(NoStaff):
            dismiss_staff(parts, email)
