"""Where the secrets of chains stand, and those that were begun beside the seeds of rounds."""

from dataclasses import asdict

import pytest

from casino.games import SeedChain, commitment_to
from casino.shared.aws import client
from casino.shared.dynamodb import from_item, to_item
from casino.shared.errors import Contention
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase
from casino.tables.use_cases.ask_beacon import ask_beacon
from tests.integration.tables.conftest import Floor

CHAIN = SeedChain("5e" * 32, length=4)


@pytest.fixture
def floor(aws):
    return Floor()


def items(table):
    found = [from_item(item) for item in client("dynamodb").scan(TableName=table)["Items"]]
    return {item["pk"]: item for item in found}


def begin_beside_seeds(floor, used):
    key = {"pk": f"CHAIN#{floor.table_id}"}
    client("dynamodb").delete_item(TableName="chains", Key=to_item(key))
    item = {**key, **asdict(CHAIN), "used": used}
    client("dynamodb").put_item(TableName="seeds", Item=to_item(item))


def test_what_tells_a_rounds_seed_holds_no_secret_of_its_chains(floor):
    floor.advance()
    seeds = items("seeds")
    assert set(seeds) == {f"ROUND#{floor.round.round_id}"}
    [chain] = items("chains").values()
    for secret in (chain["root"], chain["following"]["root"]):
        assert secret not in str(seeds)
        assert secret not in str(items("tables"))
    assert chain["used"] == floor.round.link.position == 1


def test_a_chain_that_was_begun_beside_the_seeds_goes_on_and_is_moved(floor):
    begin_beside_seeds(floor, used=2)
    floor.advance()
    assert floor.round.fairness.commitment == commitment_to(CHAIN.seed(3))
    assert floor.round.link.beacon is None
    assert (floor.round.link.anchor, floor.round.link.position) == (CHAIN.anchor, 3)
    assert set(items("seeds")) == {f"ROUND#{floor.round.round_id}"}
    assert items("chains")[f"CHAIN#{floor.table_id}"]["used"] == 3


def test_a_chain_that_was_used_up_beside_the_seeds_is_followed_by_another(floor):
    begin_beside_seeds(floor, used=4)
    floor.advance()
    assert f"CHAIN#{floor.table_id}" not in items("seeds")
    promised = floor.table.next_chain.anchor
    ask_beacon(floor.parts, floor.advance())
    floor.advance()
    assert (floor.round.link.anchor, floor.round.link.position) == (promised, 1)


def test_a_chain_that_was_begun_without_a_beacon_is_used_to_its_end(floor):
    floor.shuffle(CHAIN)
    for position in range(1, 5):
        floor.advance()
        ask_beacon(floor.parts, floor.table)
        floor.advance_to(Phase.SETTLED)
        assert floor.round.fairness.server_seed == CHAIN.seed(position)
        assert (floor.round.link.seed, floor.round.link.beacon) == (None, None)
    floor.advance()
    assert floor.round.link.position == 1
    assert floor.round.link.beacon.value is not None


@pytest.mark.parametrize("is_old", [True, False])
def test_of_two_who_take_the_same_seed_one_gets_it(floor, is_old):
    if is_old:
        begin_beside_seeds(floor, used=2)
    else:
        floor.shuffle(CHAIN)
    works = []
    for name in ("r-1", "r-2"):
        works.append(UnitOfWork(client("dynamodb")))
        floor.parts.chains.take(
            works[-1], floor.parts.chains.of(floor.table_id), name, floor.clock()
        )
    works[0].commit()
    with pytest.raises(Contention):
        works[1].commit()
    assert "ROUND#r-2" not in items("seeds")
