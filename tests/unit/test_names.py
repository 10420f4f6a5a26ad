"""One meaning for each name, and one word for each thing (`docs/glossary.md`)."""

import ast
import re
from collections import Counter, defaultdict
from itertools import takewhile

import pytest

from infra.config import ROOT

PYTHON = ["layers/domain/python", "functions", "infra", "croupier", "scripts"]
OURS = {"casino", "functions", "infra", "croupier", "scripts"}
GLOSSARY = (ROOT / "docs/glossary.md").read_text()


def module_of(file):
    """Return the name that a file is imported by."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[3:] if parts[0] == "layers" else parts).removesuffix(".__init__")


MODULES = {
    module_of(file): ast.parse(file.read_text())
    for folder in PYTHON
    for file in (ROOT / folder).rglob("*.py")
}


def types_in(module):
    """Yield the public types of a module: its classes, and what it calls other types."""
    for node in module.body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                # What a call makes, such as a variable for types, is no type of ours.
                if name[0].isupper() and not name.isupper() and not isinstance(value, ast.Call):
                    yield name


def homonyms_in(modules):
    """Return the names of several public types, and where they are."""
    places = defaultdict(list)
    for name, module in modules.items():
        for each in types_in(module):
            if not each.startswith("_"):
                places[each].append(name)
    return {name: found for name, found in places.items() if len(found) > 1}


def aliases_in(modules):
    """Return what of ours is imported under another name, unless to be offered under that one.

    Modules may be: a handler calls each of its use cases `use_case`.
    """
    return [
        f"{name}: {each.name} as {each.asname}"
        for name, module in modules.items()
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in OURS
        for each in node.names
        if each.asname not in (None, each.name, *_offered_by(module))
        and f"{node.module}.{each.name}" not in modules
    ]


def _offered_by(module):
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List(elts=names)):
                yield from (each.value for each in names)


def public_names(modules):
    """Yield the names of modules, of what they define, and of what their classes do."""
    for name, module in modules.items():
        yield name.rpartition(".")[2]
        yield from _defined_in(module)


def _defined_in(node):
    for each in node.body:
        match each:
            case ast.ClassDef(name=name):
                yield name
                yield from _defined_in(each)
            case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def words_of(name):
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def rows_below(heading):
    """Return the cells of the first table below a heading of the glossary."""
    lines = GLOSSARY[GLOSSARY.index(heading) :].splitlines()
    table = takewhile(lambda line: line.startswith("|"), lines[lines.index("|---|---|") + 1 :])
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


TERMS = [term for term, _ in rows_below("# Glossary")]
# The words of others, and what each is called here.
FOREIGN = {
    word: ours.split(", ")
    for words, ours in rows_below("## Not these")
    for word in words.split(", ")
}


def test_no_two_types_share_a_name():
    assert homonyms_in(MODULES) == {}


def test_nothing_of_ours_is_imported_under_another_name():
    assert aliases_in(MODULES) == []


def test_a_term_is_in_the_glossary_once_and_where_it_is_looked_for():
    assert len(TERMS) > 100
    assert [term for term, times in Counter(TERMS).items() if times > 1] == []
    assert sorted(TERMS, key=lambda term: re.sub("[^a-z ]", "", term.lower())) == TERMS


@pytest.mark.parametrize("word", FOREIGN)
def test_a_foreign_word_stands_for_a_term_and_in_no_name(word):
    assert set(FOREIGN[word]) <= set(TERMS)
    assert [name for name in public_names(MODULES) if word in words_of(name)] == []


class TestWhatIsSeen:
    def parsed(self, **sources):
        return {f"casino.{name}": ast.parse(source) for name, source in sources.items()}

    def test_two_classes_of_one_name(self):
        modules = self.parsed(wallet="class Entry: ...", odds="class Entry: ...\nclass _Own: ...")
        assert homonyms_in(modules) == {"Entry": ["casino.wallet", "casino.odds"]}

    def test_a_class_that_is_called_as_another_type_is(self):
        modules = self.parsed(wallet="class Spot: ...", odds="Spot = tuple[str, int]")
        assert [*homonyms_in(modules)] == ["Spot"]

    def test_a_class_under_another_name(self):
        modules = self.parsed(
            play="from casino.catalogue import Game as Offer", catalogue="class Game: ..."
        )
        assert aliases_in(modules) == ["casino.play: Game as Offer"]

    def test_no_module_and_nothing_that_is_offered_on(self):
        modules = self.parsed(
            handler="from casino import play as use_case",
            play="from casino.model import posted as post\n__all__ = ['post']",
        )
        assert aliases_in(modules) == []

    def test_every_word_of_a_name(self):
        assert words_of("RTPOfBets") == {"rtp", "of", "bets"}
        assert words_of("max_stake") == {"max", "stake"}
