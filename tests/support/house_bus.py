"""An event bus that keeps what it is told."""

import json

from jsonschema import Draft202012Validator

from scripts.event_schemas import FOLDER


class HouseBus:
    """Hears everything, and checks that each event has the shape that was promised."""

    def __init__(self):
        self.heard = []

    def publish(self, events):
        for event in events:
            schema = json.loads((FOLDER / f"{event.name}.v1.json").read_text())
            Draft202012Validator(schema).validate(event.detail())
            self.heard.append(event)
