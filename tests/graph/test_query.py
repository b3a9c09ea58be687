"""Questions are guarded, bound safely, told well where they are wrong, and can be interrupted; files of every format load."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.graph.answers import Table, format_table
from extractor.graph.query import load_files, run
from extractor.graph.tokens import tokens
from extractor.resources import ontology

EXAMPLE = ontology("examples", "example.ttl")


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return load_files([Path(str(EXAMPLE))])


def test_default_graph_is_the_union() -> None:
    store = ox.Store()
    for number in (1, 2):
        node, graph = ox.NamedNode(f"https://example.org/{number}"), ox.NamedNode(f"https://example.org/graph{number}")
        store.add(ox.Quad(node, ox.NamedNode("https://example.org/p"), ox.Literal(number), graph))
    store.add(ox.Quad(ox.NamedNode("https://example.org/3"), ox.NamedNode("https://example.org/p"), ox.Literal(3)))
    answer = run(store, "SELECT ?s { ?s ?p ?o } ORDER BY ?s")
    assert isinstance(answer, Table)
    assert len(answer.rows) == 3
    assert run(store, "ASK { GRAPH <https://example.org/graph1> { ?s ?p 1 } }") is True
    assert run(store, "ASK { GRAPH <https://example.org/graph1> { ?s ?p 2 } }") is False


# ---------------------------------------------------------------- parameters


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_value_is_never_query_text(value: str) -> None:
    answer = run(ox.Store(), "SELECT ?x { VALUES ?x { 'default' } }", {"x": ox.Literal(value)})
    assert isinstance(answer, Table)
    assert answer.rows == ((ox.Literal(value),),)


def test_a_value_reaches_subqueries_and_filters(store: ox.Store) -> None:
    text = """SELECT ?l { ?i rdfs:label ?l
      { SELECT ?i { VALUES ?most { 0 } ?i outage:fact ?f } GROUP BY ?i ?most HAVING (COUNT(*) < ?most) } } ORDER BY ?l"""
    answer = run(store, text, {"most": ox.Literal(12)})
    assert isinstance(answer, Table)
    assert [row[0].value for row in answer.rows] == ["Pelican Pay outage, 2025-03-04"]


def test_a_parameter_without_a_block_is_refused(store: ox.Store) -> None:
    with pytest.raises(UsageError, match="no parameter 'x'"):
        run(store, "SELECT ?x { ?x ?p 'VALUES ?x { }' } # VALUES ?x { }", {"x": ox.Literal("a")})


# ---------------------------------------------------------------- what a question may hold

REFUSED = [
    ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE", 1, 12),
    ("SELECT * {\n  service silent ?x { ?s ?p ?o } }", "SERVICE", 2, 3),
    ("SELECT*{SERVICESILENT<http://example.org/>{?s ?p ?o}}", "SERVICE", 1, 9),
    ("PREFIX service: <http://example.org/>\nSELECT * { service:x { ?s ?p ?o } }", "SERVICE", 2, 12),
    ("SELECT * { ?s ?p ?o FILTER(?o <1)SERVICE?s#>\n{ ?a ?b ?c } }", "SERVICE", 1, 31),
    ("SELECT * { ?s ?p 'x'SERVICE<http://example.org/>{} }", "SERVICE", 1, 21),
    ("SELECT * FROM <http://example.org/> { ?s ?p ?o }", "FROM", 1, 10),
    ("SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }", "FROM", 1, 10),
    ("INSERT DATA { <a:b> <a:c> 1 }", "INSERT", 1, 1),
    ("# a comment\nPREFIX a: <a:>\nDELETE WHERE { ?s ?p ?o }", "DELETE", 3, 1),
    ("LOAD <http://example.org/>", "LOAD", 1, 1),
    ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH", 1, 1),
    ("drop all", "DROP", 1, 1),
]


@pytest.mark.parametrize(("text", "word", "line", "column"), REFUSED)
def test_refused(store: ox.Store, text: str, word: str, line: int, column: int) -> None:
    with pytest.raises(UsageError) as caught:
        run(store, text)
    assert str(caught.value).startswith(f"line {line}, column {column}: {word} is refused")


ALLOWED = [
    "SELECT * { ?s ?p 'SERVICE <http://example.org/> { }' }",
    'SELECT * { ?s ?p """FROM "the" SERVICE\nINSERT""" }',
    "SELECT * { ?s ?p ?o } # SERVICE <x:y> { } FROM",
    "SELECT * { ?s <http://example.org/SERVICE/FROM> ?o }",
    "SELECT * { ?s outage:service ?service . ?service schema:provider ?from }",
    "PREFIX service: <http://example.org/> SELECT * { GRAPH service:x { ?s service:from ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 || ?o > 5) }",
    "SELECT ($x AS ?insert) { $x outage:affectsService/schema:provider|^outage:fact ?o }",
    r"SELECT * { ?s ?p 'it\'s SERVICE', 1.5e3, true }",
    r'SELECT * { ?s ?p """a " \""" SERVICE"""@en-GB }',
    "PREFIX outage: <http://example.org/other#> SELECT * { ?s outage:fact ?o }",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_allowed(store: ox.Store, text: str) -> None:
    assert isinstance(run(store, text), Table)


