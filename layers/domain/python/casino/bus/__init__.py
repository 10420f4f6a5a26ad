"""The bus: what has happened, for whoever else wants to know."""

from casino.bus.event_bus import SCHEMA_VERSION, BusEvent, EventBus

__all__ = ["SCHEMA_VERSION", "BusEvent", "EventBus"]
