"""Bring a whole local Croupier up: `make up`. Every step is skipped when nothing changed."""

from __future__ import annotations

import json
import time
import urllib.request
from typing import TYPE_CHECKING, Any, Final

from rich.panel import Panel

from scripts import commands, deployment, services, tools
from scripts.progress import StepFailed, console, run, step
from scripts.settings import LOCAL_REGION, LOCAL_STAGE, ROOT, WARM_PATH, CopySettings

if TYPE_CHECKING:
    from pathlib import Path

PLAYERS_PATH: Final = (
    "catalogue.api",
    "tables.api",
    "tables.sweep_rounds",
    "tables.advance_round",
    "accounts.api",
    "realtime.api",
    "realtime.authorize_connection",
    "realtime.connect",
    "realtime.receive_message",
    "wallet.api",
    "payments.api",
    "channels.send_events",
    "tables.place_bet",
    "streams.wallet",
    "tables.settle_round",
    "instant.api",
    "betting.api",
)
"""Functions in the order in which a newcomer needs them, from the lobby to the first bet."""


def install(settings: CopySettings) -> None:
    """Install the local services and the CDK command line."""
    tools.install_local_services(settings)
    tools.install_node_packages(settings, ROOT, "the CDK command line")


def start_cloud(settings: CopySettings) -> None:
    """Start the local cloud and the payment provider, unless they run."""
    for process in (services.cloud(settings), services.psp(settings)):
        if process.runs_here():
            process.start()
        else:
            with step(f"Start {process.port.service} ({process.port.url})"):
                process.start()


def deploy(settings: CopySettings, *, warm_at_once: int = 1) -> None:
    """Deploy what changed, write the endpoints, seed, and let the functions start.

    One after the other leaves a laptop's other cores to whoever plays already.
    """
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
    begin_to_warm(settings, at_once=warm_at_once)
    open_tables(settings)


def seed(settings: CopySettings) -> None:
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


def begin_to_warm(settings: CopySettings, *, at_once: int) -> None:
    """Let the cloud start a worker of every function, in the order in which players need them."""
    asked = {"first": [f"functions.{name}.handler" for name in PLAYERS_PATH], "at_once": at_once}
    request = urllib.request.Request(  # noqa: S310
        settings.cloud.url + WARM_PATH, data=json.dumps(asked).encode(), method="POST"
    )
    urllib.request.urlopen(request, timeout=30).close()  # noqa: S310


def finish_warming(settings: CopySettings, seconds: float = 300) -> None:
    """Wait until every function has started.

    Raises
    ------
    StepFailed
        One could not be started, or it takes too long.
    """
    log = services.cloud(settings).log
    deadline = time.monotonic() + seconds
    with step("Wait until every function has started"):
        while not (warmth := _warmth(settings))["finished"]:
            if time.monotonic() > deadline:
                message = "The functions do not start."
                raise StepFailed(message, log=log)
            time.sleep(0.2)
    for name, outcome in warmth["outcomes"].items():
        if outcome.startswith("failed"):
            message = f"{name} {outcome}"
            raise StepFailed(message, log=log)


def _warmth(settings: CopySettings) -> Any:
    with urllib.request.urlopen(settings.cloud.url + WARM_PATH, timeout=30) as answer:  # noqa: S310
        return json.load(answer)


def open_tables(settings: CopySettings) -> None:
    """Let the sweeper start the rounds that are due, a minute earlier than its timer would."""
    deployment.set_off(settings, "tables.sweep_rounds")


def start_site(settings: CopySettings, site: Path) -> None:
    """Start the player site's server, unless it runs."""
    services.web(settings, site).start()


def main() -> None:
    """Bring everything up and print where to go."""
    started = time.monotonic()
    settings = CopySettings.from_environment()
    services.require_free_ports(settings)
    settings.remember_ports()
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