MALFORMED = [
    ("SELECT * { ?s ?p ", 1, "the query ends before it is complete"),
    ("", 1, "the query ends before it is complete"),
    ("SELECT *\n{ ?s ?p ?o }\nLIMIT x", 3, "x cannot stand here"),
    ("SELECT ?s (COUNT(*) AS ?n)\n{ ?s ?p ?o }", 2, "neither grouped nor aggregated"),
    ("SELECT *\n{ ?s outge:fact ?o }", 2, "did you mean outage:?"),
    ("SELECT *\n\n{ ?s nope:fact ?o }", 3, "declare it: PREFIX nope:"),
    ("SELECT * { ?s ?p ?o\n FILTER(<http://example.org/f>(?o)) }", None, "the query cannot be answered"),
]


@pytest.mark.parametrize(("text", "line", "says"), MALFORMED)
def test_malformed(store: ox.Store, text: str, line: int | None, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        run(store, text)
    assert says in str(caught.value)
    if line:
        first, shown, caret = str(caught.value).split("\n")
        assert first.startswith(f"line {line}, column ")
        assert shown[2:] == text.split("\n")[line - 1]
        column = int(first.split("column ")[1].split(":")[0])
        assert caret == " " * (column + 1) + "^"


def test_caret_stands_under_the_place_behind_a_tab(store: ox.Store) -> None:
    with pytest.raises(UsageError) as caught:
        run(store, "SELECT * {\n\t?s wrong:x 'é😀' }")
    assert str(caught.value).split("\n")[1:] == ["  \t?s wrong:x 'é😀' }", "  \t   ^"]


@given(st.text())
def test_tokens_cover_the_text_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start >= end
        assert text[token.start : token.end] == token.text
        end = token.end


HERE = "<http://127.0.0.1:1/>"
PIECES = ["SERVICE", "service", f"SERVICE {HERE} {{}}", f"SERVICE{HERE}{{", "SERVICE?s{", "SERVICE?s#>", "SILENT", "service:x", ":x", "a"]
PIECES += [f"PREFIX service: {HERE}", f"PREFIX : {HERE}", HERE, "{", "}", ")", "FILTER(?o <1", "OPTIONAL {", "GRAPH", "?s", "?s ?p ?o", "."]
PIECES += [" ", "\n", "#", "'", '"', '\\"', "<", ">", "1"]


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_a_query_never_leaves_the_machine(text: str) -> None:
    """Whatever is asked: it is answered from an empty store, or refused before anything is sent."""
    try:
        run(ox.Store(), f"PREFIX : {HERE} SELECT * {{ {text} }}")
    except UsageError as error:
        sent = isinstance(error.__cause__, OSError)
    else:
        sent = False
    assert not sent


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("suffix", "rdf_format"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("nq", ox.RdfFormat.N_QUADS),
        ("trig", ox.RdfFormat.TRIG),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_files_of_every_format(store: ox.Store, tmp_path: Path, suffix: str, rdf_format: ox.RdfFormat) -> None:
    path = tmp_path / f"graph.{suffix}"
    store.dump(str(path), format=rdf_format, from_graph=ox.DefaultGraph())
    assert len(load_files([path])) == len(store)


def test_several_files_are_one_graph(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.ttl").write_text(f"_:x <https://example.org/p> '{name}' .")
    answer = run(load_files([tmp_path / "a.ttl", tmp_path / "b.ttl"]), "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }")
    assert format_table(answer, "csv") == "n\r\n2\r\n"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("bad.ttl", "<https://example.org/a> <https://example.org/b>\n 'x' y .", "bad.ttl:2:"),
        ("bad.nt", "nonsense", "bad.nt:1:1"),
        ("bad.jsonld", "{", "bad.jsonld:"),
        ("bad.rdf", "<rdf", "bad.rdf:"),
        ("graph.csv", "a,b", "no RDF file by its suffix"),
        ("missing.ttl", None, "missing.ttl: No such file"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, text: str | None, says: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(UsageError) as caught:
        load_files([tmp_path / name])
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


# ---------------------------------------------------------------- manners

ENDLESS = """
from pathlib import Path
from extractor.graph.query import load_files, run
store = load_files([Path(r"{example}")])
print("asking", flush=True)
run(store, "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c = ?f && ?f = ?i && STR(?a) < STR(?g)) }}")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_an_interrupt_ends_a_query() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS.format(example=EXAMPLE)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"asking\n"
        time.sleep(0.3)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert process.returncode != 0
    assert b"KeyboardInterrupt" in errors


def test_asking_nothing_imports_nothing_heavy() -> None:
    script = "import sys, extractor.graph.query; print(sorted({'pyoxigraph', 'rdflib', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"
