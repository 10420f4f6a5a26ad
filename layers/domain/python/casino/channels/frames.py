"""Events as WebSocket messages: as few as possible, none larger than API Gateway carries."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

# API Gateway splits a message of more than 32 KB into frames, and counts each 32 KB as a message.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
MAX_FRAME_BYTES: Final = 32 * 1024
MAX_MESSAGE_BYTES: Final = 128 * 1024

_START: Final = b'{"type":"events","events":['
_END: Final = b"]}"


def pack(events: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield events as messages, in order, several in one where they fit into a frame.

    An event that alone is larger than a frame is a message of its own.

    >>> list(pack([{"seq": 1}]))
    [b'{"seq":1}']
    >>> list(pack([{"seq": 1}, {"seq": 2}]))
    [b'{"type":"events","events":[{"seq":1},{"seq":2}]}']
    """
    together: list[bytes] = []
    size = 0
    for event in events:
        text = json.dumps(event, separators=(",", ":")).encode()
        if together and size + len(text) + 1 > MAX_FRAME_BYTES:
            yield _message(together)
            together, size = [], 0
        size += len(text) + 1 if together else len(_START) + len(text) + len(_END)
        together.append(text)
    if together:
        yield _message(together)


def _message(events: list[bytes]) -> bytes:
    return events[0] if len(events) == 1 else _START + b",".join(events) + _END
