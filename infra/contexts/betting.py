"""Betting: what players read of their bets and rounds."""

from infra.contexts.tables import TablesContext
from infra.contexts.wallet import WalletContext
from infra.shared.data import Access
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi


class BettingContext:
    """The routes that show bets of every kind; they can change nothing."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def serve(self, rest: CasinoRestApi, *, wallet: WalletContext, tables: TablesContext) -> None:
        """Add the function and its routes."""
        api = CasinoFunction(
            self._platform,
            "betting.api",
            memory=1024,
        )
        wallet.table.open_to(api, Access.READ)
        tables.table.open_to(api, Access.READ)
        rest.serve(api)
