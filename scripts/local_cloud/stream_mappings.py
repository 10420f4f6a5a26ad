"""Give DynamoDB stream mappings the failure handling that AWS documents.

MiniStack calls stream handlers on the one thread that also polls every queue, takes a reported
partial failure for a success, gathers nothing, and repeats a failing batch until it is a minute
old and then drops all of it. Here each mapping runs on a thread of its own and follows AWS's
rules [1]_:

- `ReportBatchItemFailures`: the stream goes on at the lowest sequence number reported.
- `BisectBatchOnFunctionError`: a batch that makes no progress is cut in two, which does not use
  up retries.
- `MaximumRetryAttempts`, `MaximumRecordAgeInSeconds`: then the batch goes to the on-failure
  destination and the stream moves on.
- `MaximumBatchingWindowInSeconds`: records wait so long for others to be handled with.

References
----------
.. [1] AWS Lambda Developer Guide, "Process DynamoDB records with Lambda".
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.local_cloud.emulator import dynamodb, lambda_service, responses

if TYPE_CHECKING:
    import threading

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 2.0
_RECORDS_KEPT = 1000

_Record = dict[str, Any]

position_lock: threading.Lock = lambda_service._dynamodb_stream_positions_lock  # noqa: SLF001
"""Held while a position or the beginning of a stream moves; a snapshot takes it too."""


@dataclass(frozen=True)
class _Entry:
    """A record and the position in the stream from which to go on after it."""

    record: _Record
    next_position: int

    @property
    def sequence_number(self) -> str:
        return str(self.record["dynamodb"]["SequenceNumber"])

    @property
    def age(self) -> float:
        return time.time() - float(self.record["dynamodb"]["ApproximateCreationDateTime"])


class _Mapping:
    """One event source mapping of a table's stream."""

    def __init__(self, settings: dict[str, Any], table: str, function: dict[str, Any]) -> None:
        self._settings = settings
        self._table = table
        self._function = function
        self.id = str(settings["UUID"])

    def process(self, batch: list[_Entry], end: int) -> None:
        """Hand the batch to the function until all of it is done with.

        Parameters
        ----------
        batch
            Records that passed the mapping's filter, in order.
        end
            The position after the batch, filtered records included.
        """
        parts = [batch] if batch else []
        attempts = 0
        pause = _FIRST_PAUSE
        while parts and self._still_exists():
            part = parts.pop(0)
            result = lambda_service._execute_function(  # noqa: SLF001
                self._function, {"Records": [entry.record for entry in part]}
            )
            done = self._progress(part, result)
            if done:
                self._move_to(part[done - 1].next_position)
                attempts, pause = 0, _FIRST_PAUSE
            if done == len(part):
                self._settings["LastProcessingResult"] = f"OK - {done} records"
                continue
            rest = part[done:]
            self._settings["LastProcessingResult"] = "FAILED"
            if self._settings.get("BisectBatchOnFunctionError") and not done and len(rest) > 1:
                middle = len(rest) // 2
                parts[:0] = [rest[:middle], rest[middle:]]
                attempts = 0
                continue
            if not done:
                attempts += 1
            if reason := self._given_up(rest, attempts):
                lambda_service._send_ddb_stream_failure_record(  # noqa: SLF001
                    self._settings,
                    self._function,
                    [entry.record for entry in rest],
                    self._settings["EventSourceArn"],
                    result,
                    reason,
                )
                self._move_to(rest[-1].next_position)
                attempts, pause = 0, _FIRST_PAUSE
                continue
            parts.insert(0, rest)
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        if not parts:
            self._move_to(end)

    def _progress(self, part: list[_Entry], result: dict[str, Any]) -> int:
        """Return how many records from the part's beginning are done with."""
        if result.get("error"):
            return 0
        if "ReportBatchItemFailures" not in self._settings.get("FunctionResponseTypes", []):
            return len(part)
        body = result.get("body")
        if isinstance(body, str):
            try:
                body = json.loads(body)
            except ValueError:
                return len(part)
        failures = (body.get("batchItemFailures") if isinstance(body, dict) else None) or []
        reported = {failure.get("itemIdentifier") for failure in failures}
        if not reported:
            return len(part)
        known = [i for i, entry in enumerate(part) if entry.sequence_number in reported]
        # An identifier that names no record of the batch fails all of it, as on AWS.
        return known[0] if known and len(known) == len(reported) else 0

    def _given_up(self, rest: list[_Entry], attempts: int) -> str | None:
        retries = self._settings.get("MaximumRetryAttempts")
        if retries is not None and 0 <= int(retries) < attempts:
            return "RetryAttemptsExhausted"
        oldest = self._settings.get("MaximumRecordAgeInSeconds")
        if oldest is not None and 0 < int(oldest) < rest[0].age:
            return "MaxRecordAgeExceeded"
        return None

    def _move_to(self, position: int) -> None:
        with position_lock:
            lambda_service._dynamodb_stream_positions[self.id] = position  # noqa: SLF001

    def _still_exists(self) -> bool:
        return self.id in lambda_service._esms  # noqa: SLF001


