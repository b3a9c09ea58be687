"""The shapes over a graph in blocks of any size say what they say over the whole graph at once."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from extractor.errors import UsageError
from extractor.graph.serialize import lines_of
from extractor.graph.to_rdflib import to_rdflib
from extractor.graph.validate import Report, shapes, validate
from extractor.graph.validate_blocks import TARGETS, looked, validate_blocks
from extractor.resources import ontology

CASES = sorted((Path(__file__).parent / "data" / "shapes").glob("*.trig"))
OUTAGE = "https://w3id.org/outagegraph/ontology#"


def in_blocks(quads: list[ox.Quad], size: int) -> Report:
    store = ox.Store()
    store.extend(quads)
    return validate_blocks(lines_of(quad.triple for quad in quads), store, size)


def plain(quads: list[ox.Quad]) -> list[ox.Quad]:
    return list({ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads})


def parse(content: str, format: ox.RdfFormat) -> list[ox.Quad]:
    return list(ox.parse(content, format=format))


def cases() -> dict[str, list[ox.Quad]]:
    """Every good and every bad graph of the shapes' own tests, and all of them as one."""
    found: dict[str, list[ox.Quad]] = {}
    for path in CASES:
        for quad in parse(path.read_text("utf-8"), ox.RdfFormat.TRIG):
            found.setdefault(f"{path.stem}-{str(quad.graph_name).rsplit('/', 1)[-1][:-1]}", []).append(quad)
    return found | {"all": [quad for quads in found.values() for quad in quads]}


def test_every_broken_graph_has_the_same_report() -> None:
    graphs = cases()
    assert len(graphs) > 60
    for name, quads in graphs.items():
        found, expected = in_blocks(plain(quads), 40 if name == "all" else 3), validate(to_rdflib(quads))
        assert (name, found.conforms, found.lines()) == (name, expected.conforms, expected.lines())


@pytest.mark.parametrize("seed", range(4))
def test_an_example_that_is_broken_at_random_has_the_same_report(seed: int) -> None:
    """Statements lost, moved to other subjects, or turned to other values: what a fault in a writer or a careless merge would do."""
    chance = random.Random(seed)
    quads = parse(ontology("examples", "example.ttl").read_text("utf-8"), ox.RdfFormat.TURTLE)
    broken = []
    for quad in sorted(quads, key=str):
        other, fate = chance.choice(quads), chance.random()
        if fate < 0.02:
            continue
        if fate < 0.04:
            quad = ox.Quad(other.subject, quad.predicate, quad.object)
        elif fate < 0.06:
            quad = ox.Quad(quad.subject, quad.predicate, other.object)
        elif fate < 0.07 and isinstance(quad.object, ox.NamedNode):  # pySHACL does not compare blank nodes with times
            quad = ox.Quad(quad.subject, quad.predicate, ox.BlankNode())
        broken.append(quad)
    expected = validate(to_rdflib(broken))
    assert len(expected.violations) > 20
    found = in_blocks(plain(broken), 100)
    assert (found.conforms, found.lines()) == (expected.conforms, expected.lines())


def test_what_pyshacl_cannot_compare_is_told() -> None:
    selector = "http://www.w3.org/ns/oa#"
    text = f"<x:it> a <{selector}TextPositionSelector> ; <{selector}start> [] ; <{selector}end> 5 ."
    with pytest.raises(UsageError, match="the graph cannot be checked: Cannot use sh:lessThan to compare a BlankNode"):
        validate(to_rdflib(parse(text, ox.RdfFormat.TURTLE)))


def test_the_example_conforms_in_blocks() -> None:
    quads = parse(ontology("examples", "example.ttl").read_text("utf-8"), ox.RdfFormat.TURTLE)
    assert in_blocks(quads, 100).lines() == ["The graph conforms to the shapes."]


def test_subclasses_count() -> None:
    quads = parse(
        f"<x:it> a <x:Bank> . <x:Bank> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <x:Firm> . "
        f"<x:Firm> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{OUTAGE}Organization> .",
        ox.RdfFormat.TURTLE,
    )
    expected = validate(to_rdflib(quads)).lines()
    assert "must have a label" in expected[0]
    assert in_blocks(quads, 1).lines() == expected


def test_the_report_is_one_in_shacl() -> None:
    graph = in_blocks(cases()["all"], 50).graph
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    results = set(graph.objects(report, SH.result))
    assert results | set(graph.objects(None, SH.detail)) == set(graph.subjects(RDF.type, SH.ValidationResult))
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    for result in results:
        assert all((result, part, None) in graph for part in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent))


def test_blocks_cover_what_the_shapes_look_at() -> None:
    """A path or target of another form would need blocks of another form."""
    assert looked().inverse == {f"{OUTAGE}incident", f"{OUTAGE}claim"}
    declared = {predicate for _, predicate, _ in shapes() if str(predicate).startswith(str(SH.target))}
    assert declared <= set(TARGETS)
    nested = {str(term) for term in shapes().predicates()} & {
        str(SH[name]) for name in ("sparql", "equals", "closed", "not", "qualifiedValueShapesDisjoint")
    }
    assert nested == set()
