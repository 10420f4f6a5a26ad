"""What both documents say of the platform as a whole."""

from typing import Any, Final

VERSION: Final = "1.0.0"


def info(title: str, description: str) -> dict[str, Any]:
    """Return the `info` of a document."""
    return {
        "title": f"Croupier: {title}",
        "version": VERSION,
        "description": description,
        "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        "contact": {"name": "The operator of this platform"},
    }
