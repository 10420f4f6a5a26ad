"""DynamoDB tables, and who may do what with them."""

from enum import Enum

from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra.config import StageConfig
from infra.shared.functions import CasinoFunction
from infra.table_shapes import EXPIRES_AT, PARTITION_KEY, SORT_KEY, TableShape


class Access(Enum):
    """What a function may do with a table.

    A transaction has no action of its own: each of its parts needs the action of its kind.
    Nobody scans: what has no key to be found by is not looked for.
    """

    READ = ("GetItem", "BatchGetItem", "Query")
    # Who takes from a bucket looks at it by the condition of the same write.
    COUNT = ("UpdateItem",)
    # To let a transaction depend on what it leaves as it is.
    CHECK = (*READ, "ConditionCheckItem")
    # What is added is never changed either.
    ADD = (*READ, "PutItem")
    # A ledger's entries are never taken back and never removed.
    APPEND = (*READ, "ConditionCheckItem", "PutItem", "UpdateItem")
    WRITE = (*APPEND, "DeleteItem", "BatchWriteItem")


class CasinoTable(dynamodb.TableV2):
    """A table with what every table of ours has: on-demand capacity, encryption, recovery.

    Of the kind that can have replicas in other regions one day, as no other can become one.

    Parameters
    ----------
    streams : dynamodb.StreamViewType, optional
        What of each write goes to a stream; nothing, unless told.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        config: StageConfig,
        shape: TableShape,
        *,
        streams: dynamodb.StreamViewType | None = None,
    ) -> None:
        super().__init__(
            scope,
            construct_id,
            partition_key=text(PARTITION_KEY),
            sort_key=text(SORT_KEY) if shape.has_sort_key else None,
            billing=dynamodb.Billing.on_demand(),
            encryption=dynamodb.TableEncryptionV2.aws_managed_key(),
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            time_to_live_attribute=EXPIRES_AT if shape.expires else None,
            dynamo_stream=streams,
            removal_policy=config.protected_removal_policy,
            deletion_protection=config.keeps_data,
        )
        self._shape = shape
        for each in shape.local_indexes:
            self.add_local_secondary_index(index_name=each.name, sort_key=text(each.sort_key))
        for index in shape.global_indexes:
            self.add_global_secondary_index(
                index_name=index.name,
                partition_key=text(index.partition_key),
                sort_key=text(index.sort_key),
                projection_type=(
                    dynamodb.ProjectionType.KEYS_ONLY
                    if index.keys_only
                    else dynamodb.ProjectionType.ALL
                ),
            )

    def open_to(self, function: CasinoFunction, access: Access) -> None:
        """Let a function use the table, and tell it the table's name."""
        function.add_environment(self._shape.variable, self.table_name)
        function.allow([f"dynamodb:{action}" for action in access.value], self.table_arn)
        if self._shape.index_names:
            arns = [f"{self.table_arn}/index/{name}" for name in self._shape.index_names]
            function.allow(["dynamodb:Query"], *arns)


def text(name: str) -> dynamodb.Attribute:
    """Return a key attribute that holds text."""
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
