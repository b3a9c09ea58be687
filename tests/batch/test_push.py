"""A knowledge graph goes to another store by the Graph Store Protocol: to the real Oxigraph server, whole, resumed, changed, refused."""

from __future__ import annotations

import http.server
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import httpx
import pyoxigraph as ox
import pytest

from extractor.batch import push_client
from extractor.batch.place import Place
from extractor.batch.push import Pushed, push
from extractor.batch.push_client import Client, credentials
from extractor.batch.store import reading
from extractor.errors import UsageError
from tests.batch.made import article, build, exported, folder

ONE = "https://example.org/all"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Oxigraph server of the PyPI package on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).parent / "oxigraph"
    place = tmp_path_factory.mktemp("oxigraph")
    process = subprocess.Popen([program, "serve", "--location", place, "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                httpx.get(url)
                break
            except httpx.HTTPError:
                assert process.poll() is None
                time.sleep(0.05)
        yield url
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def store(server: str) -> str:
    """The URL of its graph store, emptied."""
    httpx.post(f"{server}/update", content="CLEAR ALL", headers={"Content-Type": "application/sparql-update"}).raise_for_status()
    return f"{server}/store"


@pytest.fixture
def kg(tmp_path: Path) -> Path:
    news = folder(
        tmp_path / "news", a=article("Kestrel Pay"), b=article("Kestrel Pay", more="Banks too."), c=article("Quillcase Bank", day=9)
    )
    build(tmp_path / "kg", news)
    return tmp_path / "kg"


def send(kg: Path, store: str, graph: str | None = None, batch: int = 50, anew: bool = False) -> Pushed:
    with reading(Place(kg)) as graphs:
        return push(Place(kg), graphs, store, graph, batch, anew, lambda tally: None)


def there(store: str) -> set[ox.Quad]:
    """All quads of the server."""
    answer = httpx.get(store, headers={"Accept": "application/n-quads"})
    answer.raise_for_status()
    return set(ox.parse(answer.content, format=ox.RdfFormat.N_QUADS))


def in_a_store(kg: Path) -> set[ox.Quad]:
    """The same of a knowledge graph; a store keeps some datatypes as others."""
    store = ox.Store()
    store.load(exported(kg), format=ox.RdfFormat.N_QUADS)
    return set(store)


def test_each_graph_goes_to_its_name(kg: Path, store: str) -> None:
    told = send(kg, store)
    assert there(store) == in_a_store(kg)
    assert (told.sent > 4, told.unchanged, told.deleted) == (True, 0, 0)
    again = send(kg, store)
    assert (again.sent, again.triples, again.unchanged) == (0, 0, told.sent)


def test_what_changed_is_sent_and_what_is_gone_deleted(kg: Path, store: str) -> None:
    first = send(kg, store)
    news = kg.parent / "news"
    (news / "c.txt").unlink()
    folder(news, b=article("Kestrel Pay", hour=8))
    build(kg, news)
    told = send(kg, store)
    named = {quad for quad in there(store) if quad.graph_name != ox.DefaultGraph()}
    assert named == {quad for quad in in_a_store(kg) if quad.graph_name != ox.DefaultGraph()}
    assert there(store) >= in_a_store(kg)  # names in the default graph are added to what is there, never taken out
    assert told.deleted == 3  # two articles that were, and the incident of one
    assert 0 < told.sent < first.sent


def test_all_to_one_graph_in_batches(kg: Path, store: str) -> None:
    told = send(kg, store, ONE)
    expected = {ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(ONE)) for quad in in_a_store(kg)}
    assert there(store) == expected
    assert told.sent == -(-len(expected) // 50)
    assert send(kg, store, ONE).sent == 0
    build(kg, folder(kg.parent / "news", d=article("Tidepool")))
    send(kg, store, ONE)
    assert there(store) == {ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(ONE)) for quad in in_a_store(kg)}


@pytest.mark.parametrize("graph", [None, ONE])
@pytest.mark.parametrize("requests", [0, 1, 3, 5])
def test_a_push_that_breaks_off_goes_on(kg: Path, store: str, graph: str | None, requests: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, left = Client.send, [requests]

    def breaks(self: Client, *arguments: object, **named: object) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        whole(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Client, "send", breaks)
    with pytest.raises(KeyboardInterrupt):
        send(kg, store, graph)
    monkeypatch.undo()
    told = send(kg, store, graph)
    assert len(there(store)) == len({quad.triple for quad in in_a_store(kg)} if graph else in_a_store(kg))
    assert told.unchanged <= requests
    if graph:
        assert told.unchanged == requests


def test_anew_sends_all_again(kg: Path, store: str) -> None:
    first = send(kg, store)
    httpx.post(store.replace("/store", "/update"), content="CLEAR ALL", headers={"Content-Type": "application/sparql-update"})
    assert send(kg, store, anew=True) == first
    assert there(store) == in_a_store(kg)


def test_what_others_have_there_stays(kg: Path, store: str) -> None:
    theirs = b"<https://example.org/a> <https://example.org/b> <https://example.org/c> ."
    for target in ({"default": ""}, {"graph": "https://example.org/g"}):
        httpx.post(store, params=target, content=theirs, headers={"Content-Type": "text/turtle"}).raise_for_status()
    send(kg, store)
    assert len(there(store)) == len(in_a_store(kg)) + 2


def test_two_pushes_to_one_place_are_refused(kg: Path, store: str) -> None:
    from extractor.batch.push_state import Sent

    with Sent(Place(kg), store, None, False), pytest.raises(UsageError, match=r"another push to .* is under way"):
        send(kg, store)
    send(kg, store)


def test_the_command(kg: Path, store: str) -> None:
    command = [sys.executable, "-m", "extractor.cli.main", "push", "--kg", kg, "--endpoint", store]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
    assert re.fullmatch(r"outagegraph: [\d,]+ sent \([\d,]+ triples\), 0 unchanged, 0 deleted\n", ended.stderr)
    assert there(store) == in_a_store(kg)


class Scripted(http.server.BaseHTTPRequestHandler):
    """Answers as told, and remembers who asked."""

    answers: ClassVar[list[int]] = []
    seen: ClassVar[list[str | None]] = []

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append(self.headers.get("Authorization"))
        self.send_response(self.answers.pop(0) if self.answers else 204)
        self.send_header("Location", "http://example.org/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_PUT

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def scripted() -> Iterator[tuple[str, type[Scripted]]]:
    handler = type("Here", (Scripted,), {"answers": [], "seen": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/store", handler
        server.shutdown()


def test_a_store_that_is_busy_is_asked_again(scripted: tuple[str, type[Scripted]]) -> None:
    url, handler = scripted
    handler.answers += [503, 429, 500]
    waits: list[float] = []
    with Client(url, waits.append) as client:
        client.send(ONE, [b"<x:a> <x:b> <x:c> .\n"], replace=True)
    assert (len(handler.seen), waits) == (4, [1.0, 2.0, 4.0])


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([503] * 9, r"PUT of https://example.org/all to http://127.0.0.1:\d+/store: 503 .*; what was sent is remembered, run again"),
        ([401], "401 .*give OUTAGEGRAPH_USER"),
        ([302], "302 .*the store is at http://example.org/elsewhere, name that"),
        ([400], "400 Bad Request; what was sent"),
    ],
)
def test_a_store_that_refuses_is_told(scripted: tuple[str, type[Scripted]], answers: list[int], message: str) -> None:
    url, handler = scripted
    handler.answers += answers
    with Client(url, lambda seconds: None) as client, pytest.raises(UsageError, match=message):
        client.send(ONE, [], replace=True)


def test_no_store_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push_client, "TRIES", 1)
    with Client("http://127.0.0.1:1/store") as client, pytest.raises(UsageError, match=r"refused.*run again to go on"):
        client.send(None, [], replace=False)


@pytest.mark.parametrize(
    ("endpoint", "message"),
    [
        ("http://jo:secret@example.org/store", r"http://example.org/store: a password does not belong on the command line"),
        ("ftp://example.org/store", "no URL of a graph store"),
        ("store", "no URL of a graph store"),
        ("http://[::", "no URL"),
    ],
)
def test_no_url_of_a_store(endpoint: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as raised:
        Client(endpoint)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, None),
        ({"OUTAGEGRAPH_TOKEN": "t"}, "Bearer t"),
        ({"OUTAGEGRAPH_USER": "jo", "OUTAGEGRAPH_PASSWORD": "secret"}, "Basic am86c2VjcmV0"),
        ({"NETRC": "machine 127.0.0.1 login jo password secret"}, "Basic am86c2VjcmV0"),
        ({"NETRC": "machine example.org login jo password secret"}, None),
    ],
)
def test_credentials_come_from_the_environment_or_a_netrc_file(
    scripted: tuple[str, type[Scripted]], environment: dict[str, str], expected: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, handler = scripted
    (tmp_path / "netrc").write_text(environment.get("NETRC", ""))
    (tmp_path / "netrc").chmod(0o600)
    for name, value in (environment | {"NETRC": str(tmp_path / "netrc")}).items():
        monkeypatch.setenv(name, value)
    with Client(url) as client:
        client.send(ONE, [], replace=True)
    assert handler.seen == [expected]


def test_a_broken_netrc_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine")
    with pytest.raises(UsageError, match="cannot be read as a netrc file"):
        credentials("example.org", os.environ | {"NETRC": str(tmp_path / "netrc")})
