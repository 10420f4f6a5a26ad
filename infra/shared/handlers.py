"""What the handlers say of themselves, for whoever deploys or describes them."""

import ast
import os
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casino.lambdas.rest_admission import Terms
    from casino.lambdas.rest_api import Resolver
    from casino.lambdas.websocket import Action

_FUNCTIONS: Final = Path(__file__).resolve().parents[2] / "functions"


@dataclass(frozen=True, slots=True)
class RestRoute:
    """A route of the REST API.

    Attributes
    ----------
    path : str
        With its parameters in braces, as OpenAPI writes them.
    function : str
        Who answers it, as ``<context>.<module>``.
    """

    method: str
    path: str
    function: str
    terms: "Terms"

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def functions() -> list[str]:
    """Return every function, as ``<context>.<module>``: a module that has a handler is one."""
    return list(_makers())


def rest_functions() -> list[str]:
    """Return every function that answers REST."""
    return [name for name, maker in _makers().items() if maker == "rest_handler"]


def socket_functions() -> list[str]:
    """Return every function that answers frames."""
    return [name for name, maker in _makers().items() if maker == "websocket_handler"]


def rest_app(function: str) -> "Resolver":
    """Return the routes of a function, each with its terms."""
    # A resolver knows the sites that may call it, which only a deployed function is told.
    os.environ.setdefault("ALLOWED_ORIGINS", "https://play.example")
    app: Resolver = import_module(f"functions.{function}").app
    return app


def rest_routes() -> list[RestRoute]:
    """Return every route that a handler declares."""
    return [
        RestRoute(route.method, route.openapi_path, function, app.terms_of(route.func))
        for function in rest_functions()
        for app in (rest_app(function),)
        for route in app.routes
    ]


def actions(function: str) -> "Mapping[str, Action[Any, Any]]":
    """Return the actions of a function, by the names that frames call them by."""
    found: Mapping[str, Action[Any, Any]] = import_module(f"functions.{function}").ACTIONS
    return found


@cache
def _makers() -> dict[str, str]:
    """Return what makes each function's handler; nothing, where it is written out.

    Read in the source, because importing a function takes its libraries and its environment.
    """
    makers = {}
    for file in sorted(_FUNCTIONS.glob("*/*.py")):
        for node in ast.parse(file.read_text()).body:
            match node:
                case ast.FunctionDef(name="handler"):
                    makers[f"{file.parent.name}.{file.stem}"] = ""
                case ast.Assign(targets=[ast.Name(id="handler")], value=ast.Call(func=made_by)):
                    makers[f"{file.parent.name}.{file.stem}"] = ast.unparse(made_by)
    return makers
