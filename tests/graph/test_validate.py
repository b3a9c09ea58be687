"""The report of a validation: for a program, in RDF, and in words."""

import rdflib
from rdflib.namespace import RDF, RDFS, SH

from extractor.graph.validate import Violation, validate
from extractor.graph.vocabulary import OUTAGE, SCHEMA

EX = rdflib.Namespace("https://example.org/")


def graph(*triples: tuple[object, object, object]) -> rdflib.Graph:
    made = rdflib.Graph()
    for triple in triples:
        made.add(triple)
    return made


def test_an_empty_graph_conforms() -> None:
    report = validate(graph())
    assert report.conforms
    assert report.lines() == ["The graph conforms to the shapes."]


def test_violations_name_node_path_and_value() -> None:
    report = validate(
        graph((EX.mail, RDF.type, OUTAGE.Service), (EX.mail, RDFS.label, rdflib.Literal("Mail")), (EX.mail, SCHEMA.provider, EX.who))
    )
    assert not report.conforms
    assert report.violations == (
        Violation(
            "<https://example.org/mail>",
            "schema:provider",
            "is provided by something that is no outage:Organization",
            "<https://example.org/who>",
        ),
    )
    assert report.lines() == [
        "<https://example.org/mail> is provided by something that is no outage:Organization (schema:provider is <https://example.org/who>)",
        "1 violation.",
    ]


def test_warnings_alone_conform() -> None:
    labels = [(EX.it, RDFS.label, rdflib.Literal(label)) for label in ("Mail", "E-mail")]
    report = validate(graph((EX.it, RDF.type, SCHEMA.Place), *labels))
    assert report.conforms
    assert [violation.warning for violation in report.violations] == [True]
    assert report.lines()[0].startswith("warning: <https://example.org/it> has several labels")
    assert report.lines()[-1] == "The graph conforms to the shapes, 1 warning."


def test_paths_are_told_as_sparql_has_them() -> None:
    report = validate(
        graph((EX.it, RDF.type, OUTAGE.Incident), (EX.it, RDFS.label, rdflib.Literal("It")), (EX.it, OUTAGE.provider, EX.who))
    )
    assert {violation.path for violation in report.violations} >= {"^outage:incident", "^outage:incident/outage:organization"}


def test_report_graph_is_shacl_and_the_data_is_left_alone() -> None:
    data = graph((EX.it, RDF.type, OUTAGE.Service))
    report = validate(data)
    assert len(data) == 1
    assert (None, RDF.type, SH.ValidationReport) in report.graph
    assert (None, SH.focusNode, EX.it) in report.graph


def test_violations_come_in_order() -> None:
    data = graph(*((EX[name], RDF.type, OUTAGE.ErrorCode) for name in "dacb"))
    found = validate(data).violations
    assert list(found) == sorted(found)
    assert len(found) == 8
