"""What AWS's own samples do: scan the connections and post to one after another."""

import contextlib
import json

import boto3
from botocore.exceptions import ClientError

from benchmarks.senders.measure import endpoint, measure


def main() -> None:
    dynamodb = boto3.resource("dynamodb").Table("connections")
    gateway = boto3.client("apigatewaymanagementapi", endpoint_url=f"{endpoint()}/live")

    def broadcast(frame: dict[str, object]) -> None:
        data = json.dumps(frame).encode()
        for row in dynamodb.scan()["Items"]:
            # The samples forget who has gone and log the rest.
            with contextlib.suppress(ClientError):
                gateway.post_to_connection(ConnectionId=str(row["sk"]), Data=data)

    measure(broadcast)


if __name__ == "__main__":
    main()
