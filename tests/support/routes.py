"""Every REST route there is, as the reference describes it."""

import importlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from infra.shared.handlers import rest_functions
from scripts.api_reference.openapi import openapi

# All but OPTIONS, which every path answers.
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE"})


@dataclass(frozen=True)
class Route:
    """One operation of the reference."""

    method: str
    path: str
    operation: Any

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def takes_json(self) -> bool:
        """Whether the route takes a body of JSON alone; one that is signed is read as bytes."""
        return "415" in self.operation["responses"]

    @property
    def is_open(self) -> bool:
        """Whether it asks for no token."""
        return self.operation["security"] == []

    @property
    def url(self) -> str:
        """The path, with an id for each of its parameters."""
        return filled(self.path)


@cache
def routes() -> tuple[Route, ...]:
    """Return every route of the REST API."""
    return tuple(
        Route(method.upper(), path, operation)
        for path, operations in openapi()["paths"].items()
        for method, operation in operations.items()
    )


@cache
def handler_of(method: str, path: str) -> Any:
    """Return the Lambda handler that answers a route."""
    for function in rest_functions():
        api = importlib.import_module(f"functions.{function}")
        if method in api.app.methods_at(path):
            return api.handler
    raise LookupError(f"{method} {path}")


@cache
def methods_of_paths() -> dict[str, set[str]]:
    """Return the methods that each path has."""
    methods: dict[str, set[str]] = {}
    for route in routes():
        methods.setdefault(route.path, set()).add(route.method)
    return methods


def filled(path: str) -> str:
    """Write an id for each parameter of a path."""
    return re.sub(r"{\w+}", "x", path)
