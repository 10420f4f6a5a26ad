"""Safer gambling: what players keep themselves from."""

from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from infra import table_shapes
from infra.contexts.accounts import AccountsContext
from infra.contexts.catalogue import CatalogueContext
from infra.contexts.sessions import SessionsContext
from infra.contexts.wallet import WalletContext
from infra.shared.data import Access, CasinoTable
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi


class SaferGamblingContext(Construct):
    """The table of what players asked for, and the routes by which they do."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        self.table = CasinoTable(
            self,
            "Table",
            platform.config,
            table_shapes.SAFER_GAMBLING,
            streams=StreamViewType.NEW_AND_OLD_IMAGES,
        )

    def serve(
        self,
        rest: CasinoRestApi,
        *,
        wallet: WalletContext,
        sessions: SessionsContext,
        accounts: AccountsContext,
        catalogue: CatalogueContext,
    ) -> None:
        """Add the functions and their routes."""
        api = CasinoFunction(
            self._platform,
            "safer_gambling.api",
            timeout_seconds=20,
        )
        self.table.open_to(api, Access.APPEND)
        # What a player may do is kept with their money and their session, what they want with them.
        accounts.table.open_to(api, Access.APPEND)
        wallet.table.open_to(api, Access.APPEND)
        sessions.connections.open_to(api, Access.APPEND)
        catalogue.tell_policies_to(api)
        rest.serve(api)
        self._platform.alarms.failing(api)
