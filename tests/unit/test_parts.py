"""The parts are made once, and only when they are asked for; and their uses are found."""

import textwrap

import pytest

from casino.parts import Parts, at_start
from casino.shared.settings import MissingSetting, Settings
from tests.support.declared_parts import Sources
from tests.support.parts import functions_with

SETTINGS = Settings({"CATALOGUE_TABLE": "games", "WALLET_TABLE": "ledger"})


def test_a_part_is_made_once():
    parts = Parts(SETTINGS, dynamodb="a client")
    assert parts.catalogue is parts.catalogue
    assert set(vars(parts)) == {"settings", "clock", "dynamodb", "catalogue"}


def test_a_part_that_is_given_is_not_made():
    assert Parts(SETTINGS, catalogue="ours").catalogue == "ours"


def test_nobody_gives_a_part_that_there_is_not():
    with pytest.raises(TypeError, match="no such parts: catalog, settings_of"):
        Parts(SETTINGS, catalogue="ours", settings_of="nobody", catalog="theirs")


@pytest.fixture
def in_lambda(monkeypatch):
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "a-function")


def test_what_a_function_says_that_it_uses_is_there_from_its_start_on(in_lambda):
    with functions_with(dynamodb="a client"):
        assert "catalogue" in vars(at_start(Parts.catalogue))


def test_a_function_that_was_not_told_what_it_uses_does_not_start(in_lambda, monkeypatch):
    monkeypatch.delenv("CATALOGUE_TABLE")
    with (
        functions_with(dynamodb="a client"),
        pytest.raises(MissingSetting, match="CATALOGUE_TABLE"),
    ):
        at_start(Parts.catalogue)


def test_who_merely_reads_a_function_makes_nothing(monkeypatch):
    monkeypatch.delenv("CATALOGUE_TABLE")
    with functions_with(dynamodb="a client"):
        assert "catalogue" not in vars(at_start(Parts.catalogue))


SOURCE = {
    "functions/tables/__init__.py": "",
    "functions/tables/api.py": """
        from functions.tables import get_table
        handler = lambda: get_table.answer
        """,
    "functions/tables/get_table.py": """
        from casino.parts import Parts, at_start
        from casino.tables.use_cases import show as use_case
        parts = at_start(Parts.live_tables, Parts.gates)

        def answer():
            return use_case.show(parts, parts.live_tables)
        """,
    "functions/tables/settle.py": "from casino.tables import settle\n",
    "casino/tables/__init__.py": "from casino.tables.counting import count\n",
    "casino/tables/counting.py": """
        def count(parts):
            return parts.gates

        def settle(parts):
            return parts.ledger
        """,
    "casino/tables/use_cases/__init__.py": "",
    "casino/tables/use_cases/show.py": """
        from casino.tables import count

        def show(parts, live_tables):
            return Shown(lambda: _of_seats(parts), count)

        def hide(parts):
            return parts.chains

        def _of_seats(parts):
            return parts.seats
        """,
}


@pytest.fixture
def sources(tmp_path):
    for name, text in SOURCE.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text))
    return Sources(casino=tmp_path, functions=tmp_path)


def test_uses_are_found_wherever_a_function_leads_and_nowhere_else(sources):
    assert sources.used("functions.tables.api") == {
        "live_tables": ("functions.tables.get_table", ""),
        "gates": ("casino.tables.counting", "count"),
        "seats": ("casino.tables.use_cases.show", "_of_seats"),
    }


def test_what_a_functions_modules_declare_is_found(sources):
    assert sources.declared("functions.tables.api") == {"live_tables", "gates"}
    assert sources.declared("functions.tables.settle") == set()
