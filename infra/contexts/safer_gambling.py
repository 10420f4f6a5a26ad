"""Safer gambling: what players keep themselves from."""

from typing import Final

from aws_cdk import SecretValue
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from infra import table_shapes
from infra.contexts.catalogue import CatalogueContext
from infra.contexts.channels import ChannelsContext
from infra.contexts.sessions import SessionsContext
from infra.contexts.wallet import WalletContext
from infra.shared.acknowledgements import acknowledge
from infra.shared.data import Access, CasinoTable
from infra.shared.events import WorkQueue
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi
from infra.shared.secrets import arn_of

# Everybody's: of players on a laptop.
_LOCAL_KEY: Final = "people of the local stage"
_TELLING_SECONDS: Final = 15
# As long as a message can wait; what is due later is proposed again.
_LONGEST_WAIT_SECONDS: Final = 900


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
        self._person_key_arn = arn_of(self._person_key())
        self._reality_checks = WorkQueue(
            self,
            "RealityChecks",
            platform,
            variable="REALITY_CHECK_QUEUE_URL",
            handling_seconds=_TELLING_SECONDS,
            # Its messages are old from the start: each waits until somebody has to be told.
            late_after_seconds=60 + _LONGEST_WAIT_SECONDS,
        )

    def know_people_in(self, function: CasinoFunction) -> None:
        """Let a function know again who has excluded themselves, and add to them."""
        self.table.open_to(function, Access.APPEND)
        function.add_environment("PERSON_KEY_SECRET_ID", self._person_key_arn)
        function.allow(["secretsmanager:GetSecretValue"], self._person_key_arn)

    def propose_checks_from(self, function: CasinoFunction) -> None:
        """Let a function say who is playing since when."""
        self._reality_checks.open_to(function)

    def serve(
        self,
        rest: CasinoRestApi,
        *,
        wallet: WalletContext,
        sessions: SessionsContext,
        profiles: CasinoTable,
        channels: ChannelsContext,
        catalogue: CatalogueContext,
    ) -> None:
        """Add the functions, their routes and what sets them off."""
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
        tell_reality_checks = CasinoFunction(
            self._platform,
            "safer_gambling.tell_reality_checks",
            timeout_seconds=_TELLING_SECONDS,
            sends_to_itself=True,
        )
        wallet.table.open_to(tell_reality_checks, Access.READ)
        catalogue.tell_policies_to(tell_reality_checks)
        channels.publish_from(tell_reality_checks)
        self._reality_checks.open_to(tell_reality_checks)
        self._reality_checks.feed(tell_reality_checks, batch_size=10)
        self._platform.alarms.failing(tell_reality_checks)

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
