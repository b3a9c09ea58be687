"""JSON-LD says what the quads say, through either library, with a context that agrees with the vocabulary."""

import io
import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import OWL, RDF, RDFS

from extractor.graph.jsonld import context, write_jsonld
from extractor.graph.prefixes import ONTOLOGY, PREFIXES
from extractor.resources import ontology

XSD = PREFIXES["xsd"]
SUBJECT = ox.NamedNode("https://example.org/a#char=1,2")


def written(quads: list[ox.Quad]) -> bytes:
    output = io.BytesIO()
    write_jsonld(quads, output)
    return output.getvalue()


def literal(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("predicate", "value", "shown"),
    [
        ("outage:phase", ox.NamedNode(PREFIXES["phase"] + "started"), "phase:started"),
        ("outage:phase", ox.Literal("a word where a thing belongs"), {"@value": "a word where a thing belongs"}),
        ("outage:kind", ox.NamedNode(PREFIXES["count-kind"] + "users"), {"@id": "count-kind:users"}),
        ("outage:earliest", literal("2026-01-22T19:37:00Z", "dateTime"), "2026-01-22T19:37:00Z"),
        ("outage:value", literal("30000", "integer"), 30000),
        ("outage:value", literal("007", "integer"), {"@value": "007", "@type": "xsd:integer"}),
        ("outage:value", literal("2.5", "decimal"), {"@value": "2.5", "@type": "xsd:decimal"}),
        ("outage:value", literal("9" * 20, "integer"), {"@value": "9" * 20, "@type": "xsd:integer"}),
        ("outage:peak", literal("true", "boolean"), True),
        ("outage:peak", literal("1", "boolean"), {"@value": "1", "@type": "xsd:boolean"}),
        ("oa:start", literal("12", "nonNegativeInteger"), 12),
        ("rdfs:label", ox.Literal("Störung", language="de"), {"@value": "Störung", "@language": "de"}),
        ("rdfs:label", ox.Literal('a "quote"\n\u2028'), 'a "quote"\n\u2028'),
    ],
)
def test_a_value_is_as_short_as_its_meaning_allows(predicate: str, value: ox.NamedNode | ox.Literal, shown: object) -> None:
    prefix, local = predicate.split(":")
    quad = ox.Quad(SUBJECT, ox.NamedNode(PREFIXES[prefix] + local), value)
    assert json.loads(written([quad]))["@graph"][0][predicate] == shown
    assert set(ox.parse(written([quad]), format=ox.RdfFormat.JSON_LD)) == {quad}


@given(st.lists(st.tuples(st.sampled_from(["phase", "value", "text", "earliest"]), st.text(st.characters(codec="utf-8")), st.booleans())))
def test_any_text_comes_back(values: list[tuple[str, str, bool]]) -> None:
    graphs = [ox.DefaultGraph(), ox.NamedNode("https://example.org/g")]
    quads = [ox.Quad(SUBJECT, ox.NamedNode(ONTOLOGY + name), ox.Literal(text), graphs[named]) for name, text, named in values]
    assert set(ox.parse(written(sorted(quads, key=str)), format=ox.RdfFormat.JSON_LD)) == set(quads)


def test_the_context_agrees_with_the_vocabulary() -> None:
    vocabulary = rdflib.Graph().parse(data=ontology("outage.ttl").read_text("utf-8"), format="turtle")
    things = {
        str(each).removeprefix(ONTOLOGY) for each in vocabulary.subjects(RDF.type, OWL.ObjectProperty) if str(each).startswith(ONTOLOGY)
    }
    typed = {key.removeprefix("outage:"): entry["@type"] for key, entry in context().items() if key.startswith("outage:")}
    assert {name for name, kind in typed.items() if kind == "@id"} == things
    for name, kind in typed.items():
        if kind != "@id":
            assert vocabulary.value(rdflib.URIRef(ONTOLOGY + name), RDFS.range) == rdflib.URIRef(XSD + kind.removeprefix("xsd:"))
    assert {key: value for key, value in context().items() if isinstance(value, str)} == PREFIXES
