"""The three processes of the local stack: the cloud, the payment provider, the player site."""

from __future__ import annotations

import os
import sys
import urllib.parse
import urllib.request
from pathlib import Path

from scripts import tools
from scripts.processes import Process
from scripts.settings import HOST, ROOT, CopySettings


def cloud(settings: CopySettings) -> Process:
    """Return MiniStack with our corrections, as a process."""
    temporary = settings.home / "tmp"
    for folder in (temporary, settings.data / "cloud"):
        folder.mkdir(parents=True, exist_ok=True)
    return Process(
        name="cloud",
        port=settings.cloud,
        command=[tools.cloud_python(settings), "-m", "scripts.local_cloud"],
        cwd=ROOT,
        home=settings.home,
        logs=settings.logs,
        run=settings.run,
        env={
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(settings.cloud.number),
            "MINISTACK_HOST": HOST,
            # Listeners that we do not use and that would open on every interface.
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(settings.data / "cloud"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(settings.data / "s3"),
            # A token as it was before our trigger is never handed out.
            "MINISTACK_COGNITO_PRETOKEN_STRICT": "1",
            "AUTH": "true" if settings.enforce_iam else "false",
            # Requests wait for a free worker; being refused would be a fault that AWS has not.
            "LAMBDA_ACCOUNT_CONCURRENCY": "0",
            "LAMBDA_WARM_TTL_SECONDS": "300",
            "CROUPIER_FUNCTION_LOGS": str(settings.logs / "functions"),
            "CROUPIER_LAYERS": str(settings.tools / "cache/layers"),
            "LOG_LEVEL": "WARNING",
            "PYTHONUNBUFFERED": "1",
            # Its own: handlers inherit both, and two copies must not meet in /tmp.
            "TMPDIR": str(temporary),
            "HOME": str(settings.home),
            # There is nothing for it at a person's Docker daemon, whose containers it would reap.
            "DOCKER_HOST": "unix:///nonexistent/docker.sock",
        },
    )


def psp(settings: CopySettings) -> Process:
    """Return the local payment provider, as a process."""
    return Process(
        name="psp",
        port=settings.psp,
        command=[
            tools.psp_python(settings),
            "-m",
            "scripts.local_psp",
            "--host",
            HOST,
            "--port",
            str(settings.psp.number),
            "--state",
            settings.data / "psp.pickle",
        ],
        cwd=ROOT,
        home=settings.home,
        logs=settings.logs,
        run=settings.run,
        env={"HOME": str(settings.home)},
    )


def web(settings: CopySettings, site: Path) -> Process:
    """Return the server of the player site, as a process."""
    return Process(
        name="web",
        port=settings.web,
        command=[
            sys.executable,
            "-m",
            "scripts.player_site",
            "--host",
            HOST,
            "--port",
            str(settings.web.number),
            "--site",
            site,
            "--endpoints",
            settings.endpoints_file,
        ],
        cwd=ROOT,
        home=settings.home,
        logs=settings.logs,
        run=settings.run,
        env={},
    )


def every(settings: CopySettings) -> list[Process]:
    """Return all of them, in the order in which to stop them."""
    return [web(settings, Path(os.devnull)), psp(settings), cloud(settings)]


def require_free_ports(settings: CopySettings) -> None:
    """Make sure that all of them can be started.

    Raises
    ------
    StepFailed
    """
    for process in every(settings):
        process.require_free_port()


def register_webhooks(settings: CopySettings, rest_url: str, secret: str) -> None:
    """Tell the local payment provider where to send its events; it forgets at every start."""
    body = urllib.parse.urlencode(
        {"url": f"{rest_url}/v1/payments/webhooks/stripe", "secret": secret}
    )
    request = urllib.request.Request(  # noqa: S310
        f"{settings.psp.url}/_config/webhooks/croupier", data=body.encode(), method="POST"
    )
    urllib.request.urlopen(request, timeout=10).close()  # noqa: S310
