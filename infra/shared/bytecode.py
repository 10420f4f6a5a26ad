"""What Python makes of the sources, shipped beside them, so that a cold start need not make it.

Lambda's folders can't be written to, so each new environment would compile every module for itself.
The compiled files are of the kind that is never compared with its source ("unchecked-hash", PEP
552): the archive loses the times of files, and what is deployed does not change.

Only an interpreter of the version that will run them can make them. Where there is none, the
sources go alone, and it is said so.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

# What AWS runs; see `infra.shared.runtime`.
AWS_PYTHON: Final = "python3.13"

# Named by what is in them, so they can be of use again; until nobody has asked for so long.
_LIFETIME_SECONDS: Final = 7 * 24 * 60 * 60


@dataclass(frozen=True)
class Compiler:
    """An interpreter, and whose files it makes.

    Attributes
    ----------
    tag : str
        As in the names of compiled files: ``cpython-313``.
    """

    executable: str
    tag: str

    def compile(self, folder: Path, deployed_as: str) -> None:
        """Compile every module below a folder, whatever is there already; again makes the same.

        Parameters
        ----------
        deployed_as : str
            Where the folder will be, for tracebacks.
        """
        options = ["--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", deployed_as]
        subprocess.run(  # noqa: S603 - an interpreter and our own folders
            [self.executable, "-m", "compileall", "-q", "-f", *options, str(folder)],
            # The order of a set would else differ from run to run.
            env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0"},
            check=True,
        )


@cache
def compiler(*, local: bool) -> Compiler | None:
    """Return what compiles for the local cloud, which runs what runs this, or for AWS."""
    here = Compiler(sys.executable, sys.implementation.cache_tag)
    wanted = AWS_PYTHON.replace("python", "cpython-").replace(".", "")
    if local or here.tag == wanted:
        return here
    executable = shutil.which(AWS_PYTHON)
    if executable is None:
        return None
    # It may be a stand-in for a version that is not there.
    asked = subprocess.run(  # noqa: S603 - found on the PATH under this name
        [executable, "-c", "import sys; print(sys.implementation.cache_tag)"],
        capture_output=True,
        text=True,
        check=False,
    )
    return Compiler(executable, wanted) if asked.stdout.strip() == wanted else None


def staged(
    root: Path, names: Iterable[str], cache_folder: Path, by: Compiler | None, deployed_as: str
) -> Path:
    """Return a folder with a copy of some sources, and with what a compiler makes of them.

    It is named by what is in it, and so is made once, and the same on every machine that has the
    compiler.

    Parameters
    ----------
    names : iterable of str
        Files and folders below `root`, which keep their paths.
    deployed_as : str
        Where the folder will be.
    """
    files = sorted(set(_modules(root, names)))
    digest = hashlib.sha256(f"{by.tag if by else None}:{deployed_as}".encode())
    for file in files:
        content = (root / file).read_bytes()
        digest.update(f"{file}:{len(content)}:".encode() + content)
    folder = cache_folder / digest.hexdigest()[:32]
    if not folder.is_dir():
        _make(folder, root, files, by, deployed_as)
    os.utime(folder)
    _forget_old(cache_folder)
    return folder


def _make(
    folder: Path, root: Path, files: Iterable[Path], by: Compiler | None, deployed_as: str
) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, ignore_cleanup_errors=True) as made:
        copy = Path(made) / "copy"
        for file in files:
            (copy / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / file, copy / file)
        if by is not None:
            by.compile(copy, deployed_as)
        try:
            copy.rename(folder)
        except OSError:
            # Somebody else was faster, and made the same.
            if not folder.is_dir():
                raise


def _modules(root: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        path = root / name
        for file in [path] if path.is_file() else path.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".md":
                yield file.relative_to(root)


def _forget_old(cache_folder: Path) -> None:
    for folder in cache_folder.iterdir():
        try:
            if folder.stat().st_mtime < time.time() - _LIFETIME_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
        except FileNotFoundError:
            continue  # somebody else forgot it
