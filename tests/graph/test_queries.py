"""The named queries give the rows that a reader of the example articles expects; questions are guarded, bound safely and told well."""

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from extractor.errors import RuleError, UsageError
from extractor.graph.answers import Table, format_table
from extractor.graph.named_queries import bind, list_queries, load_query, parse_query
from extractor.graph.query import load_files, run
from extractor.resources import ontology

EXPECTED = Path(__file__).parent / "data" / "expected"
EXAMPLE = ontology("examples", "example.ttl")
NAMES = [query.name for query in list_queries()]
REQUIRED = {"evidence": {"incident": "Pelican"}}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return load_files([Path(str(EXAMPLE))])


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=EXAMPLE.read_text("utf-8"), format="turtle")


def ask(store: ox.Store, name: str, **values: str) -> list[list[str]]:
    query = load_query(name)
    text = format_table(run(store, query.text, bind(query, values)), "csv")
    return list(csv.reader(io.StringIO(text)))


# ---------------------------------------------------------------- the named queries


def test_there_are_some_two_dozen_questions() -> None:
    assert len(NAMES) == 25
    assert sorted(path.stem for path in EXPECTED.glob("*.csv")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_rows(store: ox.Store, name: str) -> None:
    expected = list(csv.reader(io.StringIO((EXPECTED / f"{name}.csv").read_text("utf-8"))))
    assert len(expected) > 1
    assert ask(store, name, **REQUIRED.get(name, {})) == expected


@pytest.mark.parametrize("name", [name for name in NAMES if name not in REQUIRED])
def test_another_engine_gives_the_same_rows(store: ox.Store, graph: rdflib.Graph, name: str) -> None:
    rows = [["" if term is None else str(term).replace("+00:00", "Z") for term in row] for row in graph.query(load_query(name).text)]
    assert rows == ask(store, name)[1:]


@pytest.mark.parametrize("name", NAMES)
def test_heads_say_what_is_asked(name: str) -> None:
    query = load_query(name)
    assert query.title
    assert query.question.endswith("?")
    assert all(parameter.about and parameter.example for parameter in query.parameters)
    assert bind(query, {parameter.name: parameter.example for parameter in query.parameters}).keys() == {p.name for p in query.parameters}
    assert "ORDER BY" in query.text
    assert "dateTimeStamp" not in query.text


NARROWED = [
    ("timeline", {"incident": "pelican"}, ["2025-03-04T14:30:00Z", "2025-03-04T17:45:00Z"], 1),
    ("counts", {"kind": "reports"}, ["12000", "9500"], 1),
    ("counts", {"kind": "reports", "incident": "Pelican"}, [], 1),
    ("statements", {"speaker": "RUA"}, ["Ana Rua"], 1),
    ("error-codes", {"code": "421"}, ["421 4.7.0"], 0),
    ("error-codes", {"incident": "2025-03-04", "code": "http"}, ["HTTP 503"], 0),
    ("provider-incidents", {"provider": "nb"}, ["Northbeam outage, 2024-11-18", "Northbeam outage, 2025-03-04"], 1),
    ("provider-incidents", {"provider": "Northbeam", "since": "2025-01-01"}, ["Northbeam outage, 2025-03-04"], 1),
    ("provider-incidents", {"before": "2025-03-04T14:30:00+00:00"}, ["Northbeam outage, 2024-11-18", "Northbeam outage, 2025-03-04"], 1),
    ("provider-incidents", {"before": "2025-03-04T15:04:00+01:00"}, ["Northbeam outage, 2024-11-18"], 1),
    ("overlaps", {"since": "2025-03-04T14:06:00Z"}, [], 0),
    ("longest", {"at_least": "200"}, ["840"], 1),
    ("longest", {"provider": "Pelican"}, ["195"], 1),
    ("by-month", {"before": "2025-01-01"}, ["2024-11"], 0),
    ("by-provider", {"at_least": "2"}, ["Northbeam"], 0),
    ("by-provider", {"since": "2025-01-01", "at_least": "1"}, ["Northbeam", "Pelican Pay"], 0),
    ("by-cause", {"provider": "pelican pay"}, ["dependency"], 0),
    ("regions", {"region": "spain"}, ["Spain", "Spain"], 0),
    ("groups", {"group": "school"}, ["schools"], 0),
    ("single-source", {"kind": "cause", "incident": "2025-03-04"}, ["change", "network", "security", "dependency"], 2),
    ("evidence", {"incident": "2025-03-04", "kind": "Cause"}, ["81", "117", "363", "124"], 1),
    ("sources", {"publisher": "courier"}, ["main"], 1),
    ("conflicting-starts", {"incident": "Pelican"}, [], 0),
    ("corroborated", {"at_least": "3"}, ["Northbeam"], 2),
    ("corroborated", {"kind": "TimelineEntry", "incident": "Northbeam"}, ["resolved 2025-03-04T17:20Z"], 2),
    ("outlet-agreement", {"publisher": "gazette"}, ["Harbour Gazette"], 0),
    ("caused-by", {"cause": "Pelican"}, [], 0),
    ("chains", {"incident": "Northbeam"}, ["network"], 2),
    ("chains", {"incident": "Pelican"}, [], 0),
    ("background", {"incident": "Northbeam outage, 2024"}, ["Northbeam outage, 2024-11-18"], 0),
]


@pytest.mark.parametrize(("name", "values", "expected", "column"), NARROWED)
def test_parameters_narrow(store: ox.Store, name: str, values: dict[str, str], expected: list[str], column: int) -> None:
    assert [row[column] for row in ask(store, name, **values)[1:]] == expected


def test_an_incident_is_found_by_its_iri(store: ox.Store) -> None:
    found = run(store, 'SELECT ?i { ?i a outage:Incident ; rdfs:label ?l FILTER (CONTAINS(?l, "Pelican")) }')
    assert isinstance(found, Table)
    assert len(ask(store, "timeline", incident=found.rows[0][0].value)) == 3


# ---------------------------------------------------------------- names and parameters


@pytest.mark.parametrize(
    ("name", "says"),
    [("timelin", "did you mean timeline?"), ("overlap", "did you mean overlaps?"), ("zzz", "there are actions, background")],
)
def test_unknown_query_offers_names(name: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_query(name)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("timeline", {"incidnt": "x"}, "did you mean incident?"),
        ("evidence", {}, "needs incident=Northbeam"),
        ("longest", {"at_least": "many"}, "is no integer, such as 60"),
        ("overlaps", {"since": "last week"}, "is no dateTime, such as 2025-01-01"),
        ("overlaps", {"since": "2025-13-01"}, "is no dateTime"),
        ("timeline", {"incident": "\ud800"}, "is no string"),
    ],
)
def test_bad_parameters(name: str, values: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError) as caught:
        bind(load_query(name), values)
    assert says in str(caught.value)


