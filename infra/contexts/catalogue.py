"""Catalogue: the games there are."""

from constructs import Construct

from infra import table_shapes
from infra.shared.data import Access, CasinoTable
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi


class CatalogueContext(Construct):
    """The table of games and policies, and the public routes that list what is in it."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        self.table = CasinoTable(self, "Table", platform.config, table_shapes.CATALOGUE)

    def tell_policies_to(self, function: CasinoFunction) -> None:
        """Let a function know which policies hold, and where players are taken from."""
        self.table.open_to(function, Access.READ)
        function.add_environment("JURISDICTIONS", ",".join(self._platform.config.jurisdictions))

    def serve(self, rest: CasinoRestApi) -> None:
        """Add the functions and their routes."""
        api = CasinoFunction(
            self._platform,
            "catalogue.api",
        )
        self.tell_policies_to(api)
        rest.serve(api)
