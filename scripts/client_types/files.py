"""Where the generated types go."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from scripts.client_types import python, python_rest, typescript, typescript_rest
from scripts.client_types.description import Description
from scripts.client_types.rest import RestDescription, bets_of
from scripts.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.client_types.description import Schema

REFERENCE: Final = ROOT / "docs/api"
FOLDERS: Final = {
    typescript: ROOT / "clients/typescript/src/generated",
    python: ROOT / "clients/python/croupier_client/generated",
}


class SchemasDiffer(Exception):
    """One name stands for two things in the two descriptions."""


def rendered() -> dict[Path, str]:
    """Return the text of every generated file by its path.

    Raises
    ------
    SchemasDiffer
    """
    socket = Description.of(_read("asyncapi.json"))
    rest = RestDescription.of(_read("openapi.json"))
    bets = bets_of(_read("stakes.json"))
    both = Description(merged(socket.schemas, rest.schemas), socket.actions, socket.events)
    texts = {
        python: python.render(both) | python_rest.render(rest, bets),
        typescript: typescript.render(both) | typescript_rest.render(rest, bets),
    }
    return {
        FOLDERS[language] / name: text
        for language, files in texts.items()
        for name, text in files.items()
    }


def merged(one: Any, other: Any) -> dict[str, Schema]:
    """Return the schemas of both descriptions; what bears one name must be one type.

    Raises
    ------
    SchemasDiffer
    """
    for name in sorted(one.keys() & other.keys()):
        if typescript.type_text(name, one[name]) != typescript.type_text(name, other[name]):
            raise SchemasDiffer(name)
    return dict(sorted((other | one).items()))


def _read(name: str) -> Any:
    return json.loads((REFERENCE / name).read_text())
