"""Answers as people and programs read them."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from extractor.errors import UsageError
from extractor.graph.answers import FORMATS, Triples, format_table
from extractor.graph.named_queries import load_query
from extractor.graph.query import load_files, run
from extractor.resources import ontology

EXAMPLE = ontology("examples", "example.ttl")


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return load_files([Path(str(EXAMPLE))])


SELECT = "SELECT ?i ?l { ?i a outage:Incident ; rdfs:label ?l ; outage:causeCategory cause:dependency }"


@pytest.mark.parametrize(
    ("format", "starts", "holds"),
    [
        ("table", "i ", "<https://w3id.org/outagegraph/id/incident/pelican-pay-2025-03-04-551e20ea>  Pelican Pay outage, 2025-03-04\n"),
        ("csv", "i,l\r\n", '"Pelican Pay outage, 2025-03-04"\r\n'),
        ("tsv", "?i\t?l\n", "\t"),
        ("json", '{"head"', '"type":"uri"'),
        ("xml", "<?xml", "<literal>Pelican Pay outage, 2025-03-04</literal>"),
    ],
)
def test_formats_of_rows(store: ox.Store, format: str, starts: str, holds: str) -> None:
    text = format_table(run(store, SELECT), format)
    assert text.startswith(starts)
    assert holds in text
    assert text.endswith("\n")


def test_a_table_shows_iris_by_prefix_and_never_wraps_in_a_pipe(store: ox.Store) -> None:
    words = "a [bold]long[/] text of two lines " * 10
    answer = run(store, f'SELECT ?c ("{words}\\nend" AS ?t) ?none {{ ?i outage:causeCategory ?c }} ORDER BY ?c')
    lines = format_table(answer).splitlines()
    assert [line.split("  ")[0] for line in lines] == ["c", "cause:cooling", "cause:dependency", "cause:network"]
    assert all(line.endswith(f"{words}end") for line in lines[1:])


def test_a_table_fits_the_terminal(store: ox.Store) -> None:
    query = load_query("statements")
    text = format_table(run(store, query.text), width=60)
    plain = [line for line in text.splitlines() if "\x1b" not in line]
    assert max(len(line) for line in plain) <= 60
    assert "\x1b" in text


@pytest.mark.parametrize(
    "query",
    ["CONSTRUCT { ?i rdfs:label ?l } { ?i a outage:Incident ; rdfs:label ?l }", 'DESCRIBE ?s { ?s rdfs:label "Northbeam" }'],
)
def test_triples_are_written_as_turtle(store: ox.Store, query: str) -> None:
    answer = run(store, query)
    assert isinstance(answer, Triples)
    assert len(answer.triples) >= 3
    text = format_table(answer, "turtle")
    assert text == format_table(answer, "table")
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(answer.triples)


@pytest.mark.parametrize(("answer", "words"), [(True, ["yes\n", "true"]), (False, ["no\n", "false"])])
def test_yes_and_no(answer: bool, words: list[str]) -> None:
    assert format_table(answer, "table") == words[0]
    assert all(words[1] in format_table(answer, format) for format in ("csv", "tsv", "json", "xml"))


@pytest.mark.parametrize(("answer", "format"), [(Triples(()), "csv"), (True, "turtle"), (True, "pdf"), (Triples(()), "pdf")])
def test_formats_that_do_not_fit(answer: Triples | bool, format: str) -> None:
    with pytest.raises(UsageError):
        format_table(answer, format)
    assert "pdf" not in FORMATS
