"""Deal at the demo's dealer table: `make deal`, after `make up`.

A dealer's console in a terminal: signs in as a dealer, opens rounds, takes no more bets after a
while, spins a wheel of its own, and enters what came out. Stop it with Ctrl-C; the round that it
leaves is voided in time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from croupier_client import RealtimeClient, RealtimeError, RestClient
from scripts.progress import StepFailed, console, run
from scripts.settings import ROOT, CopySettings

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE: Final = "roulette-live-1"
_DEALER: Final = "dealer@example.com"
_POCKETS: Final = 37


def _enrol(settings: CopySettings) -> str:
    password = secrets.token_urlsafe(18)
    command = [sys.executable, "-m", "croupier", "staff", "add", "dealer", _DEALER]
    command += ["--password", password, "--endpoints", str(settings.endpoints_file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StepFailed(done.stderr.strip(), advice="Start it with `make up`.")
    return password


async def _deal_round(client: RealtimeClient, table_id: str, seconds: float) -> None:
    opened = await client.request_until_answered("dealer.open", {"table_id": table_id})
    current = opened["round"]
    if current is None:
        return
    round_id = current["round_id"]
    console.print(f"  Round {current['number']} takes bets for {seconds:g} s")
    await asyncio.sleep(seconds)
    await client.request_until_answered(
        "dealer.close", {"table_id": table_id, "round_id": round_id}
    )
    pocket = secrets.randbelow(_POCKETS)
    await client.request_until_answered(
        "dealer.outcome",
        {"table_id": table_id, "round_id": round_id, "outcome": {"pocket": pocket}},
    )
    console.print(f"  No more bets; the ball fell on [bold]{pocket}[/bold]")


async def deal(endpoints: Mapping[str, str], password: str, table_id: str, seconds: float) -> None:
    """Deal round after round."""
    async with RestClient(endpoints["rest_url"]) as rest:
        await rest.login(email=_DEALER, password=password)
        async with RealtimeClient(rest.fetch_ticket) as client, client.table(table_id) as live:
            console.print(f"  At [bold]{table_id}[/bold]; Ctrl-C leaves it")
            while True:
                try:
                    await _deal_round(client, table_id, seconds)
                except RealtimeError as error:
                    # Somebody else deals, or the round before is still being paid.
                    console.print(f"  [dim]{error}[/dim]")
                    await asyncio.sleep(2)
                    continue
                with suppress(TimeoutError):
                    async with asyncio.timeout(60):
                        await live.event("round.settled")


def main() -> None:
    """Deal at a table of the platform of `.local/endpoints.json`."""
    parser = argparse.ArgumentParser(description="Deal at a table that waits for a dealer.")
    parser.add_argument("table", nargs="?", default=_TABLE, help=f"its id (default: {_TABLE})")
    parser.add_argument("--seconds", type=float, default=12, help="of betting (default: 12)")
    wanted = parser.parse_args()
    settings = CopySettings.from_environment()
    if not settings.endpoints_file.exists():
        raise StepFailed("Nothing is running.", advice="Start it with `make up`.")
    endpoints = json.loads(settings.endpoints_file.read_text())
    password = _enrol(settings)
    with suppress(KeyboardInterrupt):
        asyncio.run(deal(endpoints, password, wanted.table, wanted.seconds))


if __name__ == "__main__":
    run(main)
