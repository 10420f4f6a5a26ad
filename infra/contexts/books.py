"""Books: what house, provider and game accounts hold, summed from the ledger."""

from typing import Final

from constructs import Construct

from infra import table_shapes
from infra.contexts.wallet import WalletContext
from infra.shared.data import Access, CasinoTable
from infra.shared.events import WorkQueue
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform

_SUMMING_SECONDS: Final = 30
# More would only contend for the same sums: a batch of ten messages has up to a thousand entries.
_KEEPERS: Final = 8


class BooksContext(Construct):
    """The sums, and the queue of players whose entries are to be added to them."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        self.table = CasinoTable(self, "Table", platform.config, table_shapes.BOOKS)
        self._summing = WorkQueue(
            self,
            "Summing",
            platform,
            variable="SUMMING_QUEUE_URL",
            handling_seconds=_SUMMING_SECONDS,
        )

    def hear_from(self, function: CasinoFunction) -> None:
        """Let a function say whose entries are new."""
        self._summing.open_to(function)

    def serve(self, *, wallet: WalletContext) -> None:
        """Add the function and what sets it off."""
        sum_entries = CasinoFunction(
            self._platform,
            "books.sum_entries",
            memory=768,
            timeout_seconds=_SUMMING_SECONDS,
        )
        self.table.open_to(sum_entries, Access.APPEND)
        wallet.table.open_to(sum_entries, Access.READ)
        self._summing.feed(sum_entries, batch_size=10, at_once=_KEEPERS)
        self._platform.alarms.failing(sum_entries)
