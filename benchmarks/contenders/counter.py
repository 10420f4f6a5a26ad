"""A count that threads share."""

from threading import Lock


class Counter:
    """Counts, whoever asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.value = 0

    def add(self) -> None:
        """Count one more."""
        with self._lock:
            self.value += 1
