"""Wallet: the ledger."""

from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from infra import table_shapes
from infra.shared.data import Access, CasinoTable
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi


class WalletContext(Construct):
    """The ledger's table and the routes that read it."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        self.table = CasinoTable(
            self,
            "Ledger",
            platform.config,
            table_shapes.WALLET,
            streams=StreamViewType.NEW_IMAGE,
        )

    def serve(self, rest: CasinoRestApi) -> None:
        """Add the functions and their routes."""
        api = CasinoFunction(
            self._platform,
            "wallet.api",
        )
        self.table.open_to(api, Access.READ)
        rest.serve(api)
