"""The operations of the SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/, section 2."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import pytest

from extractor.graph.serialize import FORMATS
from extractor.server import app
from extractor.server.formats import GRAPHS
from extractor.server.run import store_of
from extractor.server.settings import Limits
from tests.server.conftest import E, Served, inside

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
ASK = "ASK { }"


def send(served: Served, method: str, body: str | bytes = "", kind: str | None = None, search: str = "", **headers: str) -> httpx.Response:
    if kind is not None:
        headers["Content-Type"] = kind
    content = body.encode() if isinstance(body, str) else body
    return served.client.request(method, f"{served.address}/sparql{search}", content=content, headers=headers)


# ---------------------------------------------------------------- a query, three ways


@pytest.mark.parametrize(
    ("method", "body", "kind", "search"),
    [
        ("GET", "", None, "?query=ASK%20%7B%7D"),
        ("GET", "", None, "?query=ASK+%7B%7D&unknown=1"),
        ("POST", "query=ASK+%7B%7D", FORM, ""),
        ("POST", "query=ASK%20%7B%7D", f"{FORM}; charset=UTF-8", ""),
        ("POST", "ASK {}", QUERY, ""),
        ("POST", "ASK {}", f'{QUERY}; charset="utf-8"', ""),
        ("POST", "ASK {}", QUERY.upper(), f"?{urlencode({'default-graph-uri': E + 'one'})}"),
    ],
)
def test_a_query_is_asked(served: Served, method: str, body: str, kind: str | None, search: str) -> None:
    answer = send(served, method, body, kind, search)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/sparql-results+json")
    assert answer.json() == {"head": {}, "boolean": True}


@pytest.mark.parametrize(
    ("status", "method", "body", "kind", "search"),
    [
        (400, "GET", "", None, "?query=ASK%7B%7D&query=ASK%7B%7D"),
        (400, "POST", "query=ASK%7B%7D&query=ASK%7B%7D", FORM, ""),
        (400, "POST", ASK, QUERY, "?query=ASK%7B%7D"),
        (400, "POST", "", FORM, ""),
        (400, "POST", "query=", FORM, ""),
        (400, "GET", "", None, f"?default-graph-uri={E}one"),
        (400, "GET", "", None, "?query="),
        (400, "GET", "", None, "?query=%FF"),
        (400, "POST", "query=%C3%28", FORM, ""),
        (400, "POST", b"ASK { ?s ?p '\xff' }", QUERY, ""),
        (400, "POST", "&".join(["x=1"] * 2000), FORM, ""),
        (400, "GET", "", None, "?query=SELECT+*+%7B"),
        (405, "PUT", ASK, QUERY, ""),
        (405, "DELETE", "", None, ""),
        (405, "PATCH", ASK, QUERY, ""),
        (415, "POST", ASK, "text/plain", ""),
        (415, "POST", ASK, None, ""),
        (415, "POST", "query=ASK%7B%7D", None, ""),
        (415, "POST", ASK.encode("utf-16"), f"{QUERY}; charset=UTF-16", ""),
        (415, "POST", "--x\r\n", "multipart/form-data; boundary=x", ""),
        (403, "POST", "CLEAR ALL", "application/sparql-update", ""),
        (403, "POST", "update=CLEAR+ALL", FORM, ""),
        (403, "GET", "", None, "?update=CLEAR+ALL"),
        (403, "POST", "query=ASK%7B%7D&update=CLEAR+ALL", FORM, ""),
    ],
)
def test_what_is_no_query_is_refused(served: Served, status: int, method: str, body: str | bytes, kind: str | None, search: str) -> None:
    answer = send(served, method, body, kind, search)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.strip()
    assert served.ask(ASK).json()["boolean"] is True


def test_methods_that_are_allowed_are_named(served: Served) -> None:
    for method in ("OPTIONS", "PUT"):
        allowed = send(served, method).headers["Allow"]
        assert set(allowed.split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_head_is_get_without_the_body(served: Served) -> None:
    search = "?query=ASK%7B%7D"
    got, head = send(served, "GET", search=search), send(served, "HEAD", search=search)
    assert head.content == b""
    for name in ("Content-Type", "Content-Length", "Vary"):
        assert head.headers[name] == got.headers[name]


def test_a_compressed_body_is_refused(served: Served) -> None:
    assert send(served, "POST", ASK, QUERY, **{"Content-Encoding": "gzip"}).status_code == 415


def test_a_large_body_is_refused_before_it_comes_and_while_it_comes(served: Served) -> None:
    large = b"#" * (1 << 20) + b"\nASK {}"
    assert send(served, "POST", large, QUERY).status_code == 413
    pieces = (large[start : start + 65536] for start in range(0, len(large), 65536))
    assert served.client.post(f"{served.address}/sparql", content=pieces, headers={"Content-Type": QUERY}).status_code == 413


def test_a_malformed_query_is_shown_with_a_caret(served: Served) -> None:
    answer = served.ask("SELECT *\n{ ?s outge:fact ?o }")
    assert answer.status_code == 400
    first, line, caret = answer.text.rstrip("\n").split("\n")
    assert first.startswith("line 2, column 6: ")
    assert "did you mean outage:?" in first
    assert (line, caret) == ("  { ?s outge:fact ?o }", "       ^")


# ---------------------------------------------------------------- datasets: section 2.1.4

IN = f"SELECT ?s {{ ?s <{E}in> ?g }} ORDER BY ?s"
GRAPH = f"SELECT ?s {{ GRAPH ?g {{ ?s <{E}in> ?x }} }} ORDER BY ?s"
ONE, TWO, THREE = (f"{E}{name}" for name in ("one", "two", "three"))


def names(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    return "".join(row["s"]["value"].removeprefix(E) for row in answer.json()["results"]["bindings"])


@pytest.mark.parametrize("method", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("query", "default", "named", "found"),
    [
        (IN, [], [], "abc"),
        (GRAPH, [], [], "abc"),
        (IN, [ONE], [], "a"),
        (IN, [ONE, THREE], [], "ac"),
        (GRAPH, [ONE], [], ""),
        (GRAPH, [], [TWO], "b"),
        (GRAPH, [], [TWO, THREE], "bc"),
        (IN, [], [TWO], ""),
        (GRAPH, [ONE], [TWO], "b"),
        (IN, [ONE], [TWO], "a"),
        (IN.replace("{", f"FROM <{TWO}> {{", 1), [], [], "b"),
        (GRAPH.replace("{", f"FROM NAMED <{TWO}> {{", 1), [], [], "b"),
        (IN.replace("{", f"FROM NAMED <{TWO}> {{", 1), [], [], ""),
        (f"PREFIX e: <{E}> " + IN.replace("{", "FROM e:two {", 1), [], [], "b"),
        # the protocol's dataset wins over the query's
        (IN.replace("{", f"FROM <{TWO}> {{", 1), [ONE], [], "a"),
        (GRAPH.replace("{", f"FROM NAMED <{TWO}> {{", 1), [], [THREE], "c"),
        (IN.replace("{", f"FROM <{TWO}> {{", 1), [], [THREE], ""),
    ],
)
def test_a_dataset_is_chosen(served: Served, method: str, query: str, default: list[str], named: list[str], found: str) -> None:
    graphs = [("default-graph-uri", iri) for iri in default] + [("named-graph-uri", iri) for iri in named]
    if method == "get":
        answer = send(served, "GET", search="?" + urlencode([("query", query), *graphs]))
    elif method == "form":
        answer = send(served, "POST", urlencode([("query", query), *graphs]), FORM)
    else:
        answer = send(served, "POST", query, QUERY, "?" + urlencode(graphs))
    assert names(answer) == found


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("iri", ["file:///etc/passwd", "http://127.0.0.1:1/data.ttl", f"{E}none", "not an iri", ""])
def test_a_dataset_elsewhere_is_refused(served: Served, parameter: str, iri: str) -> None:
    answer = served.ask(ASK, **{parameter: iri})
    assert answer.status_code == 400
    assert "nothing is read from files or addresses" in answer.text


# ---------------------------------------------------------------- content negotiation

QUERIES = {
    "select": "SELECT ?s { ?s ?p ?o } LIMIT 1",
    "ask": ASK,
    "construct": "CONSTRUCT WHERE { ?s ?p ?o }",
    "describe": f"DESCRIBE <{E}a>",
}
ROWS = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
TRIPLES = ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "application/n-quads", "application/trig"]


@pytest.mark.parametrize(
    ("form", "accept"),
    [(form, accept) for form in ("select", "ask") for accept in ROWS]
    + [(form, accept) for form in ("construct", "describe") for accept in TRIPLES],
)
def test_every_form_in_every_format(served: Served, form: str, accept: str) -> None:
    answer = served.ask(QUERIES[form], accept)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].split(";")[0] == accept
    assert answer.headers["Vary"] == "Accept"
    assert int(answer.headers["Content-Length"]) == len(answer.content) > 0


@pytest.mark.parametrize("accept", TRIPLES)
def test_every_format_holds_the_same_triples(served: Served, accept: str) -> None:
    plain = served.ask(QUERIES["construct"], "application/n-triples").content
    answer = served.ask(QUERIES["construct"], accept).content
    format = next(offer.format for offer in GRAPHS if offer.media_type == accept)
    expected = {quad.triple for quad in ox.parse(plain, format=ox.RdfFormat.N_TRIPLES)}
    assert len(expected) == 15
    assert {quad.triple for quad in ox.parse(answer, format=FORMATS[format])} == expected


@pytest.mark.parametrize(
    ("form", "accept"), [("select", "text/turtle"), ("ask", "image/png"), ("construct", "text/csv"), ("describe", "text/html")]
)
def test_what_cannot_be_had_is_told_with_what_can(served: Served, form: str, accept: str) -> None:
    answer = served.ask(QUERIES[form], accept)
    assert answer.status_code == 406
    assert ("text/turtle" if form in ("construct", "describe") else "text/csv") in answer.text


# ---------------------------------------------------------------- service description, named queries

SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize("accept", ["", *TRIPLES])
def test_the_endpoint_describes_itself(served: Served, accept: str) -> None:
    answer = send(served, "GET", **({"Accept": accept} if accept else {}))
    format = next(offer.format for offer in GRAPHS if offer.media_type == (accept or "text/turtle"))
    store = ox.Store()
    store.bulk_extend(ox.parse(answer.content, format=FORMATS[format]))
    asked = f"""PREFIX sd: <{SD}> PREFIX f: <http://www.w3.org/ns/formats/> ASK {{
        ?s a sd:Service ; sd:endpoint <{served.address}/sparql> ; sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
           sd:resultFormat f:SPARQL_Results_JSON, f:Turtle, f:JSON-LD .
        FILTER NOT EXISTS {{ ?s sd:supportedLanguage sd:SPARQL11Update }} }}"""
    assert bool(store.query(asked))


def test_a_description_as_a_picture_is_refused(served: Served) -> None:
    assert send(served, "GET", Accept="image/png").status_code == 406


def test_the_root_gives_the_description_to_who_wants_rdf(served: Served) -> None:
    answer = served.client.get(f"{served.address}/", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert SD in answer.text


def test_named_queries_are_listed_and_answered(served: Served) -> None:
    from extractor.graph.named_queries import list_queries

    listed = served.client.get(f"{served.address}/queries").json()
    assert [query["name"] for query in listed] == [query.name for query in list_queries()]
    for query in listed:
        assert set(query) == {"name", "title", "question", "text", "parameters"}
        assert send(served, "POST", query["text"], QUERY).status_code == 200, query["name"]


@pytest.mark.parametrize(
    "path", ["/none", "/sparql/more", "/assets/../server/app.py", "/assets/..%2f..%2fserver%2fapp.py", "/assets//etc/passwd"]
)
def test_there_is_nothing_else(served: Served, path: str) -> None:
    assert served.client.get(f"{served.address}{path}").status_code == 404


def test_every_answer_keeps_browsers_from_going_astray(served: Served) -> None:
    for path in ("/", "/sparql", "/queries", "/none", "/sparql?query=x"):
        headers = served.client.get(f"{served.address}{path}").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in headers


def test_json_is_json(served: Served) -> None:
    assert json.loads(served.ask("SELECT * { ?s ?p ?o }").content)["head"]["vars"]


# ---------------------------------------------------------------- the page


@pytest.fixture
def with_page(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Ask</title>")
    (tmp_path / "assets" / "page.js").write_text("1")
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.setattr(app, "PAGES", tmp_path)
    with store_of([data]) as source, inside(source, Limits(quick=1, slow=1)) as port:
        yield f"http://127.0.0.1:{port}"


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "accept", "status", "kind"),
    [
        ("/", BROWSER, 200, "text/html"),
        ("/", "*/*", 200, "text/html"),
        ("/", "text/turtle", 200, "text/turtle"),
        ("/", "application/ld+json, */*;q=0", 200, "application/ld+json"),
        ("/sparql", BROWSER, 303, ""),
        ("/sparql", "*/*", 200, "text/turtle"),
        ("/sparql?query=ASK%7B%7D", BROWSER, 200, "application/xml"),
        ("/assets/page.js", "*/*", 200, "text/javascript"),
        ("/assets/none.js", "*/*", 404, "text/plain"),
        ("/assets/%2e%2e/secret.txt", "*/*", 404, "text/plain"),
        ("/secret.txt", "*/*", 404, "text/plain"),
    ],
)
def test_the_page_is_for_browsers(with_page: str, path: str, accept: str, status: int, kind: str) -> None:
    answer = httpx.get(with_page + path, headers={"Accept": accept}, trust_env=False)
    assert answer.status_code == status
    assert answer.headers.get("Content-Type", "").split(";")[0] == kind
    if status == 303:
        assert answer.headers["Location"] == "/"
