r"""Know when a handler's output is complete, instead of waiting for it.

A handler's result comes through one pipe and its log through another, so MiniStack waits 50 ms
for a first line after every invocation, and takes what comes later for the next invocation's.
Here the worker ends each invocation's output with a mark, and exactly that is waited for.
"""

from __future__ import annotations

import queue
import time
from typing import Any

from scripts.local_cloud.emulator import lambda_runtime

_MARK = "\x1e"  # ASCII's record separator
_LONGEST_WAIT = 0.25
_END_OF_INVOCATION = "        _real_stdout.flush()\n\nrun()\n"
_MARKED_END = (
    "        sys.stderr.write('\\x1e\\n')\n"
    "        sys.stderr.flush()\n"
    "        _real_stdout.flush()\n\nrun()\n"
)


def apply() -> None:
    """Add the mark to the Python worker, and wait for it."""
    script = lambda_runtime._PYTHON_WORKER_SCRIPT  # noqa: SLF001
    if script.count(_END_OF_INVOCATION) != 1:
        message = "MiniStack's worker script is not the one that this correction was made for."
        raise RuntimeError(message)
    lambda_runtime._PYTHON_WORKER_SCRIPT = script.replace(  # noqa: SLF001
        _END_OF_INVOCATION, _MARKED_END
    )
    lambda_runtime.Worker._drain_stderr_bounded = _drain  # noqa: SLF001


def _drain(worker: Any) -> str:
    lines: list[str] = []
    # A worker that died never sends the mark; a slow pipe must not hold an answer for long.
    deadline = time.monotonic() + _LONGEST_WAIT
    while True:
        try:
            line = worker._stderr_queue.get(  # noqa: SLF001
                timeout=max(0.0, deadline - time.monotonic())
            )
        except queue.Empty:
            return "\n".join(lines)
        if not line.endswith(_MARK):
            lines.append(line)
            continue
        # Output without a newline at its end shares the line with the mark.
        if rest := line[: -len(_MARK)]:
            lines.append(rest)
        return "\n".join(lines)
