"""Turtle and TriG say what they were given, whatever it is, and are laid out for people."""

from __future__ import annotations

import io
import itertools

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from extractor.graph.prefixes import BASE, PREFIXES
from extractor.graph.serialize import FORMATS, lines_of, write
from extractor.graph.stored import restored_lines
from extractor.graph.terms import node
from extractor.graph.to_rdflib import to_rdflib
from extractor.graph.turtle import write_turtle

ENDS = (
    "a",
    "it",
    "x-y",
    "x-",
    "1",
    "a.b",
    "a/b",
    "a#b",
    "a%20b",
    "ü",
    "fact/0a",
    "article/0a#char=1,2",
    "a/../b",
    "",
    "a//b",
    "x:y",
    "-",
    "_z",
)
SPACES = (BASE, *PREFIXES.values(), "https://example.org/")
IRIS = [space + end for space, end in itertools.product(SPACES, ENDS) if (space + end).count("#") < 2]
iris = st.sampled_from(IRIS).map(ox.NamedNode)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ['"', "\\", "\n", 'a" <x:y> .', "<a> <b>", " .\n", "1", "-1", "+1.50", "1.", ".5", "true", "TRUE", "1e6", "NaN"]
)
datatypes = st.sampled_from(
    [PREFIXES["xsd"] + name for name in ("integer", "decimal", "boolean", "dateTime", "double", "string")] + ["x:y"]
)
literals = st.one_of(
    texts.map(ox.Literal),
    st.builds(lambda text, datatype: ox.Literal(text, datatype=ox.NamedNode(datatype)), texts, datatypes),
    st.builds(lambda text, language: ox.Literal(text, language=language), texts, st.sampled_from(["en", "pt-br"])),
)
quads = st.builds(
    ox.Quad, iris | st.just(ox.BlankNode("b")), iris, iris | literals | st.just(ox.BlankNode("b")), iris | st.just(ox.DefaultGraph())
)


def written(given: list[ox.Quad], format: str) -> bytes:
    out = io.BytesIO()
    write(given, out, format)
    return out.getvalue()


@settings(deadline=None)
@given(st.lists(quads, max_size=12))
def test_turtle_comes_back_as_it_was(given: list[ox.Quad]) -> None:
    made = written(given, "turtle")
    assert set(ox.parse(made, format=ox.RdfFormat.TURTLE)) == {ox.Quad(*quad.triple) for quad in given}


@settings(deadline=None)
@given(st.lists(quads, max_size=12))
def test_trig_and_nquads_come_back_as_they_were(given: list[ox.Quad]) -> None:
    for format in ("trig", "nquads"):
        assert set(ox.parse(written(given, format), format=FORMATS[format])) == set(given)


@pytest.mark.filterwarnings("ignore::UserWarning:rdflib")
@settings(deadline=None)
@given(st.lists(st.builds(ox.Quad, st.sampled_from([ox.NamedNode(iri) for iri in IRIS]), iris, iris | literals), max_size=8))
def test_rdflib_reads_turtle_as_it_was(given: list[ox.Quad]) -> None:
    rdflib.NORMALIZE_LITERALS, before = False, rdflib.NORMALIZE_LITERALS
    try:
        assert isomorphic(rdflib.Graph().parse(data=written(given, "turtle"), format="turtle"), to_rdflib(given))
    finally:
        rdflib.NORMALIZE_LITERALS = before


def test_the_order_and_number_of_quads_change_no_byte() -> None:
    given = [ox.Quad(ox.NamedNode(a), ox.NamedNode(b), ox.NamedNode(a)) for a, b in itertools.product(IRIS[:6], IRIS[6:9])]
    for format in FORMATS:
        assert written(given, format) == written([*reversed(given), *given], format)


def test_a_subject_stands_in_a_block_with_its_class_and_label_first() -> None:
    fact, other = (f"{BASE}fact/{name}" for name in ("0a", "0b"))
    given = [
        ox.Quad(ox.NamedNode(fact), node("dcterms:description"), ox.Literal('sl"ow', language="en")),
        *(ox.Quad(ox.NamedNode(fact), node("rdf:type"), node(f"outage:{name}")) for name in ("Fact", "Cause")),
        ox.Quad(ox.NamedNode(fact), node("rdfs:label"), ox.Literal("it")),
        ox.Quad(ox.NamedNode(fact), node("outage:value"), ox.Literal(4)),
        ox.Quad(ox.NamedNode(other), node("outage:peak"), ox.Literal(True)),
    ]
    out = io.BytesIO()
    write_turtle(lines_of(quad.triple for quad in given), out)
    blocks = out.getvalue().decode().split("\n\n")
    assert blocks[0].startswith("@base <https://w3id.org/outagegraph/id/> .\n@prefix outage: ")
    assert blocks[1:] == [
        '<fact/0a> a outage:Cause, outage:Fact ;\n    rdfs:label "it" ;\n    dcterms:description "sl\\"ow"@en ;\n    outage:value 4 .',
        "<fact/0b> outage:peak true .\n",
    ]


def test_many_objects_have_a_line_each() -> None:
    given = [ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.NamedNode(f"https://example.org/{number:030}")) for number in range(3)]
    body = written(given, "turtle").decode().split("\n\n")[1]
    assert body.splitlines() == [
        "<x:a> <x:b>",
        *(f"        <https://example.org/{number:030}>{'.,,'[number - 2] if number < 2 else ' .'}" for number in range(3)),
    ]


@pytest.mark.parametrize("graph", [None, ox.NamedNode("x:g")])
def test_datatypes_that_a_store_loses_come_back(graph: ox.NamedNode | None) -> None:
    xsd, oa, time = PREFIXES["xsd"], PREFIXES["oa"], PREFIXES["time"]
    named = ox.NamedNode
    decoy = ox.Literal(f'<{oa}start> "1"^^<{xsd}integer>')
    given = [
        ox.Quad(named("x:a"), named(oa + "start"), ox.Literal("1", datatype=named(xsd + "nonNegativeInteger")), graph),
        ox.Quad(
            named("x:a"),
            named(time + "inXSDDateTimeStamp"),
            ox.Literal("2025-03-03T09:00:00Z", datatype=named(xsd + "dateTimeStamp")),
            graph,
        ),
        ox.Quad(named("x:a"), named(oa + "exact"), decoy, graph),
        ox.Quad(named("x:a"), named("x:count"), ox.Literal("1", datatype=named(xsd + "integer")), graph),
    ]
    store = ox.Store()
    store.extend(given)
    lines = restored_lines(store.dump(format=ox.RdfFormat.N_QUADS) or b"")
    assert set(ox.parse(lines, format=ox.RdfFormat.N_QUADS)) == set(given)


def test_lines_are_each_once_in_order() -> None:
    triple = ox.Triple(ox.NamedNode("x:b"), ox.NamedNode("x:p"), ox.Literal("a"))
    assert lines_of([triple, ox.Triple(ox.NamedNode("x:a"), ox.NamedNode("x:p"), ox.Literal("z")), triple]) == [
        b'<x:a> <x:p> "z" .\n',
        b'<x:b> <x:p> "a" .\n',
    ]
