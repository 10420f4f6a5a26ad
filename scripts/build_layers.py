"""Build the layer of third-party libraries: `python -m scripts.build_layers --target aws`.

AWS runs Python 3.13 on arm64, the local cloud runs functions on the interpreter at hand, so the
layer is built once for each. boto3 is in neither: the Lambda runtime brings it, and so does the
local cloud's environment.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
from typing import TYPE_CHECKING, Literal, get_args

from infra.shared import bytecode
from scripts import commands, fingerprint, progress, tools
from scripts.settings import LOCAL_STAGE, ROOT, CopySettings

if TYPE_CHECKING:
    from pathlib import Path

Target = Literal["local", "aws"]

_AWS_PLATFORM = ("--python-platform", "aarch64-manylinux2014", "--python-version", "3.13")
_BUILDER_VERSION = "2"
_UNUSED_FOLDERS = ("tests", "test", "__pycache__", "bin")
_UNUSED_FILES = ("*.pyi", "*.pyx", "*.pxd", "*.c", "*.h")
# Read at run time by `importlib.metadata`; the rest of dist-info is for installers.
_METADATA = {"METADATA", "entry_points.txt"}


def target_of(stage: str) -> Target:
    """Return the target that a stage's functions run on."""
    return "local" if stage == LOCAL_STAGE else "aws"


def build(settings: CopySettings, target: Target) -> Path:
    """Build the layer unless it was already built from these very requirements.

    Returns
    -------
    Path
        The layer's root, which holds `python/`.
    """
    folder = settings.tools / "build" / f"dependencies-{target}"
    machine = f"{sys.version}{platform.machine()}{sys.platform}" if target == "local" else ""
    compiler = bytecode.compiler(local=target == "local")
    compiled = compiler.tag if compiler else ""
    digest = fingerprint.of_files(
        ROOT, ["requirements.txt"], target, machine, compiled, _BUILDER_VERSION
    )
    # Beside the layer, not in it: what lies in it is deployed.
    stamp = fingerprint.Stamp(folder.with_suffix(".stamp"), digest)
    if stamp.fresh() and folder.is_dir():
        return folder
    with progress.step(f"Build the layer of libraries for {target}"):
        shutil.rmtree(folder, ignore_errors=True)
        libraries = folder / "python"
        commands.call(
            "Building the layer of libraries",
            [
                tools.uv(),
                "pip",
                "install",
                "--quiet",
                "--no-deps",
                "--target",
                libraries,
                "--requirement",
                ROOT / "requirements.txt",
                *(
                    (*_AWS_PLATFORM, "--only-binary", ":all:")
                    if target == "aws"
                    else ("--python", sys.executable)
                ),
            ],
            cwd=ROOT,
            log=settings.logs / f"build-dependencies-{target}.log",
            advice="Is the package registry reachable? When it is, run the same command again.",
        )
        _strip(libraries)
        if compiler is not None:
            compiler.compile(libraries, "/opt/python")
    stamp.write()
    return folder


def _strip(libraries: Path) -> None:
    """Remove what never runs: a smaller layer starts faster and leaves room below 250 MB."""
    (libraries / ".lock").unlink(missing_ok=True)
    for name in _UNUSED_FOLDERS:
        for folder in list(libraries.rglob(name)):
            if folder.is_dir():
                shutil.rmtree(folder)
    for pattern in _UNUSED_FILES:
        for file in list(libraries.rglob(pattern)):
            file.unlink()
    for metadata in libraries.glob("*.dist-info"):
        for entry in list(metadata.iterdir()):
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.name not in _METADATA:
                entry.unlink()


def main() -> None:
    """Build the layer named on the command line and print where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", choices=get_args(Target), required=True)
    print(build(CopySettings.from_environment(), parser.parse_args().target))


if __name__ == "__main__":
    progress.run(main)
