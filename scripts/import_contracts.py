"""The contract by which contexts are reached, for `lint-imports` (see `pyproject.toml`).

Which contexts there are, and what is inside of each, is read off the package: nobody keeps a list.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Final

from importlinter import Contract, ContractCheck, fields, output

from scripts.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grimp import ImportGraph

WIRE: Final = ("messages", "views")
USE_CASES: Final = "use_cases"
AUDIT: Final = "audit"
SEED: Final = "seed"


class PublicFaces(Contract):
    """Every context is reached through its ``__init__``, but for these.

    - What it says on the wire (``messages``, ``*_messages``, ``views``) and what it shows to an
      audit (``audit``) are open to all: a face with them would bring them to every function.
    - Its use cases are open to other use cases, and to the composers, which are there to call them.
    - All else is open to the wiring, which makes what use cases are handed.
    - What a fresh stage begins with (``seed``) is open to the composers.
    - Handlers that bear a context's name, below a composer, are the context's own: they are inside.

    What a protected contract speaks for is left to that contract.

    Whatever is beside the wiring is a context, but for the libraries: they own nothing, and whoever
    needs a part of them loads that part.

    Configuration: ``package`` is where the contexts are, ``wiring`` the module that makes what is
    inside of them, ``libraries`` are the packages beside them, ``composers`` those that call them.
    """

    type_name = "public_faces"

    package = fields.StringField()
    wiring = fields.StringField()
    libraries = fields.ListField(subfield=fields.StringField())
    composers = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002
        """Find the imports that go past a face."""
        illegal = sorted(
            (importer, imported, line)
            for importer, imported in self._crossings(graph)
            if not self._may(importer, imported)
            for line in {
                each["line_number"]
                for each in graph.get_import_details(importer=importer, imported=imported)
            }
        )
        return ContractCheck(kept=not illegal, metadata={"illegal": illegal})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say where each of them is."""
        for importer, imported, line in check.metadata["illegal"]:
            output.print_error(f"- {importer} -> {imported} (l.{line})", bold=False)

    def _crossings(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        """Yield the imports of what is inside of a context by what is not."""
        beside = {str(self.wiring), *self.libraries}  # type: ignore[misc]
        for context in sorted(graph.find_children(str(self.package)) - beside):
            for imported in graph.find_descendants(context):
                for importer in graph.find_modules_that_directly_import(imported):
                    if not f"{importer}.".startswith(f"{context}."):
                        yield importer, imported

    def _may(self, importer: str, imported: str) -> bool:
        _, context, part, *_ = imported.split(".")
        package, *inside = importer.split(".")
        composes = package in set(self.composers)  # type: ignore[call-overload]
        if part in {*WIRE, AUDIT} or part.endswith("_messages") or imported in _protected():
            return True
        if part == USE_CASES:
            return composes or inside[1:2] == [USE_CASES]
        if importer == str(self.wiring):
            return True
        return composes and (part == SEED or inside[:1] == [context])


@cache
def _protected() -> frozenset[str]:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return frozenset(
        module
        for contract in configured["contracts"]
        if contract["type"] == "protected"
        for module in contract["protected_modules"]
    )
