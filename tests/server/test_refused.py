"""No query changes anything, reads a file or calls out, however it is written; and none is refused for what it only seems to hold."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.conftest import E, Served

UPDATES = [
    "INSERT DATA { <a:b> <a:c> 1 }",
    "DELETE DATA { <a:b> <a:c> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>",
    "LOAD SILENT <http://127.0.0.1:1/> INTO GRAPH <a:g>",
    "CLEAR ALL",
    "CLEAR SILENT DEFAULT",
    "DROP NAMED",
    "CREATE GRAPH <a:g>",
    "COPY DEFAULT TO <a:g>",
    "MOVE <a:g> TO DEFAULT",
    "ADD <a:g> TO <a:h>",
    "PREFIX a: <a:> # ASK { }\nINSERT DATA { a:b a:c 1 }",
    "ASK { } ; DROP ALL",
    "SELECT * { INSERT DATA { <a:b> <a:c> 1 } }",
]


@pytest.mark.parametrize("text", UPDATES)
@pytest.mark.parametrize("way", ["query", "update", "direct"])
def test_updates_change_nothing(served: Served, text: str, way: str) -> None:
    before = served.ask("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o").content
    address = f"{served.address}/sparql"
    if way == "direct":
        answer = served.client.post(address, content=text, headers={"Content-Type": "application/sparql-update"})
    else:
        answer = served.client.post(address, data={way: text})
    assert answer.status_code == (400 if way == "query" else 403)
    assert answer.text.strip()
    assert served.ask("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o").content == before


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port where whoever is called out to would be seen."""
    called: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, address = server.accept()
                except OSError:
                    return
                called.append(address)
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], called


OUT = [
    ("SELECT * { SERVICE <$> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * {\n service silent <$> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { VALUES ?e { <$> } SERVICE ?e { ?s ?p ?o } }", "SERVICE"),
    ("SELECT*{SERVICESILENT<$>{?s ?p ?o}}", "SERVICE"),
    ("SELECT * { { SELECT * { SERVICE <$> { } } } }", "SERVICE"),
    ("SELECT * { FILTER EXISTS { SERVICE <$> { } } }", "SERVICE"),
    ("PREFIX service: <$> SELECT * { service:x { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { ?s ?p 'x'SERVICE<$>{} }", "SERVICE"),
    ("SELECT * { ?s ?p '#'. SERVICE <$> { } }", "SERVICE"),
    ("SELECT * { ?s ?p <a:#> SERVICE <$> { } }", "SERVICE"),
    ("SELECT * FROM <$> { ?s ?p ?o }", "FROM"),
    ("SELECT * FROM NAMED <$> { GRAPH ?g { ?s ?p ?o } }", "FROM"),
    ("PREFIX g: <$> SELECT * FROM g:x { ?s ?p ?o }", "FROM"),
    ("CONSTRUCT { ?s ?p ?o } FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", "FROM"),
    ("ASK FROM </etc/passwd> { ?s ?p ?o }", "FROM"),
    ("DESCRIBE ?s FROM <file:data.ttl> { ?s ?p ?o }", "FROM"),
]


@pytest.mark.parametrize(("text", "word"), OUT)
def test_nothing_leaves_the_machine_or_is_read(served: Served, listener: tuple[int, list[object]], text: str, word: str) -> None:
    port, called = listener
    answer = served.ask(text.replace("$", f"http://127.0.0.1:{port}/"))
    assert answer.status_code == 400
    assert f"{word} is refused" in answer.text
    assert not called


SEEMS = [
    "SELECT * { ?s ?p 'SERVICE <http://example.org/> { }' }",
    'SELECT * { ?s ?p """FROM "the" SERVICE\nINSERT DATA""" }',
    "ASK { ?s ?p ?o } # SERVICE <x:y> { } FROM <file:///etc/passwd>",
    "# INSERT DATA { }\nASK { }",
    f"SELECT * {{ ?s <{E}SERVICE/FROM/LOAD> ?o }}",
    f"PREFIX service: <{E}> PREFIX insert: <{E}> SELECT * {{ GRAPH service:x {{ ?s service:from insert:load }} }}",
    "SELECT ($x AS ?insert) { BIND('drop' AS ?x) }",
    "SELECT ?service ?from ?load { ?service ?from ?load }",
    "SELECT * { ?s ?p _:SERVICE . _:FROM ?p ?s }",
    "SELECT * { ?s ?p 'x'@service }",
]


@pytest.mark.parametrize("text", SEEMS)
def test_what_only_seems_to_be_forbidden_is_answered(served: Served, text: str) -> None:
    answer = served.ask(text)
    assert answer.status_code == 200, answer.text


PIECES = [
    "SERVICE",
    "service ",
    "SILENT",
    "SERVICE <$> {}",
    "SERVICE<$>{",
    "SERVICE?s{",
    "SERVICE?s#>",
    "service:x",
    ":x",
    "a",
    "<$>",
    "{",
    "}",
]
PIECES += [
    ")",
    "(",
    "FILTER(?o <1",
    "OPTIONAL {",
    "GRAPH",
    "?s",
    "?s ?p ?o",
    ".",
    " ",
    "\n",
    "#",
    "'",
    '"',
    '\\"',
    "<",
    ">",
    "1",
    "FROM",
    "LOAD",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join))
def test_whatever_is_written_nothing_leaves_the_machine(served: Served, listener: tuple[int, list[object]], text: str) -> None:
    port, called = listener
    query = f"PREFIX : <$> PREFIX service: <$> SELECT * {{ {text} }}".replace("$", f"http://127.0.0.1:{port}/")
    assert served.ask(query).status_code in (200, 400)
    assert not called


@pytest.mark.skipif(sys.platform != "linux", reason="the wall is the Linux kernel's")
def test_the_wall_stands_where_the_check_of_words_would_fail(listener: tuple[int, list[object]]) -> None:
    """The engine itself, told to call out in a process like a worker: the kernel does not let it."""
    port, called = listener
    script = f"""
from extractor.server.sandbox import forbid_sockets
import pyoxigraph as ox
forbidden = forbid_sockets()
try:
    list(ox.Store().query("SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"))
except OSError as error:
    print(forbidden, error)
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.startswith("True ")
    assert not called
    open_script = script.replace("forbidden = forbid_sockets()", "forbidden = False")
    subprocess.run([sys.executable, "-c", open_script], capture_output=True, text=True, check=True)
    assert called, "without the wall the engine calls out, so that the test above can fail"
    called.clear()
