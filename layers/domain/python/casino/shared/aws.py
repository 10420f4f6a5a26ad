"""AWS clients, made once for each execution environment."""

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, overload

from botocore.config import Config
from botocore.session import get_session

from casino.shared.conflicts import answer_conflicts

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient

# A stalled connection must not hold a player's request: fail early, let the SDK try again.
_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=32,
)


@overload
def client(service: Literal["dynamodb"]) -> "DynamoDBClient": ...
@overload
def client(service: Literal["sqs"]) -> "SQSClient": ...
@overload
def client(service: Literal["cognito-idp"]) -> "CognitoIdentityProviderClient": ...
@overload
def client(service: Literal["secretsmanager"]) -> "SecretsManagerClient": ...
@overload
def client(service: Literal["events"]) -> Any: ...
@cache
def client(service: str) -> Any:
    """Return the client of a service."""
    return make_client(service)


def make_client(service: str, changes: Config | None = None) -> Any:
    """Make a client of a service, as every client of ours is made.

    Built from botocore alone: importing boto3 would bring its resource layer into every cold start.

    Parameters
    ----------
    changes : Config, optional
        What is to be different with this one.
    """
    config = _CONFIG.merge(changes) if changes else _CONFIG
    made = get_session().create_client(service, config=config)
    if service == "dynamodb":
        answer_conflicts(made)
    return made
