"""Where the generated types go."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from scripts.client_types import python, typescript
from scripts.client_types.description import Description
from scripts.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DESCRIPTION: Final = ROOT / "docs/api/asyncapi.json"
FOLDERS: Final = {
    typescript: ROOT / "clients/typescript/src/generated",
    python: ROOT / "clients/python/croupier_client/generated",
}


def rendered() -> dict[Path, str]:
    """Return the text of every generated file by its path."""
    description = Description.of(json.loads(DESCRIPTION.read_text()))
    return {
        folder / name: text
        for language, folder in FOLDERS.items()
        for name, text in language.render(description).items()
    }
