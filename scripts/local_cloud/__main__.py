"""Start MiniStack with its corrections: `python -m scripts.local_cloud`."""

import importlib.metadata
import sys

from scripts.local_cloud import MINISTACK_VERSION


def main() -> None:
    """Refuse any MiniStack but the one that was corrected; then correct and run it."""
    try:
        installed = importlib.metadata.version("ministack")
    except importlib.metadata.PackageNotFoundError:
        installed = "none"
    if installed != MINISTACK_VERSION:
        sys.exit(
            f"The corrections in scripts/local_cloud fit MiniStack {MINISTACK_VERSION}, and "
            f"{installed} is installed. Install the locked version "
            "(scripts/local_cloud/requirements.txt); to move to another one, check every "
            "correction against it with tests/cloud/test_*_corrections.py first."
        )
    # Imported late: these modules need the very MiniStack that was just checked.
    from scripts.local_cloud import (
        emulator,
        function_logs,
        handler_output,
        own_routes,
        policies,
        queue_memories,
        rest_documents,
        snapshots,
        stage_variables,
        stream_mappings,
        transaction_conflicts,
        user_lookups,
        user_pool_checks,
        websocket_handlers,
        workers,
    )

    for correction in (
        handler_output,
        workers,
        websocket_handlers,
        rest_documents,
        stage_variables,
        stream_mappings,
        transaction_conflicts,
        queue_memories,
        user_lookups,
        user_pool_checks,
        function_logs,
        policies,
        snapshots,
        own_routes,
    ):
        correction.apply()
    emulator.app.main()


if __name__ == "__main__":
    main()
