"""Croupier's own: the whole use case, from reading a shard's subscribers on."""

import asyncio

from botocore.credentials import ReadOnlyCredentials

from benchmarks.senders.measure import endpoint, measure
from casino.channels.pacing import Pacer
from casino.channels.quota import SharedQuota
from casino.channels.sender import Sender
from casino.channels.subscriptions import Subscriptions
from casino.channels.use_cases.send_events import send_events
from casino.shared.aws import client
from casino.shared.clock import utc_now


async def broadcast(frame: dict[str, object], sender: Sender, subscriptions: Subscriptions) -> None:
    # Frames of one channel would be held back to four a second; each is another table's, then.
    await send_events(
        subscriptions,
        sender,
        Pacer(),
        utc_now,
        lambda _connection_id: None,
        channel="table:bench",
        shard=0,
        events=[frame],
        seconds=5.0,
    )


def main() -> None:
    loop = asyncio.new_event_loop()
    dynamodb = client("dynamodb")
    credentials = ReadOnlyCredentials("test", "test", None)
    sender = Sender(
        f"{endpoint()}/live",
        "us-east-1",
        lambda: credentials,
        utc_now,
        SharedQuota(dynamodb, "connections", utc_now, 10_000),
    )
    subscriptions = Subscriptions(dynamodb, "connections")
    measure(lambda frame: loop.run_until_complete(broadcast(frame, sender, subscriptions)))


if __name__ == "__main__":
    main()
