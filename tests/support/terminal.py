"""An operator's terminal beside the deployed platform."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from casino.shared.dynamodb import from_item, to_item
from scripts import deployment
from scripts.settings import ROOT
from tests.support.local_cloud import LocalStack
from tests.support.patience import PATIENCE


class Terminal:
    """Somebody who may do everything, and the tables as they are."""

    def __init__(self, stack: LocalStack) -> None:
        self._stack = stack
        self._dynamodb = stack.client("dynamodb")
        self.tables = deployment.function_environment(stack.settings)

    async def croupier(self, *arguments: str) -> tuple[int, str]:
        """Run a command; return its exit code and what it said."""
        command = [sys.executable, "-m", "croupier", *arguments]
        command += ["--endpoints", str(self._stack.settings.endpoints_file)]
        done = await asyncio.to_thread(
            subprocess.run,
            command,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120 * PATIENCE,
        )
        return done.returncode, done.stdout + done.stderr

    def item(self, table: str, pk: str, sk: str) -> Any:
        answer = self._dynamodb.get_item(
            TableName=self.tables[table], Key=to_item({"pk": pk, "sk": sk}), ConsistentRead=True
        )
        return from_item(answer["Item"]) if "Item" in answer else None

    def items(self, table: str) -> list[dict[str, Any]]:
        pages = self._dynamodb.get_paginator("scan").paginate(TableName=self.tables[table])
        return [from_item(raw) for page in pages for raw in page["Items"]]

    @contextmanager
    def one_cent_more(self, table: str, pk: str, sk: str, attribute: str) -> Iterator[None]:
        """Add a cent where nobody may, and take it away again."""
        self._add(table, pk, sk, attribute, 1)
        try:
            yield
        finally:
            self._add(table, pk, sk, attribute, -1)

    @contextmanager
    def changed(self, table: str, pk: str, sk: str, **values: Any) -> Iterator[None]:
        """Change an item that nobody may, and put it back."""
        before = self.item(table, pk, sk)
        self._put(table, before | values)
        try:
            yield
        finally:
            self._put(table, before)

    def _put(self, table: str, item: dict[str, Any]) -> None:
        self._dynamodb.put_item(TableName=self.tables[table], Item=to_item(item))

    def _add(self, table: str, pk: str, sk: str, attribute: str, amount: int) -> None:
        self._dynamodb.update_item(
            TableName=self.tables[table],
            Key=to_item({"pk": pk, "sk": sk}),
            UpdateExpression="ADD #it :amount",
            ExpressionAttributeNames={"#it": attribute},
            ExpressionAttributeValues=to_item({":amount": amount}),
        )

    async def until_summed(self, player_id: str) -> None:
        """Wait until the stream has brought all of a player's entries into the books."""
        give_up_at = time.monotonic() + 30
        while time.monotonic() < give_up_at:
            wallet = self.item("WALLET_TABLE", f"PLAYER#{player_id}", "WALLET")
            generation = self.item("BOOKS_TABLE", "GENERATION", "GENERATION") or {"serving": 1}
            mark = self.item("BOOKS_TABLE", f"MARK#{generation['serving']}#{player_id}", "MARK")
            if mark and mark["version"] == wallet["version"]:
                return
            await asyncio.sleep(0.2)
        raise AssertionError(f"{wallet} has not been summed; the mark is {mark}")
