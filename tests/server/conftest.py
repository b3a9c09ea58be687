"""Servers to ask: the command itself on a free port of the loopback, over small graphs."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from extractor.server.run import Server
from extractor.server.settings import Limits, Source

E = "http://example.org/"
DATA = f"""
@prefix : <{E}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a :name "default" .
:a :value "tab\\there", 'say "yes", now', "line\\nline", "été"@fr, 1, 2.50, 1e3, true, "2025-03-04"^^xsd:date .
:one {{ :a :in :one . :a :knows :b . }}
:two {{ :b :in :two . :b :knows :c . }}
:three {{ :c :in :three . }}
"""


@dataclasses.dataclass
class Served:
    """A server that runs: its address without a slash at the end, its process, and what it said when it was ready."""

    address: str
    process: subprocess.Popen[str]
    said: str
    client: httpx.Client

    def ask(self, query: str, accept: str = "", **more: Any) -> httpx.Response:
        """Asks with GET."""
        headers = {"Accept": accept} if accept else {}
        return self.client.get(f"{self.address}/sparql", params={"query": query, **more}, headers=headers)

    def workers(self) -> list[psutil.Process]:
        """The processes that answer."""
        return psutil.Process(self.process.pid).children(recursive=True)


@contextlib.contextmanager
def serving(*options: str, port: str = "0") -> Iterator[Served]:
    """The command with options, until the block ends."""
    command = [sys.executable, "-m", "extractor.cli.main", "serve", "--port", port, *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            lines = [process.stderr.readline()]
            while lines[-1] and "answers" not in lines[-1]:
                lines.append(process.stderr.readline())
            found = re.search(r"(http://\S+)/ answers", lines[-1])
            assert found, lines
            with httpx.Client(timeout=30, trust_env=False) as client:
                yield Served(found[1], process, "".join(lines), client)
        finally:
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(10)
            finally:
                process.kill()


@contextlib.contextmanager
def inside(source: Source, limits: Limits) -> Iterator[int]:
    """A server in this process. Gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(source, limits, ["localhost", "127.0.0.1"])
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "data.trig"
    path.write_text(DATA, "utf-8")
    return path


@pytest.fixture(scope="session")
def served(data: Path) -> Iterator[Served]:
    with serving("--data", str(data)) as running:
        yield running


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20,000 triples: a chain of 10,000 nodes, each with a number."""
    path = tmp_path_factory.mktemp("many") / "many.nt"
    lines = (f'<{E}n{i}> <{E}next> <{E}n{i + 1}> .\n<{E}n{i}> <{E}number> "{i}" .\n' for i in range(10_000))
    path.write_text("".join(lines))
    return path