def apply() -> None:
    """Replace MiniStack's polling of DynamoDB streams."""
    lambda_service._poll_dynamodb_streams = _poll  # noqa: SLF001


def _poll() -> bool:
    """Start a batch of every mapping that has records waiting and none in hand."""
    started = False
    tables: set[tuple[str, str, str]] = set()
    for account, region, settings in lambda_service._iter_all_esms():  # noqa: SLF001
        source = str(settings.get("EventSourceArn", ""))
        if ":dynamodb:" not in source or "/stream/" not in source:
            continue
        account_token = responses._request_account_id.set(account)  # noqa: SLF001
        region_token = responses._request_region.set(region)  # noqa: SLF001
        try:
            table = source.split(":table/", 1)[1].split("/stream/", 1)[0]
            tables.add((account, region, table))
            if settings.get("Enabled", True):
                started = _start_batch(settings, table) or started
        finally:
            responses._request_account_id.reset(account_token)  # noqa: SLF001
            responses._request_region.reset(region_token)  # noqa: SLF001
    for account, region, table in tables:
        _forget_processed_records(account, region, table)
    return started


def _start_batch(settings: dict[str, Any], table: str) -> bool:
    description = dynamodb._tables.get(table)  # noqa: SLF001
    function, _ = lambda_service._get_func_record_for_qualifier(  # noqa: SLF001
        settings["FunctionName"], settings.get("Qualifier")
    )
    if (
        function is None
        or not description
        or description.get("LatestStreamArn") != settings["EventSourceArn"]
        or lambda_service._esm_inflight.get(settings["UUID"], 0)  # noqa: SLF001
    ):
        return False
    position = _position(settings, table)
    records = dynamodb.stream_records_since(table, position, settings.get("BatchSize", 100))
    if not records:
        return False
    entries = []
    for offset, record in enumerate(records, start=1):
        if lambda_service._apply_filter_criteria([record], settings):  # noqa: SLF001
            entries.append(_Entry(record, position + offset))
    window = float(settings.get("MaximumBatchingWindowInSeconds") or 0)
    is_full = len(records) >= settings.get("BatchSize", 100)
    if entries and entries[0].age < window and not is_full:
        return False
    lambda_service._dispatch_esm_batch(  # noqa: SLF001
        settings["UUID"],
        _Mapping(settings, table, function).process,
        entries,
        position + len(records),
    )
    return True


def _position(settings: dict[str, Any], table: str) -> int:
    """Return where the mapping goes on, never before the oldest record that is left."""
    horizon = int(dynamodb.stream_start_position(table))
    positions = lambda_service._dynamodb_stream_positions  # noqa: SLF001
    with position_lock:
        if settings["UUID"] not in positions:
            latest = settings.get("StartingPosition", "LATEST") == "LATEST"
            positions[settings["UUID"]] = (
                int(dynamodb.stream_end_position(table)) if latest else horizon
            )
        positions[settings["UUID"]] = max(int(positions[settings["UUID"]]), horizon)
        return int(positions[settings["UUID"]])


def _forget_processed_records(account: str, region: str, table: str) -> None:
    """Drop records that every mapping has passed; AWS keeps them a day, a laptop need not."""
    records = dynamodb._stream_records.get_scoped(account, region, table)  # noqa: SLF001
    if not records or len(records) < 2 * _RECORDS_KEPT:
        return
    with position_lock:
        trimmed = dynamodb._stream_trimmed.get_scoped(account, region, table, 0)  # noqa: SLF001
        passed = slowest_position(account, region, table, trimmed + len(records)) - trimmed
        surplus = min(passed, len(records) - _RECORDS_KEPT)
        if surplus > 0:
            del records[:surplus]
            dynamodb._stream_trimmed.set_scoped(  # noqa: SLF001
                account, region, table, trimmed + surplus
            )


def slowest_position(account: str, region: str, table: str, default: int) -> int:
    """Return the least position among a table's mappings; `default` when it has none."""
    return min(
        (
            int(
                lambda_service._dynamodb_stream_positions.get_scoped(  # noqa: SLF001
                    account, region, settings["UUID"], 0
                )
            )
            for owner, place, settings in lambda_service._iter_all_esms()  # noqa: SLF001
            if (owner, place) == (account, region)
            and f":table/{table}/stream/" in str(settings.get("EventSourceArn", ""))
        ),
        default=default,
    )
