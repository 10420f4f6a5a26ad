"""Which parts a function declares at its start, and which it uses, read off the source.

A use is ``parts.<name>``, in a module of the function or in whatever that calls: functions are
followed by name from one module to the next, so that of a use case only what is called counts.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from benchmarks import DOMAIN, ROOT

_START = "at_start"
_PARTS = "parts"

Place = tuple[str, str]
"""A module, and something that it defines."""


@dataclass(frozen=True)
class _Module:
    """What can be asked of a module's source."""

    tree: ast.Module
    definitions: dict[str, ast.stmt] = field(default_factory=dict)
    imported: dict[str, Place] = field(default_factory=dict)


class Sources:
    """The sources of packages, by the folders that hold them."""

    def __init__(self, **roots: Path) -> None:
        self._roots = roots
        self._read = cache(self._parse)

    def declared(self, module: str) -> set[str]:
        """Return what the modules of a function say that it uses."""
        calls = (
            node
            for each in self._of_function(module)
            for node in ast.walk(self._read(each).tree)
            if isinstance(node, ast.Call) and _named(node.func, _START)
        )
        return {
            part.attr for call in calls for part in call.args if isinstance(part, ast.Attribute)
        }

    def used(self, module: str) -> dict[str, Place]:
        """Return what a function uses, each with a place where it does."""
        found: dict[str, Place] = {}
        seen: set[Place] = set()
        waiting = [
            ((each, ""), self._read(each).tree) for each in sorted(self._of_function(module))
        ]
        while waiting:
            place, node = waiting.pop()
            for name in _parts_in(node):
                found.setdefault(name, place)
            for called in self._named_in(place[0], node):
                if called not in seen:
                    seen.add(called)
                    waiting.append((called, self._read(called[0]).definitions[called[1]]))
        return found

    def _of_function(self, module: str) -> set[str]:
        """Return a handler's module and the modules of routes that it gathers."""
        package, found, waiting = module.partition(".")[0], set(), [module]
        while waiting:
            each = waiting.pop()
            found.add(each)
            imports = self._read(each).imported.values()
            named = {place for a, b in imports for place in (a, f"{a}.{b}")}
            waiting += [
                other
                for other in named - found
                if other.partition(".")[0] == package and self._file(other) is not None
            ]
        return found

    def _named_in(self, module: str, node: ast.AST) -> Iterator[Place]:
        """Yield the definitions that a piece of source names."""
        for each in ast.walk(node):
            match each:
                case ast.Attribute(ast.Name(name), attr) if name in self._read(module).imported:
                    holder = ".".join(self._read(module).imported[name])
                    if self._file(holder) is not None:
                        yield from self._defined(holder, attr)
                case ast.Name(name):
                    yield from self._defined(module, name)

    def _defined(self, module: str, name: str) -> Iterator[Place]:
        """Yield where a name of a module is defined, through however many faces."""
        if self._file(module) is None:
            return
        read = self._read(module)
        if name in read.definitions:
            yield module, name
        elif name in read.imported:
            yield from self._defined(*read.imported[name])

    def _parse(self, module: str) -> _Module:
        file = self._file(module)
        assert file is not None, module
        read = _Module(ast.parse(file.read_text()))
        for node in read.tree.body:
            match node:
                case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
                    read.definitions[name] = node
                case ast.Assign(targets=[ast.Name(name)]) | ast.AnnAssign(target=ast.Name(name)):
                    read.definitions[name] = node
        for node in ast.walk(read.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    read.imported[alias.asname or alias.name] = (node.module, alias.name)
        return read

    def _file(self, module: str) -> Path | None:
        root = self._roots.get(module.partition(".")[0])
        if root is None:
            return None
        path = root.joinpath(*module.split("."))
        files = (path.with_suffix(".py"), path / "__init__.py")
        return next((file for file in files if file.is_file()), None)


SOURCES = Sources(casino=Path(DOMAIN), functions=Path(ROOT))


def _named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _parts_in(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and _named(each.value, _PARTS):
            yield each.attr
