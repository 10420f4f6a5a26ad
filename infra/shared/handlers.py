"""What the handlers say of themselves, for whoever deploys or describes them."""

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casino.lambdas.rest_api import Resolver
    from casino.lambdas.websocket import Action

_FUNCTIONS: Final = Path(__file__).resolve().parents[2] / "functions"


def rest_functions() -> list[str]:
    """Return every function that answers REST, as ``<context>.<module>``."""
    return [_name(file) for file in sorted(_FUNCTIONS.glob("*/api.py"))]


def socket_functions() -> list[str]:
    """Return every function that answers frames."""
    files = sorted(_FUNCTIONS.glob("*/*.py"))
    return [_name(file) for file in files if "= websocket_handler(" in file.read_text()]


def rest_app(function: str) -> "Resolver":
    """Return the routes of a function, each with its terms."""
    # A resolver knows the sites that may call it, which only a deployed function is told.
    os.environ.setdefault("ALLOWED_ORIGINS", "https://play.example")
    app: Resolver = import_module(f"functions.{function}").app
    return app


def actions(function: str) -> "Mapping[str, Action[Any, Any]]":
    """Return the actions of a function, by the names that frames call them by."""
    found: Mapping[str, Action[Any, Any]] = import_module(f"functions.{function}").ACTIONS
    return found


def _name(file: Path) -> str:
    return f"{file.parent.name}.{file.stem}"
