"""Safer gambling: what players keep themselves from."""

from typing import Final

from aws_cdk import SecretValue
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from infra import table_shapes
from infra.contexts.catalogue import CatalogueContext
from infra.contexts.sessions import SessionsContext
from infra.contexts.wallet import WalletContext
from infra.shared.acknowledgements import acknowledge
from infra.shared.data import Access, CasinoTable
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi

# Everybody's: of players on a laptop.
_LOCAL_KEY: Final = "people of the local stage"


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
        key = self._person_key().node.default_child
        if not isinstance(key, secretsmanager.CfnSecret):
            raise TypeError("the secret has another shape than expected")
        # As an attribute and not by reference: the local cloud refers to secrets by name, which
        # no policy can name.
        self._person_key_arn = key.attr_id

    def know_people_in(self, function: CasinoFunction) -> None:
        """Let a function know again who has excluded themselves, and add to them."""
        self.table.open_to(function, Access.APPEND)
        function.add_environment("PERSON_KEY_SECRET_ID", self._person_key_arn)
        function.allow(["secretsmanager:GetSecretValue"], self._person_key_arn)

    def serve(
        self,
        rest: CasinoRestApi,
        *,
        wallet: WalletContext,
        sessions: SessionsContext,
        profiles: CasinoTable,
        catalogue: CatalogueContext,
    ) -> None:
        """Add the functions and their routes."""
        api = CasinoFunction(
            self._platform,
            "safer_gambling.api",
            timeout_seconds=20,
        )
        self.know_people_in(api)
        # What a player may do is kept with their money and their session, what they want with them.
        profiles.open_to(api, Access.APPEND)
        wallet.table.open_to(api, Access.APPEND)
        sessions.connections.open_to(api, Access.APPEND)
        catalogue.tell_policies_to(api)
        rest.serve(api)

    def _person_key(self) -> secretsmanager.Secret:
        config = self._platform.config
        description = "What people who have excluded themselves are hashed under"
        if config.local_cloud:
            secret = secretsmanager.Secret(
                self,
                "PersonKey",
                description=description,
                removal_policy=config.removal_policy,
                secret_string_value=SecretValue.unsafe_plain_text(_LOCAL_KEY),
            )
        else:
            # CloudFormation makes another key, and nobody who is kept is known again, whenever
            # anything of this generator is otherwise than at the last deployment: it never changes.
            secret = secretsmanager.Secret(
                self,
                "PersonKey",
                description=description,
                removal_policy=config.removal_policy,
                generate_secret_string=secretsmanager.SecretStringGenerator(
                    password_length=64, exclude_punctuation=True
                ),
            )
        acknowledge(secret, "SMG4", "Under another key nobody who is kept would be known again.")
        return secret
