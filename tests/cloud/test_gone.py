"""Connections that ended without a word."""

import time

from casino.shared.dynamodb import from_item, to_item
from scripts.deployment import function_environment
from tests.support.players import player

CHANNEL = "table:roulette-eu-1"
GONE = "long-gone="


async def test_a_connection_that_is_gone_is_forgotten_with_the_first_event_it_misses(stack):
    table = function_environment(stack.settings)["CONNECTIONS_TABLE"]
    client = stack.client("dynamodb")
    rows = [
        {"pk": f"CONNECTION#{GONE}", "sk": "CONNECTION", "player_id": "nobody"},
        {"pk": f"CONNECTION#{GONE}", "sk": CHANNEL, "shard": 0},
        {"pk": f"{CHANNEL}#0", "sk": GONE},
    ]
    for row in rows:
        row["expires_at"] = int(time.time()) + 3600
        client.put_item(TableName=table, Item=to_item(row))

    def left():
        found = []
        for row in rows:
            key = to_item({"pk": row["pk"], "sk": row["sk"]})
            answer = client.get_item(TableName=table, Key=key, ConsistentRead=True)
            if "Item" in answer:
                found.append(from_item(answer["Item"])["pk"])
        return found

    async with player(stack.endpoints) as ann, ann.seated() as hears:
        await hears.event("round.closed")
        # Each further event is another chance, so the next round's end is the latest it may take.
        await hears.event("round.settled")
    assert left() == []
