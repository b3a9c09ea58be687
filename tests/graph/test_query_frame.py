"""Answers as DataFrames: each column of the type that its values tell."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from extractor import query
from extractor.errors import UsageError
from extractor.graph.query import run
from extractor.graph.query_frame import to_frame
from extractor.resources import ontology
from tests.batch.made import article, build

pd = pytest.importorskip("pandas", reason="the extra dataframe is not installed")
EXAMPLE = str(ontology("examples", "example.ttl"))

COLUMNS = [
    ("1 2 UNDEF", "Int64", [1, 2, None]),
    ('"3"^^xsd:nonNegativeInteger 4', "Int64", [3, 4]),
    ("1.5 2", "Float64", [1.5, 2.0]),
    ("1e3 0.25 UNDEF", "Float64", [1000.0, 0.25, None]),
    ("true false UNDEF", "boolean", [True, False, None]),
    ('"2025-03-04T14:30:00Z"^^xsd:dateTime UNDEF', "datetime64[us, UTC]", ["2025-03-04T14:30:00+00:00", None]),
    ('"2025-03-04T14:30:00+02:00"^^xsd:dateTime', "datetime64[us, UTC]", ["2025-03-04T12:30:00+00:00"]),
    ('"2025-03-04"^^xsd:date', "datetime64[us]", ["2025-03-04T00:00:00"]),
    ('"1500-03-04T00:00:00Z"^^xsd:dateTime', "datetime64[us, UTC]", ["1500-03-04T00:00:00+00:00"]),
    ('"2025-03-04T14:30:00Z"^^xsd:dateTime "2025-03-04T14:30:00"^^xsd:dateTime', "string", ["2025-03-04T14:30:00Z", "2025-03-04T14:30:00"]),
    ("status:stated", "string", ["https://w3id.org/outagegraph/status/stated"]),
    ('"words"@en "words" 1', "string", ["words", "words", "1"]),
    ('"P1D"^^xsd:duration', "string", ["P1D"]),
    (f"1{'0' * 30}", "string", [f"1{'0' * 30}"]),
    ('"what"^^xsd:integer', "string", ["what"]),
    ("UNDEF UNDEF", "string", [None, None]),
    ("", "string", []),
]


@pytest.mark.parametrize(("values", "dtype", "expected"), COLUMNS)
def test_a_column_has_its_values_type(values: str, dtype: str, expected: list[object]) -> None:
    frame = to_frame(run(ox.Store(), f"SELECT ?x {{ VALUES ?x {{ {values} }} }}"))
    assert str(frame["x"].dtype) == dtype
    shown = [None if pd.isna(value) else value.isoformat() if hasattr(value, "isoformat") else value for value in frame["x"]]
    assert shown == expected


def test_a_question_as_a_frame() -> None:
    frame = query(
        "SELECT ?label ?started { ?i a outage:Incident ; rdfs:label ?label ; outage:started ?started } ORDER BY ?started", data=[EXAMPLE]
    )
    assert list(frame.columns) == ["label", "started"]
    assert len(frame) == 3
    assert frame["started"].dt.year.tolist() == [2024, 2025, 2025]


def test_a_named_question_as_a_frame() -> None:
    frame = query(name="timeline", parameters={"incident": "pelican"}, data=EXAMPLE)
    assert set(frame["outage"]) == {"Pelican Pay outage, 2025-03-04"}


def test_triples_as_a_frame() -> None:
    frame = query("CONSTRUCT WHERE { ?i rdfs:label ?l }", data=EXAMPLE)
    assert list(frame.columns) == ["subject", "predicate", "object"]
    assert set(frame["predicate"]) == {"http://www.w3.org/2000/01/rdf-schema#label"}


def test_a_knowledge_graph_as_a_frame(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(article("Tidepool"), "utf-8")
    build(tmp_path / "kg", tmp_path / "a.txt")
    assert len(query("SELECT ?i { ?i a outage:Incident }", kg=tmp_path / "kg")) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"text": "ASK { ?s ?p ?o }", "data": EXAMPLE}, "ASK"),
        ({"text": "SELECT ?s { ?s ?p ?o }"}, "nothing to ask"),
        ({"text": "SELECT ?s { ?s ?p ?o }", "data": EXAMPLE, "kg": "kg"}, "take one"),
        ({"data": EXAMPLE}, "one query"),
        ({"text": "SELECT ?s { ?s ?p ?o }", "name": "timeline", "data": EXAMPLE}, "one query"),
        ({"text": "SELECT ?s { ?s ?p ?o }", "parameters": {"a": "b"}, "data": EXAMPLE}, "parameters go with name"),
        ({"text": "SELECT ?s { ?s ?p ", "data": EXAMPLE}, "line 1"),
        ({"name": "timelin", "data": EXAMPLE}, "timeline"),
    ],
)
def test_what_makes_no_frame(arguments: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        query(**arguments)  # type: ignore[arg-type]


def test_without_pandas_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"outagegraph\[dataframe\]"):
        query("SELECT ?s { ?s ?p ?o }", data=EXAMPLE)
