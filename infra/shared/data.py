"""DynamoDB tables, and who may do what with them."""

from enum import Enum

from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra.config import StageConfig
from infra.shared.functions import CasinoFunction


class Access(Enum):
    """What a function may do with a table.

    A transaction has no action of its own: each of its parts needs the action of its kind.
    Only an audit may scan, which looks at everything: what has no key to be found by is not
    looked for by anybody else.
    """

    READ = ("GetItem", "BatchGetItem", "Query")
    # Who takes from a bucket looks at it by the condition of the same write.
    COUNT = ("UpdateItem",)
    AUDIT = (*READ, "Scan")
    # To let a transaction depend on what it leaves as it is.
    CHECK = (*READ, "ConditionCheckItem")
    # What is added is never changed either.
    ADD = (*READ, "PutItem")
    # A ledger's entries are never taken back and never removed.
    APPEND = (*READ, "ConditionCheckItem", "PutItem", "UpdateItem")
    WRITE = (*APPEND, "DeleteItem", "BatchWriteItem")


class CasinoTable(dynamodb.Table):
    """A table with what every table of ours has: on-demand capacity, encryption, recovery.

    Parameters
    ----------
    variable : str
        The environment variable by which functions know the table.
    sort_key : bool
        Whether items have an ``sk`` beside their ``pk``.
    expires : bool
        Whether items carry ``expires_at``, in seconds since the epoch.
    streams : dynamodb.StreamViewType, optional
        What of each write goes to a stream; nothing, unless told.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        config: StageConfig,
        *,
        variable: str,
        sort_key: bool = True,
        expires: bool = False,
        streams: dynamodb.StreamViewType | None = None,
    ) -> None:
        super().__init__(
            scope,
            construct_id,
            partition_key=text("pk"),
            sort_key=text("sk") if sort_key else None,
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.AWS_MANAGED,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            time_to_live_attribute="expires_at" if expires else None,
            stream=streams,
            removal_policy=config.removal_policy,
            deletion_protection=config.deletion_protection,
        )
        self._variable = variable
        self._indexes: list[str] = []

    def index_locally(self, name: str, sort_key: str) -> None:
        """Sort each partition by another attribute as well; reads may be consistent."""
        self.add_local_secondary_index(index_name=name, sort_key=text(sort_key))
        self._indexes.append(name)

    def index_globally(
        self, name: str, partition_key: str, sort_key: str, *, keys_only: bool = False
    ) -> None:
        """Find items by another key as well, a little later; items without it stay out."""
        self.add_global_secondary_index(
            index_name=name,
            partition_key=text(partition_key),
            sort_key=text(sort_key),
            projection_type=(
                dynamodb.ProjectionType.KEYS_ONLY if keys_only else dynamodb.ProjectionType.ALL
            ),
        )
        self._indexes.append(name)

    def open_to(self, function: CasinoFunction, access: Access) -> None:
        """Let a function use the table, and tell it the table's name."""
        function.add_environment(self._variable, self.table_name)
        function.allow([f"dynamodb:{action}" for action in access.value], self.table_arn)
        if self._indexes:
            arns = [f"{self.table_arn}/index/{name}" for name in self._indexes]
            function.allow(["dynamodb:Query"], *arns)


def text(name: str) -> dynamodb.Attribute:
    """Return a key attribute that holds text."""
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
