"""The command: where it listens, what it says, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.server.conftest import E, Served, serving
from tests.server.test_limits import CROSS


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extractor.cli.main", "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "name a knowledge graph with --kg"),
        (["--kg", "none"], "none: no knowledge graph there; make one with"),
        (["--data", "none.ttl"], "none.ttl: No such file"),
        (["--data", "$", "--kg", "none"], "nothing to serve"),
        (["--data", "$", "--host", "0.0.0.0"], "add --expose"),
        (["--data", "$", "--host", "::"], "add --expose"),
        (["--data", "$", "--host", "no.such.host.invalid"], "no.such.host.invalid:8765: cannot be opened"),
        (["--data", "$", "--host", "192.0.2.1", "--expose"], "192.0.2.1:8765: cannot be opened"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_line(data: Path, options: list[str], said: str) -> None:
    ended = run(*(option.replace("$", str(data)) for option in options))
    assert ended.returncode == 2
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_a_port_that_is_taken_is_told(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = run("--data", str(data), "--port", str(port))
    assert ended.returncode == 2
    assert f"127.0.0.1:{port}: cannot be opened (Address already in use)" in ended.stderr


def test_only_this_machine_is_listened_to(served: Served) -> None:
    listening = [where for where in psutil.Process(served.process.pid).net_connections() if where.status == psutil.CONN_LISTEN]
    assert {where.laddr.ip for where in listening} == {"127.0.0.1"}


def test_an_exposed_server_says_what_it_opens(data: Path) -> None:
    with serving("--data", str(data), "--host", "0.0.0.0", "--expose") as running:
        assert "open to everyone who reaches 0.0.0.0" in running.said
        port = running.address.rsplit(":", 1)[1]
        answer = running.client.get(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D", headers={"Host": "any.example"})
        assert answer.json()["boolean"] is True


def test_another_name_for_this_machine_is_refused(served: Served) -> None:
    """A page elsewhere whose name is made to mean 127.0.0.1 (DNS rebinding) gets nothing."""
    answer = served.client.get(f"{served.address}/sparql?query=ASK%7B%7D", headers={"Host": "attacker.example"})
    assert answer.status_code == 400
    assert "boolean" not in answer.text


ORIGIN = "https://pages.example"


def test_pages_elsewhere_may_ask_where_it_is_allowed(data: Path, served: Served) -> None:
    preflight = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    with serving("--data", str(data), "--cors", ORIGIN) as running:
        address = f"{running.address}/sparql"
        assert running.client.get(f"{address}?query=ASK%7B%7D", headers={"Origin": ORIGIN}).headers["Access-Control-Allow-Origin"] == ORIGIN
        allowed = running.client.options(address, headers=preflight)
        assert allowed.status_code == 200
        assert "POST" in allowed.headers["Access-Control-Allow-Methods"]
        other = running.client.get(f"{address}?query=ASK%7B%7D", headers={"Origin": "https://other.example"})
        assert "Access-Control-Allow-Origin" not in other.headers
    for answer in (
        served.client.get(f"{served.address}/sparql", headers={"Origin": ORIGIN}),
        served.client.options(f"{served.address}/sparql"),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]


def gone(processes: list[psutil.Process]) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0), (signal.SIGKILL, -9)])
def test_it_ends_and_leaves_no_process(many: Path, number: signal.Signals, status: int) -> None:
    """Also in the midst of a query."""
    with serving("--data", str(many)) as running:
        with socket.create_connection(("127.0.0.1", int(running.address.rsplit(":", 1)[1]))) as client:
            client.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n")
            client.sendall(f"Content-Length: {len(CROSS)}\r\n\r\n{CROSS}".encode())
            time.sleep(1)
            workers = running.workers()
            assert len(workers) == 6
            begun = time.monotonic()
            os.kill(running.process.pid, number)
            assert running.process.wait(20) == status
            assert time.monotonic() - begun < 8
        assert gone(workers)
        errors = running.process.stderr.read() if running.process.stderr else ""
    assert errors == ""


def test_ctrl_c_in_a_terminal_reaches_all_processes_and_is_silent(data: Path) -> None:
    command = [sys.executable, "-m", "extractor.cli.main", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        assert "answers" in process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr.read() == ""
        assert process.wait(10) == 130


def test_a_worker_that_is_killed_is_replaced(data: Path) -> None:
    with serving("--data", str(data)) as running:
        for _ in range(3):
            for worker in running.workers():
                worker.kill()
            time.sleep(0.3)
            answer = running.ask(f"ASK {{ <{E}a> <{E}name> 'default' }}")
            assert answer.json()["boolean"] is True


def test_the_files_of_a_served_file_are_removed(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with serving("--data", str(data)) as running:
        assert running.ask("ASK { }").status_code == 200
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
