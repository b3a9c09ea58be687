"""Every shape lets its good graph pass, and every message of it can be provoked; the example graph conforms."""

from pathlib import Path

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, SKOS

from extractor.graph.validate import shapes, validate
from extractor.graph.vocabulary import PREFIXES, SHAPES
from extractor.resources import ontology

CASES = sorted((Path(__file__).parent / "data" / "shapes").glob("*.trig"))
EX = rdflib.Namespace("https://example.org/")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib's TriG parser uses its own old names
PARTS = {"Agent"}  # stand within other shapes, and have no targets of their own
SCHEMES = {
    "status": "status",
    "phase": "phase",
    "causeCategory": "cause",
    "actionCategory": "action",
    "countKind": "count-kind",
}


def case(path: Path, name: str) -> rdflib.Graph:
    dataset = rdflib.Dataset()
    dataset.parse(path, format="trig")
    graph = rdflib.Graph()
    graph += dataset.graph(EX[name])
    assert len(graph) > 0
    return graph


def messages(shape: rdflib.URIRef) -> set[str]:
    """What a shape can say: its own message and those of its property shapes."""
    graph = shapes()
    parts = [shape, *graph.objects(shape, SH.property)]
    return {str(message) for part in parts for message in graph.objects(part, SH.message)}


def test_every_shape_has_a_case() -> None:
    named = {str(shape).removeprefix(str(SHAPES)) for shape in shapes().subjects(RDF.type, SH.NodeShape)}
    assert named == {path.stem for path in CASES} | PARTS
    assert len(CASES) > 30


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_good_graph_passes(path: Path) -> None:
    found = [violation for violation in validate(case(path, "passes")).violations if violation.node == "<https://example.org/it>"]
    assert [violation for violation in found if violation.message in messages(SHAPES[path.stem])] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_bad_graph_provokes_every_message(path: Path) -> None:
    expected = messages(SHAPES[path.stem])
    assert expected
    assert expected <= {violation.message for violation in validate(case(path, "fails")).violations}


def test_shapes_are_core_shacl() -> None:
    assert (None, SH.sparql, None) not in shapes()
    assert (None, SH.select, None) not in shapes()


@pytest.mark.parametrize("shape", SCHEMES)
def test_category_lists_are_the_schemes(shape: str) -> None:
    schemes = rdflib.Graph().parse(data=ontology("schemes.ttl").read_text("utf-8"), format="turtle")
    listed = set(Collection(shapes(), shapes().value(SHAPES[shape], SH["in"])))
    assert listed == set(schemes.subjects(SKOS.inScheme, rdflib.URIRef(PREFIXES[SCHEMES[shape]][:-1])))


@pytest.fixture(scope="module")
def example() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology("examples", "example.ttl").read_text("utf-8"), format="turtle")


def test_example_conforms_without_a_warning(example: rdflib.Graph) -> None:
    report = validate(example)
    assert report.violations == ()
    assert report.conforms


def test_example_has_an_instance_for_every_class_shape(example: rdflib.Graph) -> None:
    targets = set(shapes().objects(None, SH.targetClass)) - {rdflib.URIRef(PREFIXES["outage"] + "Channel")}
    assert targets - set(example.objects(None, RDF.type)) == set()


def test_example_quotes_its_articles(example: rdflib.Graph) -> None:
    rows = example.query(
        """SELECT ?file ?start ?end ?exact ?prefix ?suffix WHERE {
        ?evidence oa:hasSource/outage:sourceFile ?file ; oa:hasSelector ?position , ?quote .
        ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }""",
        initNs=PREFIXES,
    )
    assert len(rows) > 40
    for file, start, end, exact, prefix, suffix in rows:
        text = ontology("examples", "articles", str(file)).read_text("utf-8")
        first, last = int(start), int(end)
        assert text[first:last] == str(exact)
        assert text[:first].endswith(str(prefix))
        assert text[last:].startswith(str(suffix))
