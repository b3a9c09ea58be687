"""The result formats byte for byte or value for value, from their specifications.

JSON: https://www.w3.org/TR/sparql11-results-json/; CSV and TSV: https://www.w3.org/TR/sparql11-results-csv-tsv/;
XML: https://www.w3.org/TR/rdf-sparql-XMLres/.
"""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from typing import Any

import pyoxigraph as ox
import pytest

from tests.server.conftest import E, Served

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
XSD = "http://www.w3.org/2001/XMLSchema#"

# A SPARQL expression, its JSON object, its CSV field, its TSV field.
TERMS: list[tuple[str, dict[str, str], str, str]] = [
    (f"<{E}x>", {"type": "uri", "value": f"{E}x"}, f"{E}x", f"<{E}x>"),
    ("'plain'", {"type": "literal", "value": "plain"}, "plain", '"plain"'),
    ("''", {"type": "literal", "value": ""}, "", '""'),
    ("'a,b'", {"type": "literal", "value": "a,b"}, '"a,b"', '"a,b"'),
    ("'say \"x\"'", {"type": "literal", "value": 'say "x"'}, '"say ""x"""', '"say \\"x\\""'),
    (r"'a\tb'", {"type": "literal", "value": "a\tb"}, "a\tb", r'"a\tb"'),
    (r"'a\nb'", {"type": "literal", "value": "a\nb"}, '"a\nb"', r'"a\nb"'),
    (r"'a\rb'", {"type": "literal", "value": "a\rb"}, '"a\rb"', r'"a\rb"'),
    (r"'a\\b'", {"type": "literal", "value": "a\\b"}, "a\\b", r'"a\\b"'),
    ("'<&>'", {"type": "literal", "value": "<&>"}, "<&>", '"<&>"'),
    ("'é😀'", {"type": "literal", "value": "é😀"}, "é😀", '"é😀"'),
    ("'hi'@en", {"type": "literal", "value": "hi", "xml:lang": "en"}, "hi", '"hi"@en'),
    ("'hi'@de-at", {"type": "literal", "value": "hi", "xml:lang": "de-at"}, "hi", '"hi"@de-at'),
    ("42", {"type": "literal", "value": "42", "datatype": f"{XSD}integer"}, "42", "42"),
    ("-1.50", {"type": "literal", "value": "-1.50", "datatype": f"{XSD}decimal"}, "-1.50", "-1.50"),
    ("true", {"type": "literal", "value": "true", "datatype": f"{XSD}boolean"}, "true", "true"),
    (
        f"'2025-03-04'^^<{XSD}date>",
        {"type": "literal", "value": "2025-03-04", "datatype": f"{XSD}date"},
        "2025-03-04",
        f'"2025-03-04"^^<{XSD}date>',
    ),
    (f"'x'^^<{E}own>", {"type": "literal", "value": "x", "datatype": f"{E}own"}, "x", f'"x"^^<{E}own>'),
]
IDS = [term[0] for term in TERMS]


def select(term: str) -> str:
    return f"SELECT ?x {{ VALUES ?x {{ {term} }} }}"


