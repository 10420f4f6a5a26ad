"""boto3 as fast as it goes: 64 threads over one client, and its standard retries."""

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from benchmarks.senders.measure import endpoint, measure


def main() -> None:
    config = Config(max_pool_connections=64, retries={"mode": "standard", "total_max_attempts": 5})
    dynamodb = boto3.resource("dynamodb").Table("connections")
    gateway = boto3.client(
        "apigatewaymanagementapi", endpoint_url=f"{endpoint()}/live", config=config
    )

    def broadcast(frame: dict[str, object]) -> None:
        data = json.dumps(frame).encode()

        def post(row: dict[str, object]) -> None:
            with contextlib.suppress(ClientError):
                gateway.post_to_connection(ConnectionId=str(row["sk"]), Data=data)

        list(threads.map(post, dynamodb.scan()["Items"]))

    with ThreadPoolExecutor(64) as threads:
        measure(broadcast)


if __name__ == "__main__":
    main()
