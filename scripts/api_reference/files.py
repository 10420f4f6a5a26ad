"""Where the generated reference goes."""

from __future__ import annotations

import json
from typing import Final

from scripts.api_reference.asyncapi import asyncapi
from scripts.api_reference.openapi import openapi
from scripts.settings import ROOT

FOLDER: Final = ROOT / "docs" / "api"


def rendered() -> dict[str, str]:
    """Return the text of every generated file by its name."""
    documents = {"openapi.json": openapi(), "asyncapi.json": asyncapi()}
    return {
        name: json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        for name, document in documents.items()
    }
