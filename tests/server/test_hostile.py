"""Clients that are slow, silent, half gone or malformed are let go; the others are served."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from extractor.server import connection, delivery, protocol
from extractor.server.run import store_of
from extractor.server.settings import Limits
from tests.server.conftest import E, inside, serving

GET = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\n"
LARGE = "SELECT * { ?s ?p ?o . ?s ?q ?r . ?s ?t ?u }"  # 30 million bytes


@pytest.fixture(scope="module")
def port(many: Path) -> Iterator[int]:
    """A server in this process whose times are short."""
    with pytest.MonkeyPatch.context() as patched, store_of([many]) as source:
        patched.setattr(connection, "HEAD_TIME", 0.5)
        patched.setattr(connection, "STALL_TIME", 0.5)
        patched.setattr(connection, "LINGER_TIME", 0.2)
        patched.setattr(connection, "CONNECTIONS", 200)
        patched.setattr(protocol, "BODY_TIME", 0.5)
        patched.setattr(delivery, "PATIENCE", 2.0)
        with inside(source, Limits(quick_work=20, quick_time=20)) as number:
            yield number


@pytest.fixture(autouse=True)
def others_are_served(port: int) -> Iterator[None]:
    yield
    answer = httpx.get(
        f"http://127.0.0.1:{port}/sparql", params={"query": f"ASK {{ <{E}n1> <{E}number> '1' }}"}, timeout=10, trust_env=False
    )
    assert answer.json()["boolean"] is True


@contextlib.contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        yield client


def rest(client: socket.socket) -> bytes:
    """What comes until the server closes; empty where it resets the connection."""
    got = b""
    with contextlib.suppress(ConnectionError):
        while data := client.recv(65536):
            got += data
    return got


def test_a_silent_client_is_let_go(port: int) -> None:
    with connected(port) as client:
        assert rest(client) == b""


def test_a_head_that_drips_is_cut(port: int) -> None:
    with connected(port) as client:
        client.sendall(GET)
        begun = time.monotonic()
        with contextlib.suppress(ConnectionError):
            for _ in range(30):
                client.sendall(b"X-Drip: 1\r\n")
                time.sleep(0.05)
        assert rest(client).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - begun < 4


def test_a_body_that_drips_is_cut(port: int) -> None:
    with connected(port) as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 1000\r\n\r\nASK"
        )
        assert client.recv(12) == b"HTTP/1.1 408"
        with contextlib.suppress(ConnectionError):
            for _ in range(20):
                client.sendall(b" ")
                time.sleep(0.05)
        rest(client)


def test_a_second_request_that_drips_is_cut(port: int) -> None:
    with connected(port) as client:
        client.sendall(GET + b"\r\n")
        assert client.recv(12) == b"HTTP/1.1 200"
        client.sendall(b"GET /")
        assert b"HTTP/1.1 408 " in rest(client)


def test_a_client_that_takes_nothing_is_cut(port: int) -> None:
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(40)
        client.connect(("127.0.0.1", port))
        client.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n")
        client.sendall(f"Content-Length: {len(LARGE)}\r\n\r\n{LARGE}".encode())
        assert client.recv(12) == b"HTTP/1.1 200"
        time.sleep(2)
        assert len(rest(client)) < 20_000_000


def test_a_client_that_takes_it_drop_by_drop_is_cut(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "RATE", 100_000_000)
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        client.settimeout(40)
        client.connect(("127.0.0.1", port))
        client.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n")
        client.sendall(f"Content-Length: {len(LARGE)}\r\n\r\n{LARGE}".encode())
        got = 0
        with contextlib.suppress(ConnectionError):
            while data := client.recv(50_000):
                got += len(data)
                time.sleep(0.02)
        assert got < 20_000_000


def test_half_closed_connections(port: int) -> None:
    for data in (b"", GET, GET + b"\r\n"):
        with connected(port) as client:
            client.sendall(data)
            client.shutdown(socket.SHUT_WR)
            rest(client)


def test_connections_that_break(port: int) -> None:
    for data in (b"", GET, GET + b"\r\n", GET + b"\r\n" + GET):
        with connected(port) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            client.sendall(data)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (GET + b"X: " + b"x" * 200_000 + b"\r\n\r\n", 431),
        (GET + b"".join(b"X-%d: %s\r\n" % (number, b"x" * 1000) for number in range(200)) + b"\r\n", 431),
        (b"GET /sparql?query=" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a handshake of TLS\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX\x00: y\r\n\r\n", 400),
        (b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"GET /sparql HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400),
        (b"BREW /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
    ],
)
def test_malformed_heads(port: int, data: bytes, status: int) -> None:
    with connected(port) as client:
        client.sendall(data)
        first = client.recv(65536).split(b"\r\n")[0]
        assert first.startswith(f"HTTP/1.1 {status} ".encode())


def test_many_connections_at_a_time(port: int) -> None:
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(connected(port)) for _ in range(300)]
        with contextlib.suppress(ConnectionError):
            for client in clients[:250]:
                client.sendall(b"GET /sparql HTTP/1.1\r\n")
        time.sleep(0.8)


def test_pipelined_requests_are_answered_in_order(port: int) -> None:
    with connected(port) as client:
        client.sendall(b"".join(GET.replace(b"ASK%7B%7D", b"ASK%%7BFILTER(%d>1)%%7D" % number) + b"\r\n" for number in range(4)))
        got = b""
        while got.count(b'"boolean":') < 4:
            got += client.recv(65536)
        assert [piece.split(b"}")[0] for piece in got.split(b'"boolean":')[1:]] == [b"false", b"false", b"true", b"true"]


POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 6\r\n"
BREAKS = [
    b"",
    b"GET",
    GET,
    GET + b"\r\n",
    GET + b"\r\n" + GET,
    POST + b"\r\n",
    POST + b"\r\nASK",
    POST + b"\r\nASK {}",
    POST + b"Expect: 100-continue\r\n\r\n",
]
BREAKS += [
    b"\0" * 100,
    GET + b"X: " + b"x" * 100_000,
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
]
BREAKS += [f"GET /sparql?query={quote(LARGE)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()]


def test_what_clients_do_is_no_error_of_the_server(many: Path) -> None:
    with serving("--data", str(many)) as running:
        number = int(running.address.rsplit(":", 1)[1])
        for data in BREAKS:
            for way in ("close", "reset", "half", "take"):
                with connected(number) as client:
                    client.sendall(data)
                    time.sleep(0.02)
                    if way == "reset":
                        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                    elif way == "half":
                        client.shutdown(socket.SHUT_WR)
                        client.settimeout(0.2)
                        with contextlib.suppress(OSError):
                            client.recv(10)
                    elif way == "take":
                        client.settimeout(0.2)
                        with contextlib.suppress(OSError):
                            client.recv(10)
        assert running.ask("ASK { }").json()["boolean"] is True
        running.process.terminate()
        assert running.process.stderr
        assert running.process.stderr.read() == ""
        assert running.process.wait(10) == 0