def test_defaults_are_told() -> None:
    defaults = {parameter.name: parameter.default for parameter in load_query("longest").parameters}
    assert defaults == {"provider": "", "at_least": "0"}
    assert {parameter.default for parameter in load_query("overlaps").parameters} == {""}


IRI_QUERY = """# title: T
# question: Q?
# parameters:
#   who: {type: iri, about: somebody, example: "https://example.org/a"}
SELECT ?who { VALUES ?who { UNDEF } }
"""


def test_iris_are_checked() -> None:
    query = parse_query("it", IRI_QUERY)
    assert bind(query, {"who": "https://example.org/b"}) == {"who": ox.NamedNode("https://example.org/b")}
    with pytest.raises(UsageError, match="is no iri"):
        bind(query, {"who": "https://example.org/> } } #"})


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("VALUES ?who { UNDEF }", "", "no VALUES"),
        ("type: iri", "type: colour", "none of string, iri"),
        ("# title: T\n", "", "title"),
        ("about: somebody,", "about: somebody, colour: red,", "unknown fields: colour"),
        ("{type: iri", "{type: [iri", "malformed"),
    ],
)
def test_malformed_heads_do_not_load(old: str, new: str, says: str) -> None:
    with pytest.raises(RuleError, match=says):
        parse_query("it", IRI_QUERY.replace(old, new))
