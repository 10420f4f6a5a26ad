"""Instant games: a round for each request."""

from constructs import Construct

from infra import table_shapes
from infra.contexts.catalogue import CatalogueContext
from infra.contexts.sessions import SessionsContext
from infra.contexts.tables import TablesContext
from infra.contexts.wallet import WalletContext
from infra.shared.data import Access, CasinoTable
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi


class InstantContext(Construct):
    """Players' pairs of seeds, and the routes of the games drawn from them."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        # Apart from everything else: whoever could read it would know how the next rounds end.
        self._seed_pairs = CasinoTable(self, "SeedPairs", platform.config, table_shapes.SEED_PAIRS)

    def serve(
        self,
        rest: CasinoRestApi,
        *,
        wallet: WalletContext,
        catalogue: CatalogueContext,
        tables: TablesContext,
        sessions: SessionsContext,
    ) -> None:
        """Add the function and its routes."""
        api = CasinoFunction(
            self._platform,
            "instant.api",
            memory=1024,
        )
        self._seed_pairs.open_to(api, Access.APPEND)
        wallet.table.open_to(api, Access.APPEND)
        catalogue.tell_policies_to(api)
        # Where revealed seeds are looked up.
        tables.table.open_to(api, Access.APPEND)
        sessions.connections.open_to(api, Access.READ)
        rest.serve(api)
        alarms = self._platform.alarms
        alarms.slow("PlayRound", rest.latency("POST", "/v1/games/{game_id}/rounds"), beside=api)
