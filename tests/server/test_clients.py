"""Clients that people use work against it: SPARQLWrapper, rdflib's SPARQLStore, curl."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.server.conftest import E, Served

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
