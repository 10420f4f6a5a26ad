"""What a game says of its stakes is what it takes: no more, and no less."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from casino.games import AT_TABLES, GAMES, InstantGame, StakeError
from casino.games.roulette import EUROPEAN
from casino.games.stake_schemas import PAYS, stake_schemas

SCHEMAS = {game_id: stake_schemas(game) for game_id, game in GAMES.items()}
TYPES = sorted(
    {schema["properties"]["type"]["const"] for game_id in AT_TABLES for schema in SCHEMAS[game_id]}
    | {"double", "split", "insurance", "nothing"}
)
NUMBERS = st.lists(st.integers(-1, 40) | st.integers(90, 1_000_010), max_size=6)
AMOUNTS = st.integers(-1, 200) | st.sampled_from([True, "1", 1.5, None])


def says(game_id: str, given: object) -> bool:
    return any(Draft202012Validator(schema).is_valid(given) for schema in SCHEMAS[game_id])


def takes(game_id: str, given: dict) -> bool:
    game = GAMES[game_id]
    try:
        if isinstance(game, InstantGame):
            game.bet(given.get("choice"), given["stake"])
        else:
            game.read_stake(given)
    except StakeError:
        return False
    return True


@pytest.mark.parametrize("game_id", GAMES)
def test_they_are_schemas(game_id):
    for schema in SCHEMAS[game_id]:
        Draft202012Validator.check_schema(schema)
        assert schema[PAYS]
        assert schema["description"].endswith(".")


@pytest.mark.parametrize("game_id", GAMES)
def test_the_examples_can_be_staked(game_id):
    for schema in SCHEMAS[game_id]:
        example = example_of(schema)
        assert says(game_id, example)
        assert takes(game_id, example)


@pytest.mark.parametrize("game_id", sorted(AT_TABLES))
def test_every_selection_that_is_named_can_be_staked(game_id):
    for schema in SCHEMAS[game_id]:
        for selection in schema["properties"].get("selection", {}).get("enum", ()):
            assert takes(game_id, example_of(schema) | {"selection": selection})


@pytest.mark.parametrize("game_id", sorted(AT_TABLES))
@given(data=st.data())
def test_a_table_takes_what_is_said_and_nothing_else(game_id, data):
    stake = {"type": data.draw(st.sampled_from(TYPES)), "amount": data.draw(AMOUNTS)}
    named = [
        schema["properties"]["selection"]["enum"]
        for schema in SCHEMAS[game_id]
        if "enum" in schema["properties"].get("selection", {})
    ]
    known = st.sampled_from([*itertools.chain(*named)]) if named else st.nothing()
    selection = data.draw(st.none() | NUMBERS.map(sorted) | known)
    if selection:
        stake["selection"] = selection
    assert says(game_id, stake) == takes(game_id, stake)


@pytest.mark.parametrize("game_id", sorted(set(GAMES) - AT_TABLES))
@given(data=st.data())
def test_an_instant_game_takes_what_is_said_and_nothing_else(game_id, data):
    body = {"stake": data.draw(AMOUNTS)}
    choice = data.draw(
        st.none()
        | st.fixed_dictionaries(
            {},
            optional={
                "direction": st.sampled_from(["under", "over", "sideways"]),
                "chance": st.integers(-1, 10_001),
                "target": st.integers(90, 1_000_010),
            },
        ).filter(bool)
    )
    if choice is not None:
        body["choice"] = choice
    assert says(game_id, body) == takes(game_id, body)


def test_a_target_of_crash_is_told_in_hundredths():
    [schema] = SCHEMAS["crash"]
    selection = schema["properties"]["selection"]
    assert "in hundredths: 150 is 1.50 times" in selection["description"]
    assert Draft202012Validator(schema).is_valid(
        {"type": "crash", "selection": [150], "amount": 100}
    )


def test_what_a_layout_offers_is_all_said():
    said = {
        (schema["properties"]["type"]["const"], tuple(selection))
        for schema in SCHEMAS["roulette-european"]
        for selection in schema["properties"].get("selection", {}).get("enum", [()])
    }
    assert said == {(kind.value, numbers) for kind, numbers in EUROPEAN.spots}


def test_a_game_that_says_nothing_of_its_stakes_cant_be_described():
    class Unheard(type(EUROPEAN).__mro__[1]):
        game_id = "unheard"

    Unheard.__abstractmethods__ = frozenset()
    with pytest.raises(TypeError, match="unheard"):
        stake_schemas(Unheard())


def example_of(schema: dict) -> dict:
    if "const" in schema:
        return schema["const"]
    if schema.get("type") == "object":
        return {
            name: example_of(part)
            for name, part in schema["properties"].items()
            if name in schema["required"]
        }
    return schema["examples"][0] if "examples" in schema else schema["enum"][0]
