"""Tell quickly whether anything changed since a step was last finished."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NOISE = {"__pycache__", "node_modules", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        for child in sorted(path.iterdir()):
            if child.name not in _NOISE:
                yield from _files(child)


def of_files(root: Path, names: Iterable[str], *extra: str) -> str:
    """Return a digest of the named files and folders under `root`, and of `extra`."""
    digest = hashlib.sha256()
    for text in extra:
        digest.update(f"{len(text)}:{text}".encode())
    for name in names:
        for file in _files(root / name):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(root)}:{len(content)}:".encode())
            digest.update(content)
    return digest.hexdigest()


class Stamp:
    """A file that remembers the digest for which a step was last finished."""

    def __init__(self, path: Path, digest: str) -> None:
        self._path = path
        self._digest = digest

    def fresh(self) -> bool:
        """Whether the step was finished for this very digest."""
        return self._path.is_file() and self._path.read_text() == self._digest

    def write(self) -> None:
        """Remember that the step is finished."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(self._digest)
