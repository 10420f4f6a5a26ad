"""Bring a whole local Croupier up: `make up`. Every step is skipped when nothing changed."""

from __future__ import annotations

import json
import time
import urllib.request
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.panel import Panel

from scripts import commands, deployment, services, tools
from scripts.progress import console, run, step
from scripts.settings import LOCAL_REGION, LOCAL_STAGE, ROOT, Settings

if TYPE_CHECKING:
    from pathlib import Path


def install(settings: Settings) -> None:
    """Install the local services and the CDK command line."""
    tools.install_local_services(settings)
    tools.install_node_packages(settings, ROOT, "the CDK command line")


def start_cloud(settings: Settings) -> None:
    """Start the local cloud and the payment provider, unless they run."""
    for process in (services.cloud(settings), services.psp(settings)):
        if process.pid() is None:
            with step(f"Start {process.port.service} ({process.port.url})"):
                process.start()
        else:
            process.start()


def deploy(settings: Settings) -> None:
    """Deploy what changed, write the endpoints, seed, and start every function once."""
    deployed = deployment.deploy_locally(settings)
    endpoints = deployment.write_endpoints(settings, LOCAL_STAGE, LOCAL_REGION, deployed.outputs)
    services.register_webhooks(
        settings,
        json.loads(endpoints.read_text())["rest_url"],
        deployment.webhook_secret(settings, deployed.outputs),
    )
    if deployed.changed:
        seed(settings)
        deployed.remember(settings)
    warm(settings)
    open_tables(settings)


def seed(settings: Settings) -> None:
    """Write the demo catalogue and tables; what is there already stays as it is."""
    with step("Seed the demo catalogue and tables"):
        commands.call(
            "Seeding",
            [commands.BIN / "python", "-m", "scripts.seed"],
            cwd=ROOT,
            log=settings.logs / "seed.log",
            env={
                "PYTHONPATH": str(ROOT / "layers/domain/python"),
                **deployment.function_environment(settings),
            },
        )


def warm(settings: Settings) -> None:
    """Start one worker of every function, lest the first player wait for each of them."""
    request = urllib.request.Request(  # noqa: S310
        f"{settings.cloud.url}/_local_cloud/warm", method="POST"
    )
    with step("Warm up the functions"), urllib.request.urlopen(request, timeout=300) as response:  # noqa: S310
        outcomes: dict[str, str] = json.load(response)
    for name, outcome in outcomes.items():
        if outcome.startswith("failed"):
            console.print(f"    [yellow]![/yellow] {name} {escape(outcome)}")


def open_tables(settings: Settings) -> None:
    """Let the sweeper start the rounds that are due, a minute earlier than its timer would."""
    deployment.set_off(settings, "tables.sweep_rounds")


def start_site(settings: Settings, site: Path) -> None:
    """Start the player site's server, unless it runs."""
    services.web(settings, site).start()


def main() -> None:
    """Bring everything up and print where to go."""
    started = time.monotonic()
    settings = Settings.from_environment()
    install(settings)
    start_cloud(settings)
    deploy(settings)
    start_site(settings, tools.build_player_site(settings))
    console.print(
        Panel.fit(
            f"[bold]{settings.web.url}[/bold]\n\n"
            "[dim]make demo[/dim]   plays a whole session here in the terminal\n"
            "[dim]make logs[/dim]   shows what the functions say\n"
            "[dim]make down[/dim]   stops everything and keeps the data",
            title="Croupier is running",
            subtitle=f"{time.monotonic() - started:.0f} s",
            padding=(1, 3),
        )
    )


if __name__ == "__main__":
    run(main)
