"""Who has excluded themselves gets no account under another address, and strangers hear nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casino.accounts.errors import NoProfile
from casino.parts import at_start
from casino.safer_gambling.use_cases.exclude import exclude_self, reinstate, take_time_out
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import NoWallet
from tests.integration.accounts.conftest import ADA
from tests.support.clock import Clock
from tests.support.parts import functions_with

BEN = ADA | {
    "email": "ben.sailor@gmail.com",
    "display_name": "Ben",
    "date_of_birth": "1980-01-02",
}


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def parts(cognito, clock):
    with functions_with(clock=clock) as parts:
        yield parts


@pytest.fixture
def register(api, parts):
    def register(**changes):
        answer = api("POST", "/v1/auth/register", BEN | changes)
        assert (answer.status, answer.body["status"]) == (201, "active")
        return answer.body["player_id"]

    return register


@pytest.fixture
def sign_in(api, parts):
    def sign_in(email):
        credentials = {"email": email, "password": BEN["password"]}
        answer = api("POST", "/v1/auth/login", credentials)
        return answer.status, answer.body.get("code")

    return sign_in


def resemblance_noted(player_id):
    key = {"pk": {"S": f"PLAYER#{player_id}"}, "sk": {"S": "RESEMBLANCE"}}
    item = at_start().dynamodb.get_item(TableName="safer_gambling", Key=key).get("Item")
    return (
        {name: [each["S"] for each in found["L"]] for name, found in item["players"]["M"].items()}
        if item
        else {}
    )


ANOTHER = {"display_name": "Sea Wolf", "date_of_birth": "1970-03-04"}


def test_the_same_mailbox_gets_the_answer_of_anybody_and_no_account(parts, register, sign_in):
    ben = register()
    exclude_self(parts, ben, "P6M")
    again = register(email="bensailor+again@googlemail.com", **ANOTHER)
    assert again != ben
    with pytest.raises(NoProfile):
        parts.profiles.get(again)
    with pytest.raises(NoWallet):
        parts.ledger.wallet(again)
    # What is so is for whoever reads the mailbox to know.
    assert sign_in("bensailor+again@googlemail.com") == (403, "self_excluded")
    assert sign_in("bensailor+again@googlemail.com") == (403, "self_excluded")
    # The account that is excluded can be signed in to: there may be money to withdraw.
    assert sign_in(BEN["email"]) == (200, None)


def test_the_account_is_there_once_the_exclusion_is_over(parts, register, sign_in, clock):
    ben = register()
    exclude_self(parts, ben, "P6M")
    again = register(email="bensailor+again@gmail.com")
    clock.now += timedelta(days=400)
    # An end alone reopens nothing, here neither.
    assert sign_in("bensailor+again@gmail.com") == (403, "self_excluded")
    reinstate(parts, ben)
    assert sign_in("bensailor+again@gmail.com") == (403, "self_excluded")
    clock.now += timedelta(days=1)
    assert sign_in("bensailor+again@gmail.com") == (200, None)
    assert parts.ledger.wallet(again).available == 0


def test_who_excludes_themselves_again_is_known_again(parts, register, sign_in, clock):
    ben = register()
    exclude_self(parts, ben, "P6M")
    clock.now += timedelta(days=200)
    reinstate(parts, ben)
    clock.now += timedelta(days=2)
    exclude_self(parts, ben, "P6M")
    register(email="bensailor@gmail.com")
    assert sign_in("bensailor@gmail.com") == (403, "self_excluded")


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({"email": "captain@house.example"}, {"name_and_birthday"}),
        ({"email": "captain@house.example", "display_name": "B\u0435n"}, {"name_and_birthday"}),
        ({"email": "bensai1or@gmail.com", **ANOTHER}, {"address"}),
    ],
)
def test_what_strangers_know_is_told_to_the_house_and_nobody_else(
    parts, register, sign_in, changes, alike
):
    ben = register()
    exclude_self(parts, ben, "P1Y")
    other = register(**changes)
    assert sign_in(changes["email"]) == (200, None)
    assert parts.ledger.wallet(other).bars == ()
    assert resemblance_noted(other) == {each: [ben] for each in alike}


def test_a_policy_may_refuse_them_too(parts, register, sign_in, monkeypatch):
    ben = register()
    exclude_self(parts, ben, "P1Y")
    of_country = parts.policies.of_country

    def strict(*asked):
        policy = of_country(*asked)
        rules = replace(policy.exclusion, refused_likenesses=("mailbox", "name_and_birthday"))
        return replace(policy, exclusion=rules)

    monkeypatch.setattr(parts.policies, "of_country", strict)
    register(email="captain@house.example")
    assert sign_in("captain@house.example") == (403, "self_excluded")


def test_others_and_those_who_take_a_time_out_are_nobody_to_be_known(parts, register, sign_in):
    ben = register()
    take_time_out(parts, ben, "P42D")
    other = register(email="bensailor+again@gmail.com")
    assert sign_in("bensailor+again@gmail.com") == (200, None)
    exclude_self(parts, ben, "P6M")
    stranger = register(email="eve@house.example", **ANOTHER)
    assert resemblance_noted(other) == resemblance_noted(stranger) == {}


def test_who_excludes_themselves_while_an_account_is_being_opened_is_found(
    parts, register, sign_in, monkeypatch
):
    ben = register()
    commit, raced = UnitOfWork.commit, []

    def overtaken(work):
        if not raced:
            raced.append(True)
            exclude_self(parts, ben, "P6M")
        commit(work)

    monkeypatch.setattr(UnitOfWork, "commit", overtaken)
    again = register(email="bensailor+again@gmail.com")
    assert raced
    with pytest.raises(NoProfile):
        parts.profiles.get(again)
    assert sign_in("bensailor+again@gmail.com") == (403, "self_excluded")


def test_what_is_kept_tells_no_address_and_no_name(parts, register):
    exclude_self(parts, register(), "P6M")
    stored = str(parts.dynamodb.scan(TableName="safer_gambling")["Items"]).lower()
    assert "sailor" not in stored
    assert "1980" not in stored
    assert stored.count("person#") == 3
