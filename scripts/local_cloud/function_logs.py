"""Keep functions' logs readable, and keep logs and metrics from growing for ever.

MiniStack opens a new log stream for every invocation and keeps each metric sample for two weeks;
a live table alone makes tens of thousands of invocations a day. The newest stay available through
CloudWatch's API; everything also goes to one plain file per function.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from scripts.local_cloud.emulator import lambda_service, logs, metrics

_STREAMS_PER_GROUP = 300
_SAMPLES_PER_METRIC = 1000
_FILE_BYTES = 5_000_000

_lock = threading.Lock()


def apply() -> None:
    """Write handlers' output to files and trim what CloudWatch holds."""
    folder = os.environ.get("CROUPIER_FUNCTION_LOGS")
    # MiniStack has read its own; handlers would inherit it and keep silent as well.
    os.environ.pop("LOG_LEVEL", None)
    emit_lambda_logs = lambda_service._emit_lambda_logs  # noqa: SLF001
    record_metric = metrics.record_metric

    def emit_and_trim(
        func: dict[str, Any], request_id: str, text: str, *args: Any, **kwargs: Any
    ) -> None:
        emit_lambda_logs(func, request_id, text, *args, **kwargs)
        config = func.get("config") or func
        with _lock:
            if folder and text:
                _append(Path(folder) / f"{config.get('FunctionName', 'unknown')}.log", text)
            _trim_streams(config)

    def record_and_trim(namespace: str, name: str, *args: Any, **kwargs: Any) -> None:
        record_metric(namespace, name, *args, **kwargs)
        with _lock:
            for key, samples in metrics._metrics.items():  # noqa: SLF001
                if key[:2] == (namespace, name) and len(samples) > _SAMPLES_PER_METRIC:
                    del samples[: _SAMPLES_PER_METRIC // 2]

    lambda_service._emit_lambda_logs = emit_and_trim  # noqa: SLF001
    metrics.record_metric = record_and_trim


def _append(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > _FILE_BYTES:
        file.replace(file.with_suffix(".log.1"))
    with file.open("a") as output:
        output.write(text.rstrip("\n") + "\n")


def _trim_streams(config: dict[str, Any]) -> None:
    group_name = (config.get("LoggingConfig") or {}).get(
        "LogGroup"
    ) or f"/aws/lambda/{config.get('FunctionName', 'unknown')}"
    group = logs._log_groups.get(group_name)  # noqa: SLF001
    streams: dict[str, Any] = group["streams"] if group else {}
    while len(streams) > _STREAMS_PER_GROUP:
        # Dictionaries keep the order of insertion, so the first stream is the oldest.
        streams.pop(next(iter(streams)))
