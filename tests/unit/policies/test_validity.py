"""What is shipped can be applied; what contradicts itself can't, and says where and what to do."""

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casino.policies
from casino.payments.cashier import must_be_payable
from casino.policies import InvalidPolicy, document_of, figures_of
from casino.policies.messages import read_policy
from casino.policies.repository import policy_from_document, shipped_jurisdictions
from casino.policies.validity import faults_in, holding_from
from casino.shared.dynamodb import from_item, to_item
from casino.shared.money import CURRENCY_EXPONENTS, Money
from tests.support.policies import VersionsInMemory, policies_of, shipped, version

SHIPPED = shipped_jurisdictions()
FOLDER = Path(casino.policies.__file__).parent / "shipped"


def test_what_is_shipped():
    assert SHIPPED == ["curacao", "demo", "mga", "uk"]


@pytest.mark.parametrize("jurisdiction", SHIPPED)
class TestAShippedPolicy:
    def test_could_be_applied_as_it_stands_in_its_file(self, jurisdiction):
        policy = read_policy((FOLDER / f"{jurisdiction}.json").read_text(encoding="utf-8"))
        assert (policy.jurisdiction, policy.version) == (jurisdiction, 0)
        assert faults_in(policy, document_of(policy)) == []
        assert policy == shipped(jurisdiction)

    def test_is_the_same_when_it_is_written_down_or_kept(self, jurisdiction):
        policy = shipped(jurisdiction)
        document = document_of(policy)
        assert read_policy(json.dumps(document)) == policy
        assert policy_from_document(from_item(to_item(document))) == policy

    def test_takes_and_pays_amounts_that_the_provider_can_carry(self, jurisdiction):
        for currency, figures in shipped(jurisdiction).cashier.items():
            must_be_payable(Money(figures.min_deposit, currency))
            must_be_payable(Money(figures.max_deposit, currency))


def test_no_country_is_in_two_of_those_that_are_for_real():
    countries = [country for each in set(SHIPPED) - {"demo"} for country in shipped(each).countries]
    assert len(countries) == len(set(countries))


def test_the_demo_house_has_every_currency_and_every_game():
    demo = shipped("demo")
    assert set(demo.cashier) == set(CURRENCY_EXPONENTS)
    assert demo.rules_of("whatever", "anything") is not None


NOTHING = object()
WRONG = {
    "jurisdiction": ["UK", "", "u k"],
    "version": [-1],
    "name": ["", " "],
    "time_zone": ["Atlantis", "", "Europe", "/etc/localtime", "../UTC"],
    "countries.gb": [18],
    "countries.GB": [17, 100],
    "cashier": [{}],
    "cashier.GBP.min_deposit": [0, 10**13],
    "cashier.GBP.max_deposit": [0, 99, 10**13],
    "cashier.GBP.review_from": [0],
    "cashier.XXX": [{"min_deposit": 1, "max_deposit": 2, "review_from": 2}],
    "deposit_block.failures": [0],
    "deposit_block.window_minutes": [0],
    "deposit_block.block_minutes": [0, 100_000],
    "games": [{}],
    "games.slotz": [{}],
    "refused_games": [["dise"]],
    "games.slots.cycle_milliseconds": [-1, 3_600_001],
    "games.slots.stake_caps.0.from_age": [19],
    "games.slots.stake_caps.1.from_age": [18, 17],
    "games.slots.stake_caps.1.most": [{}, {"EUR": 5}],
    "games.slots.stake_caps.1.most.GBP": [0],
    "limits.deposit.periods": [[], ["day", "day"], ["session"]],
    "limits.play.periods": [["day"]],
    "limits.loss.raise_wait_hours": [23],
    "limits.loss.confirm_days": [0],
    "session.reality_check_minutes": [0, 1_441],
    "session.most_minutes": [0],
    "session.inactivity_minutes": [-5],
    "exclusion.time_out_least_days": [0],
    "exclusion.time_out_most_days": [0],
    "exclusion.self_exclusion": [[], ["P6M", "P6M"], ["P0M"], ["6 months"], ["PT6M"], ["P-1Y"]],
    "exclusion.reinstatement_wait_hours": [-1],
    "verification.before": [["deposits"]],
    "verification.deposits_from": [{"EUR": 1}],
    "verification.within_days": [-1],
    "due_diligence.amount_from": [{}],
    "due_diligence.amount_from.GBP": [0],
    "due_diligence.linked_hours": [0],
    "sources.exclusion": [NOTHING, ""],
    "sources.gamse": ["A slip"],
}