@pytest.mark.parametrize(("term", "binding"), [(term[0], term[1]) for term in TERMS], ids=IDS)
def test_json(served: Served, term: str, binding: dict[str, str]) -> None:
    found = served.ask(select(term), JSON).json()
    assert found == {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": canonical(found, binding)}]}}


def canonical(found: dict[str, Any], binding: dict[str, str]) -> dict[str, str]:
    """The engine keeps numbers by value: -1.50 may come as -1.5."""
    value = found["results"]["bindings"][0]["x"]["value"]
    number = binding.get("datatype") == f"{XSD}decimal" and float(value) == float(binding["value"])
    return {**binding, "value": value} if number else binding


@pytest.mark.parametrize(("term", "field"), [(term[0], term[2]) for term in TERMS if term[0] != "-1.50"])
def test_csv(served: Served, term: str, field: str) -> None:
    answer = served.ask(select(term), CSV)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content == f"x\r\n{field}\r\n".encode()


@pytest.mark.parametrize(("term", "field"), [(term[0], term[3]) for term in TERMS if term[0] != "-1.50"])
def test_tsv(served: Served, term: str, field: str) -> None:
    answer = served.ask(select(term), TSV)
    assert answer.headers["Content-Type"] == "text/tab-separated-values; charset=utf-8"
    assert answer.content == f"?x\n{field}\n".encode()


@pytest.mark.parametrize(("term", "binding"), [(term[0], term[1]) for term in TERMS], ids=IDS)
def test_xml(served: Served, term: str, binding: dict[str, str]) -> None:
    root = ET.fromstring(served.ask(select(term), XML).content)
    name = {"uri": "uri", "literal": "literal"}[binding["type"]]
    found = root.find(f".//{{*}}result/{{*}}binding[@name='x']/{{*}}{name}")
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"
    assert found is not None
    expected = binding["value"].replace("\r", "\n") if found.text != binding["value"] else binding["value"]
    assert (found.text or "") == expected or float(found.text or "") == float(binding["value"])
    assert found.get("datatype") == binding.get("datatype")
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == binding.get("xml:lang")


ROWS = "SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (1 UNDEF 'x') (UNDEF UNDEF UNDEF) (UNDEF 2 UNDEF) } }"
NUMBER = f"{XSD}integer"


def test_unbound_values_are_left_out(served: Served) -> None:
    assert served.ask(ROWS, CSV).text == "a,b,c\r\n1,,x\r\n,,\r\n,2,\r\n"
    assert served.ask(ROWS, TSV).text == '?a\t?b\t?c\n1\t\t"x"\n\t\t\n\t2\t\n'
    assert served.ask(ROWS, JSON).json() == {
        "head": {"vars": ["a", "b", "c"]},
        "results": {
            "bindings": [
                {"a": {"type": "literal", "value": "1", "datatype": NUMBER}, "c": {"type": "literal", "value": "x"}},
                {},
                {"b": {"type": "literal", "value": "2", "datatype": NUMBER}},
            ]
        },
    }
    results = ET.fromstring(served.ask(ROWS, XML).content).findall(".//{*}result")
    assert [[binding.get("name") for binding in result] for result in results] == [["a", "c"], [], ["b"]]


@pytest.mark.parametrize("accept", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize("query", ["SELECT ?x ?y { ?x <http://example.org/none> ?y }", "SELECT ?x ?y { }", ROWS])
def test_every_format_reads_back_the_same(served: Served, accept: str, query: str) -> None:
    def rows(accept: str) -> list[list[object]]:
        content = served.ask(query, accept).content
        format = ox.QueryResultsFormat.from_media_type(accept)
        assert format is not None
        found = ox.parse_query_results(content, format=format)
        assert isinstance(found, ox.QuerySolutions)
        return [[solution[variable] for variable in found.variables] for solution in found]

    if accept == CSV:  # which keeps the words of a term alone
        expected = [["" if term is None else term.value for term in row] for row in rows(JSON)]  # type: ignore[attr-defined]
        assert list(csv.reader(io.StringIO(served.ask(query, CSV).text)))[1:] == expected
    else:
        assert rows(accept) == rows(JSON)


@pytest.mark.parametrize(("query", "value"), [("ASK { }", True), ("ASK { FILTER(false) }", False)])
def test_booleans(served: Served, query: str, value: bool) -> None:
    word = str(value).lower()
    assert served.ask(query, JSON).json() == {"head": {}, "boolean": value}
    assert ET.fromstring(served.ask(query, XML).content).findtext("{*}boolean") == word
    assert served.ask(query, CSV).text == served.ask(query, TSV).text == word


def test_blank_nodes_are_the_same_within_an_answer(served: Served) -> None:
    rows = served.ask("SELECT ?x ?y { BIND(BNODE() AS ?x) BIND(?x AS ?y) }", JSON).json()["results"]["bindings"]
    assert rows[0]["x"] == rows[0]["y"]
    assert rows[0]["x"]["type"] == "bnode"


def test_order_is_kept_and_duplicates_too(served: Served) -> None:
    query = "SELECT ?x { VALUES ?x { 3 1 2 1 } } ORDER BY DESC(?x)"
    assert served.ask(query, CSV).text == "x\r\n3\r\n2\r\n1\r\n1\r\n"
    assert served.ask(query.replace("?x {", "DISTINCT ?x {", 1), CSV).text == "x\r\n3\r\n2\r\n1\r\n"
