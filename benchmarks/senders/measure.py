"""What every sender is put through: the same frames to the same connections, one after another."""

import json
import os
import sys
import time
from collections.abc import Callable


def event(number: int) -> dict[str, object]:
    """Return an event; its data says when it was handed to the sender."""
    return {
        "type": "event",
        "channel": "table:bench",
        "epoch": "2f1c9a",
        "seq": number + 1,
        "event": "bets.summary",
        "at": "2026-11-23T12:00:00.000000Z",
        "data": {"number": number, "sent": time.monotonic(), "totals": {"red": 1200}},
    }


def endpoint() -> str:
    """Return where the gateway is."""
    return os.environ["AWS_ENDPOINT_URL"]


def measure(broadcast: Callable[[dict[str, object]], None]) -> None:
    """Send as many frames as the command line says, and print what it took.

    Frame 0 opens the sockets and is not counted.
    """
    frames = int(sys.argv[1])
    broadcast(event(0))
    cpu, wall = time.process_time(), time.monotonic()
    for number in range(1, frames + 1):
        broadcast(event(number))
    print(json.dumps({"cpu": time.process_time() - cpu, "wall": time.monotonic() - wall}))
