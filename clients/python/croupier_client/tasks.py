"""What runs beside the caller."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


class Tasks:
    """Keeps tasks from being forgotten while they run, and ends them together."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Start a task."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def cancel(self) -> None:
        """Cancel every task and wait for its end."""
        for task in self._running:
            task.cancel()
        await self.wait()

    async def wait(self) -> None:
        """Wait until every task has ended."""
        await asyncio.gather(*self._running, return_exceptions=True)


def tell(listener: Callable[..., None], *arguments: Any) -> None:
    """Call a listener. Its mistakes go to the event loop's handler and don't end the connection."""
    try:
        listener(*arguments)
    except Exception as error:  # whatever it is
        context = {"message": "A listener of the realtime client failed", "exception": error}
        asyncio.get_running_loop().call_exception_handler(context)
