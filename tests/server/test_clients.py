"""Clients that people use work against it: SPARQLWrapper, rdflib's SPARQLStore, curl."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from extractor.resources import ontology
from extractor.server.settings import Limits
from tests.server.conftest import E, Served, serving

KNOWS = f"SELECT ?s ?o {{ ?s <{E}knows> ?o }} ORDER BY ?s"
PAIRS = [(f"{E}a", f"{E}b"), (f"{E}b", f"{E}c")]


def wrapper(served: Served, query: str, format: str, method: str = "GET", request: str = "urlencoded") -> Any:
    client = SPARQLWrapper(f"{served.address}/sparql")
    client.setQuery(query)
    client.setReturnFormat(format)
    client.setMethod(method)
    client.setRequestMethod(request)
    return client


@pytest.mark.parametrize(("method", "request_method"), [("GET", "urlencoded"), (POST, "urlencoded"), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_selects(served: Served, method: str, request_method: str) -> None:
    rows = wrapper(served, KNOWS, JSON, method, request_method).queryAndConvert()["results"]["bindings"]
    assert [(row["s"]["value"], row["o"]["value"]) for row in rows] == PAIRS


@pytest.mark.parametrize("format", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_rows_in_every_format(served: Served, format: str) -> None:
    converted = wrapper(served, KNOWS, format).queryAndConvert()
    shown = converted.toxml() if hasattr(converted, "toxml") else json.dumps(converted) if format == JSON else converted.decode()
    assert all(name in shown for pair in PAIRS for name in pair)


@pytest.mark.parametrize("format", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_reads_triples_in_every_format(served: Served, format: str) -> None:
    found = wrapper(served, f"CONSTRUCT WHERE {{ ?s <{E}knows> ?o }}", format).queryAndConvert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
    assert sorted((str(s), str(o)) for s, o in graph.subject_objects()) == PAIRS


def test_sparqlwrapper_asks_and_picks_graphs(served: Served) -> None:
    client = wrapper(served, f"ASK {{ <{E}b> <{E}knows> ?o }}", JSON)
    assert client.queryAndConvert()["boolean"] is True
    client.addDefaultGraph(f"{E}one")
    assert client.queryAndConvert()["boolean"] is False


def test_sparqlwrapper_shows_what_is_wrong(served: Served) -> None:
    with pytest.raises(QueryBadFormed, match="the query ends before it is complete"):
        wrapper(served, "SELECT * {", JSON).query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["xml", "json", "csv"])
def test_rdflib(served: Served, method: str, format: str) -> None:
    store = SPARQLStore(f"{served.address}/sparql", method=method, returnFormat=format)
    graph = rdflib.Graph(store)
    assert [(str(row[0]), str(row[1])) for row in graph.query(KNOWS)] == PAIRS
    name = rdflib.URIRef(f"{E}name")
    assert list(graph.objects(rdflib.URIRef(f"{E}a"), name)) == [rdflib.Literal("default")]
    assert (rdflib.URIRef(f"{E}a"), name, None) in graph
    assert len(graph) == 15
    if format != "csv":
        assert bool(graph.query("ASK { ?s ?p ?o }")) is True
    if format == "xml":  # for which alone it accepts triples
        found = graph.query("CONSTRUCT WHERE { ?s ?p ?o }").graph
        assert found is not None
        assert len(found) == 15


def test_rdflib_keeps_languages_and_datatypes(served: Served) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{served.address}/sparql", returnFormat="json"))
    values = set(graph.objects(rdflib.URIRef(f"{E}a"), rdflib.URIRef(f"{E}value")))
    assert {rdflib.Literal("été", lang="fr"), rdflib.Literal(1), rdflib.Literal("line\nline"), rdflib.Literal(True)} <= values
    assert rdflib.Literal("2025-03-04", datatype=rdflib.XSD.date) in values


CURL = [
    (["--get", "--data-urlencode", f"query={KNOWS}", "-H", "Accept: text/csv"], f"s,o\r\n{E}a,{E}b\r\n{E}b,{E}c\r\n"),
    (["--data-urlencode", f"query={KNOWS}", "-H", "Accept: text/csv"], f"s,o\r\n{E}a,{E}b\r\n{E}b,{E}c\r\n"),
    (["-H", "Content-Type: application/sparql-query", "--data-binary", "ASK { }", "-H", "Accept: text/csv"], "true"),
    (["-H", "Content-Type: application/sparql-query", "-H", "Expect: 100-continue", "-d", "ASK { }", "-H", "Accept: text/csv"], "true"),
    (["--http1.0", "-d", "query=ASK+%7B%7D", "-H", "Accept: text/csv"], "true"),
    (["-o", "/dev/null", "-w", "%{http_code} %{content_type}"], "200 text/turtle; charset=utf-8"),
]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize(("options", "said"), CURL)
def test_curl(served: Served, options: list[str], said: str) -> None:
    ended = subprocess.run(
        ["curl", "-sS", "--noproxy", "*", f"{served.address}/sparql", *options], capture_output=True, check=True, timeout=20
    )
    assert ended.stdout.decode() == said


PAGE = (Path(__file__).parent.parent.parent / "docs" / "endpoint.md").read_text("utf-8")
HERE = "http://127.0.0.1:8765"


def test_the_pages_python_runs() -> None:
    example = Path(str(ontology("examples", "example.ttl")))
    code = re.findall(r"^```py\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(code) == 1
    with serving("--data", str(example)) as running:
        names: dict[str, Any] = {}
        exec(compile(code[0].replace(HERE, running.address), "endpoint.md", "exec"), names)
        assert len(names["rows"]) == 3
        assert len(names["graph"]) > 100


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_pages_commands_run(served: Served, tmp_path: Path) -> None:
    (tmp_path / "question.rq").write_text("ASK { }")
    commands = re.findall(r"^curl .*$", PAGE, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        ended = subprocess.run(
            command.replace(HERE, served.address).replace("curl", "curl -fsS --noproxy '*'", 1),
            shell=True,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert ended.stdout


def test_the_page_has_every_option_with_its_default() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "extractor.cli.main", "serve", "--help"], capture_output=True, text=True, check=True
    ).stdout
    options = {option for option in re.findall(r"--[a-z-]+", shown) if option not in ("--help", "--no-expose")}
    assert options <= set(re.findall(r"--[a-z-]+", PAGE))
    limits = Limits()
    assert f"| `--time-limit` | {limits.time:g} |" in PAGE
    assert f"| `--memory-limit` | {limits.memory >> 20} |" in PAGE
    assert f"| `--max-rows` | {limits.rows:,} |" in PAGE
    assert f"| `--max-size` | {limits.bytes >> 20} |" in PAGE
    assert f"| `--workers` | {limits.slow} | long queries at a time" in PAGE
    assert f"lanes, {limits.queue} more may wait up to {limits.patience:g} seconds" in PAGE
    assert limits.quick == 2 * limits.slow


def test_rdflib_picks_a_graph(served: Served) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{served.address}/sparql"), identifier=rdflib.URIRef(f"{E}one"))
    assert [(str(row[0]), str(row[1])) for row in graph.query(KNOWS)] == PAIRS[:1]
    assert len(graph) == 2


def test_rdflib_and_sparqlwrapper_change_nothing(served: Served) -> None:
    address = f"{served.address}/sparql"
    insert = f"INSERT DATA {{ <{E}x> <{E}x> 1 }}"
    with pytest.raises(HTTPError, match="403"):
        SPARQLUpdateStore(address, address).update(insert)
    with pytest.raises(HTTPError, match="403"):
        wrapper(served, insert, JSON, POST).query()
    assert served.ask(f"ASK {{ <{E}x> ?p ?o }}").json()["boolean"] is False