def changed(document, place, value):
    """Return a policy's document that says something else at a place."""
    document = deepcopy(document)
    *way, last = place.split(".")
    # The sources' own names have dots in them.
    inner, way, last = (
        (document["sources"], [], place.removeprefix("sources."))
        if place.startswith("sources.")
        else (document, way, last)
    )
    for step in way:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    if value is NOTHING:
        del inner[last]
    else:
        inner[last] = value
    return document


@pytest.mark.parametrize(
    ("place", "value"), [(place, value) for place, values in WRONG.items() for value in values]
)
def test_what_contradicts_itself_is_named_with_its_place(place, value):
    document = changed(document_of(shipped("uk")), place, value)
    policy = read_policy(json.dumps(document))
    faults = faults_in(policy, document_of(policy))
    places = [each.pointer[1:].replace("/", ".") for each in faults]
    assert any(f"{each}.".startswith(place) or place.startswith(each) for each in places), faults
    assert all(each.detail for each in faults)


@given(st.data())
def test_a_figure_that_is_no_figure_is_refused_wherever_it_stands(data):
    document = document_of(shipped("uk"))
    figures = [place for place, says in figures_of(document).items() if type(says) is int]
    place = data.draw(st.sampled_from(sorted(figures)))
    value = data.draw(st.one_of(st.text(max_size=3), st.floats(0.1, 0.9), st.none(), st.booleans()))
    allowed_none = place.startswith("session.") and value is None
    if allowed_none:
        return
    with pytest.raises(InvalidPolicy) as refused:
        read_policy(json.dumps(changed(document, place, value)))
    [fault] = refused.value.errors
    assert fault.pointer[1:].replace("/", ".") == place


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This is no JSON document: Expecting value: line 1 column 1"),
        ('{"name": "A",', "line 1 column 14"),
        ('1}, "policy": {"a": 2', "This is no JSON document: Extra data"),
    ],
)
def test_what_is_no_document_is_said_to_be_none(text, said):
    with pytest.raises(InvalidPolicy) as refused:
        read_policy(text)
    assert said in refused.value.detail


def test_what_is_said_twice_or_is_not_known_is_named():
    text = json.dumps(document_of(shipped("uk")))
    twice = text.replace('"countries":', '"countries": {}, "countries":')
    unknown = text.replace('"session": {', '"session": {"jackpot": 1, ')
    for said, pointer in ((twice, "/countries"), (unknown, "/session/jackpot")):
        with pytest.raises(InvalidPolicy) as refused:
            read_policy(said)
        assert [each.pointer for each in refused.value.errors] == [pointer]


NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
minutes = st.integers(-50, 50)


@given(st.lists(minutes, max_size=6), minutes)
def test_of_versions_those_that_hold_from_a_moment_on_are_found(begin, moment):
    """By asking, minute for minute, which one holds."""
    versions = [
        version(shipped("uk"), number, NOON + timedelta(minutes=at))
        for number, at in enumerate(begin, 1)
    ]
    store = VersionsInMemory(*versions)
    now = NOON + timedelta(minutes=moment)
    policies = policies_of("uk", clock=lambda: NOON + timedelta(minutes=60), versions=store)
    later = (now + timedelta(minutes=each) for each in range(102))
    held = {policies.at("uk", each).version for each in later}
    assert {each.number for each in holding_from(store.newest_first("uk"), now)} == held


@given(st.lists(minutes, max_size=6), minutes)
def test_of_those_whose_time_has_come_the_newest_holds(begin, moment):
    now = NOON + timedelta(minutes=moment)
    versions = [
        version(shipped("uk"), number, NOON + timedelta(minutes=at))
        for number, at in enumerate(begin, 1)
    ]
    come = [number for number, at in enumerate(begin, 1) if at <= moment]
    policies = policies_of("uk", clock=lambda: now, versions=VersionsInMemory(*versions))
    assert policies.at("uk", now).version == max(come, default=0)
