"""Operators at the same moment, against a DynamoDB that keeps its promises under threads."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from botocore.config import Config
from botocore.session import get_session

from casino.policies import InvalidPolicy, PolicyChanged
from casino.policies.use_cases.apply_policy import apply_policy
from casino.shared.conflicts import answer_conflicts
from casino.shared.errors import Contention
from tests.support.local_cloud import running_cloud
from tests.support.parts import some_parts
from tests.support.policies import shipped
from tests.support.tables import create_tables

AT_ONCE = 8
REFUSALS = (PolicyChanged, InvalidPolicy, Contention)


@pytest.fixture(scope="module")
def dynamodb(tmp_path_factory):
    with running_cloud(tmp_path_factory.mktemp("cloud")) as (settings, _):
        client = get_session().create_client(
            "dynamodb",
            endpoint_url=settings.cloud.url,
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(max_pool_connections=AT_ONCE),
        )
        answer_conflicts(client)
        create_tables(client, "CATALOGUE_TABLE")
        yield client
        client.close()


def all_apply(dynamodb, policies):
    """Have each policy applied by an operator of its own, all at once; return what came of it."""
    start = Barrier(len(policies))

    def operator(number):
        parts = some_parts({"JURISDICTIONS": "mga,uk"}, dynamodb=dynamodb)
        start.wait()
        try:
            return apply_policy(
                parts, policies[number], effective_at=None, actor=f"op-{number}", reason="at once"
            )
        except REFUSALS as refusal:
            return refusal

    with ThreadPoolExecutor(len(policies)) as operators:
        return list(operators.map(operator, range(len(policies))))


def test_one_operator_is_first_and_the_others_are_told_who_it_was(dynamodb):
    parts = some_parts({"JURISDICTIONS": "mga,uk"}, dynamodb=dynamodb)
    for number in range(3):
        newest = parts.policy_versions.newest("uk")
        assert newest.number == number
        wanted = [
            replace(newest.policy, countries={"GB": 20 + number * AT_ONCE + each})
            for each in range(AT_ONCE)
        ]
        came = all_apply(dynamodb, wanted)
        [first] = [each for each in came if not isinstance(each, Exception)]
        assert parts.policy_versions.newest("uk") == first
        others = [each for each in came if each is not first]
        assert {type(each) for each in others} == {PolicyChanged}
        assert all(first.actor in each.detail for each in others)
    assert [each.number for each in parts.policy_versions.newest_first("uk")] == [3, 2, 1, 0]


def test_a_country_that_two_jurisdictions_want_comes_to_one_of_them(dynamodb):
    parts = some_parts({"JURISDICTIONS": "mga,uk"}, dynamodb=dynamodb)
    for country in ("IS", "NO", "PT"):
        wanted = []
        for jurisdiction in ("uk", "mga"):
            policy = parts.policy_versions.newest(jurisdiction).policy
            wanted.append(replace(policy, countries={**policy.countries, country: 18}))
        came = all_apply(dynamodb, wanted)
        assert sum(not isinstance(each, Exception) for each in came) == 1
        having = [
            each
            for each in ("uk", "mga")
            if country in parts.policy_versions.newest(each).policy.countries
        ]
        assert len(having) == 1


def test_the_policies_that_are_shipped_are_where_it_begins(dynamodb):
    parts = some_parts({"JURISDICTIONS": "curacao"}, dynamodb=dynamodb)
    assert parts.policy_versions.newest("curacao").policy == shipped("curacao")
