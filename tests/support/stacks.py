"""What tests need to know of a deployed stack beside its endpoints."""

from scripts.deployment import function_environment
from tests.support.local_cloud import LocalStack


def wallet_table(stack: LocalStack) -> str:
    """Return the name of the ledger's table."""
    return function_environment(stack.settings)["WALLET_TABLE"]
