"""Write the schemas of the bus's events from the code: `python -m scripts.event_schemas`.

`docs/events/<event>.v<version>.json` says what stands under `detail` in an event of that detail
type. A test compares the committed files with what the models say.
"""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any, Final

from scripts.settings import ROOT

if TYPE_CHECKING:
    from casino.shared.messages import EventData, HouseEvent

FOLDER: Final = ROOT / "docs" / "events"

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# Importing these brings every kind of event.
_MODULES: Final = (
    "casino.accounts.bus_events",
    "casino.payments.bus_events",
    "casino.announcements.messages",
    "casino.channels.messages",
    "casino.chat.messages",
    "casino.conduct.messages",
    "casino.realtime.messages",
    "casino.safer_gambling.limit_messages",
    "casino.safer_gambling.messages",
    "casino.sessions.messages",
    "casino.wallet.messages",
    "casino.tables.table_events",
    "casino.tables.lobby",
)
_TEXT: Final = {"type": "string"}


def rendered() -> dict[str, str]:
    """Return the text of every schema by its file's name."""
    from casino.bus.event_bus import SCHEMA_VERSION

    return {
        f"{model.event}.v{SCHEMA_VERSION}.json": json.dumps(
            _schema(model, SCHEMA_VERSION), indent=2, ensure_ascii=False
        )
        + "\n"
        for model in _models()
    }


def main() -> None:
    """Write the files, and remove those of events that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = rendered()
    for stale in FOLDER.glob("*.json"):
        if stale.name not in files:
            stale.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text)
    print(f"wrote {len(files)} schemas to {FOLDER.relative_to(ROOT)}")


def _models() -> list[type[EventData | HouseEvent]]:
    for module in _MODULES:
        importlib.import_module(module)
    from casino.realtime.messages import SessionClosing
    from casino.shared.messages import EventData, HouseEvent

    models: list[type[EventData | HouseEvent]] = [
        *EventData.__subclasses__(),
        *HouseEvent.__subclasses__(),
    ]
    # Told to one connection, and to nobody else.
    wanted = [each for each in models if each is not SessionClosing]
    return sorted(wanted, key=lambda model: model.event)


def _schema(model: type[EventData | HouseEvent], version: int) -> dict[str, Any]:
    from casino.shared.messages import HouseEvent

    data = model.model_json_schema()
    definitions = data.pop("$defs", {})
    place: dict[str, Any] = {}
    if not issubclass(model, HouseEvent):
        place = {
            "channel": _TEXT | {"description": "The channel whose event it is."},
            "epoch": _TEXT | {"description": "Numbers of another epoch can't be compared."},
            "seq": {"type": "integer", "minimum": 1},
        }
    properties = {
        "event_id": _TEXT | {"description": "The same in each delivery."},
        "version": {"const": version},
        "at": _TEXT | {"format": "date-time"},
        **place,
        "data": data,
    }
    return {
        "$schema": _DIALECT,
        "$id": f"urn:croupier:event:{model.event}:v{version}",
        "title": model.event,
        "description": (model.__doc__ or "").strip(),
        "type": "object",
        "required": list(properties),
        "properties": properties,
        **({"$defs": definitions} if definitions else {}),
    }


if __name__ == "__main__":
    main()
