"""The models as JSON Schemas, as a document holds them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel


class TwoModelsOfOneName(Exception):
    """Two contexts have models of one name: one of them would be described as the other."""


def schemas_of(models: Iterable[type[BaseModel]]) -> dict[str, Any]:
    """Return the schemas of some models, and of all that they are made of."""
    ordered = sorted(models, key=lambda model: model.__name__)
    _, definitions = models_json_schema(
        [(model, "validation") for model in ordered],
        ref_template="#/components/schemas/{model}",
    )
    return dict(sorted(definitions["$defs"].items()))


def merge(schemas: dict[str, Any], further: Mapping[str, Any]) -> None:
    """Put schemas beside others.

    Raises
    ------
    TwoModelsOfOneName
    """
    for name, schema in further.items():
        if schemas.setdefault(name, schema) != schema:
            raise TwoModelsOfOneName(name)


def reachable(paths: Any, schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what only Powertools' own answers to bad requests would look like."""
    found: dict[str, Any] = {}
    names = _names_in(paths)
    while names:
        name = names.pop()
        if name not in found:
            # Generators call what they make by its title.
            found[name] = schemas[name] | {"title": name}
            names |= _names_in(schemas[name])
    return found


def _names_in(part: Any) -> set[str]:
    return set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(part)))
