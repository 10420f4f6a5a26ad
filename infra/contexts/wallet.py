"""Wallet: the ledger."""

from typing import Any, Final

from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from infra.shared.data import Access, CasinoTable
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import Caller, CasinoRestApi


def _new_items(sort_key_prefix: str) -> dict[str, Any]:
    return {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"sk": {"S": [{"prefix": sort_key_prefix}]}}},
    }


# For the stream's consumers: entries alone, without the wallets that each of them changes.
NEW_ENTRIES: Final = _new_items("ENTRY#")
NEW_BETS: Final = _new_items("ENTRY#bet#")
# What pays a bet while its round is on; a win of the ordinary kind has no multiplier.
NEW_CASH_OUTS: Final[dict[str, Any]] = {
    "eventName": ["INSERT"],
    "dynamodb": {
        "Keys": {"sk": {"S": [{"prefix": "ENTRY#win#"}]}},
        "NewImage": {"reference": {"M": {"multiplier": {"N": [{"exists": True}]}}}},
    },
}


class Wallet(Construct):
    """The ledger's table and the routes that read it."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        self.table = CasinoTable(
            self,
            "Ledger",
            platform.config,
            variable="WALLET_TABLE",
            streams=StreamViewType.NEW_IMAGE,
        )
        self.table.index_locally("statement", "posted_at")
        self.table.index_globally("bets_by_round", "round_shard", "sk")

    def serve(self, rest: CasinoRestApi) -> None:
        """Add the functions and their routes."""
        api = CasinoFunction(
            self,
            self._platform,
            "wallet.api",
            environment={"ALLOWED_ORIGINS": ",".join(rest.origins)},
        )
        self.table.open_to(api, Access.READ)
        rest.route("GET /v1/wallet", api, Caller.PLAYER)
        rest.route("GET /v1/wallet/totals", api, Caller.PLAYER)
        rest.route("GET /v1/wallet/transactions", api, Caller.PLAYER)
