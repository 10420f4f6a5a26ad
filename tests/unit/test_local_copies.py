"""What keeps copies of Croupier on one machine apart, as far as it needs no cloud."""

import json
import shutil
import socket
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from infra.shared.handlers import functions
from scripts import deployment, up
from scripts.processes import free_port
from scripts.progress import StepFailed
from scripts.services import every, require_free_ports
from scripts.settings import HEALTH_PATH, LOCAL_STAGE, ROOT, CopySettings, Port, SettingError

VARIABLES = ("CROUPIER_PORT", "CROUPIER_PSP_PORT", "CROUPIER_WEB_PORT")
OUTPUTS = {
    "RestApiId": "rest",
    "RestStage": "live",
    "RestUrl": "https://rest.example.test/live/",
    "WebSocketApiId": "socket",
    "WebSocketStage": "live",
    "WebSocketUrl": "wss://socket.example.test/live",
    "UserPoolId": "pool",
    "UserPoolClientId": "client",
}


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """Another checkout, whose commands are told no ports."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("scripts.settings.ROOT", tmp_path)
    return tmp_path


def numbers(settings):
    return [port.number for port in settings.ports]


def test_a_copy_remembers_the_ports_that_it_was_given(checkout, monkeypatch):
    monkeypatch.setenv("CROUPIER_PORT", "5001")
    CopySettings.from_environment().remember_ports()
    monkeypatch.delenv("CROUPIER_PORT")
    assert numbers(CopySettings.from_environment()) == [5001, 4567, 4568]


def test_a_port_that_is_given_comes_before_the_one_that_is_remembered(checkout, monkeypatch):
    monkeypatch.setenv("CROUPIER_WEB_PORT", "5003")
    CopySettings.from_environment().remember_ports()
    monkeypatch.setenv("CROUPIER_WEB_PORT", "5004")
    assert numbers(CopySettings.from_environment()) == [4566, 4567, 5004]


@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "4566.0", "٤٥٦٦", " "])
def test_a_port_that_is_none_is_refused_by_the_name_of_its_variable(
    checkout, monkeypatch, variable, text
):
    monkeypatch.setenv(variable, text)
    with pytest.raises(SettingError, match=f"{variable} must be a port number"):
        CopySettings.from_environment()


def test_two_services_cannot_have_one_port(checkout, monkeypatch):
    monkeypatch.setenv("CROUPIER_PORT", "4568")
    with pytest.raises(SettingError, match="CROUPIER_PORT and CROUPIER_WEB_PORT are both 4568"):
        CopySettings.from_environment()


@pytest.mark.parametrize(
    "module", ["up", "down", "demo", "deal", "logs", "deploy", "undeploy", "build_layers"]
)
def test_every_command_says_in_a_sentence_that_a_port_is_none(module):
    arguments = {
        "deploy": ["test"],
        "undeploy": ["test"],
        "build_layers": ["--target", "local"],
    }.get(module, [])
    done = subprocess.run(
        [sys.executable, "-m", f"scripts.{module}", *arguments],
        cwd=ROOT,
        env={"CROUPIER_PORT": "abc", "PATH": "/usr/bin:/bin", "PYTHONPATH": "clients/python"}
        | {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none", "AWS_REGION": "none"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "CROUPIER_PORT must be a port number between 1 and 65535, not 'abc'." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_python_that_cannot_run_is_named_in_a_sentence(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements-dev.txt").touch()
    for python in ("/nonexistent/python", "/bin/false"):
        done = subprocess.run(
            ["make", "up", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True,
            timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode != 0
        assert f"PYTHON={python} can't be used: it must be a Python 3.11 or newer" in done.stderr
        assert not (tmp_path / ".venv").exists()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr("scripts.processes._RELEASE_SECONDS", 0.1)


@pytest.fixture
def stranger(monkeypatch):
    """The socket of a program that never answers, for which nobody waits here."""
    monkeypatch.setattr("scripts.processes._ANSWER_SECONDS", 0.1)
    with socket.socket() as listening:
        yield listening


@pytest.fixture
def settings(tmp_path):
    ports = [Port(f"service {name}", name, free_port()) for name in VARIABLES]
    return CopySettings(*ports, home=tmp_path / "here/.local")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_port_that_a_stranger_has_is_named_with_the_variable_that_moves_it(
    settings, stranger, place
):
    port = settings.ports[place]
    stranger.bind(("127.0.0.1", port.number))
    stranger.listen()
    with pytest.raises(StepFailed) as refusal:
        require_free_ports(settings)
    assert str(refusal.value) == (
        f"Port {port.number}, meant for {port.service}, is taken by another program."
    )
    assert f"{port.variable}={port.number + 100} make up" in refusal.value.advice


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_port_of_another_copy_is_named_with_its_folder(settings, place):
    port = settings.ports[place]
    with (
        answering(port.number, {"home": "/somewhere/else/.local"}),
        pytest.raises(StepFailed, match=r"by the copy of Croupier in /somewhere/else\.$"),
    ):
        require_free_ports(settings)


def test_nobody_takes_another_copys_answer_for_its_own(settings):
    for process in every(settings):
        with (
            answering(process.port.number, {"home": "/somewhere/else/.local"}),
            pytest.raises(StepFailed, match="is taken by the copy of Croupier in"),
        ):
            process.answers()
        with answering(process.port.number, {"home": str(settings.home)}):
            assert process.answers()
        assert not process.answers()


def test_records_that_were_copied_with_a_folder_are_not_believed(settings, tmp_path):
    process = every(settings)[0]
    sleeping = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        process.remember(sleeping.pid)
        assert process.pid() == sleeping.pid
        copied = CopySettings(*settings.ports, home=tmp_path / "copied/.local")
        shutil.copytree(settings.home, copied.home)
        assert every(copied)[0].pid() is None
    finally:
        sleeping.communicate(b"\n")


def test_nothing_is_installed_or_written_when_a_port_is_taken(checkout, monkeypatch, stranger):
    home = checkout / ".local"
    monkeypatch.setattr(up, "install", lambda _: pytest.fail("it installs before it asks"))
    stranger.bind(("127.0.0.1", 0))
    stranger.listen()
    monkeypatch.setenv("CROUPIER_WEB_PORT", str(stranger.getsockname()[1]))
    with pytest.raises(StepFailed, match="is taken by another program"):
        up.main()
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_a_deployment_to_aws_leaves_the_local_copys_endpoints(settings):
    deployment.write_endpoints(settings, "local", "us-east-1", OUTPUTS)
    local = settings.endpoints_file.read_text()
    written = deployment.write_endpoints(settings, "test", "eu-west-1", OUTPUTS)
    assert written == settings.home / "endpoints.test.json"
    assert json.loads(written.read_text())["rest_url"] == "https://rest.example.test/live"
    assert settings.endpoints_file.read_text() == local


def test_a_deployment_is_where_clients_look_when_there_is_no_local_copy(settings):
    deployment.write_endpoints(settings, "test", "eu-west-1", OUTPUTS)
    assert json.loads(settings.endpoints_file.read_text())["stage"] == "test"
    deployment.write_endpoints(settings, "local", "us-east-1", OUTPUTS)
    assert json.loads(settings.endpoints_file.read_text())["stage"] == "local"
    assert json.loads(settings.stage_endpoints_file("test").read_text())["stage"] == "test"


def test_a_copy_that_was_stopped_is_looked_for_nowhere(settings):
    deployment.write_endpoints(settings, "local", "us-east-1", OUTPUTS)
    deployment.forget(settings, LOCAL_STAGE)
    assert not settings.endpoints_file.exists()
    deployment.write_endpoints(settings, "test", "eu-west-1", OUTPUTS)
    deployment.forget(settings, LOCAL_STAGE)
    assert json.loads(settings.endpoints_file.read_text())["stage"] == "test"


def test_whoever_is_warmed_first_is_a_function():
    assert {*up.PLAYERS_PATH} <= {*functions()}


class answering:  # noqa: N801 - reads as what it does
    """A service on a port that says whose it is."""

    def __init__(self, number, says):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                assert self.path == HEALTH_PATH
                body = json.dumps(says).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", number), Handler)

    def __enter__(self):
        self._thread = Thread(target=self._server.serve_forever, args=[0.01])
        self._thread.start()

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
