"""A graph leaves its store whole or in parts, in every format and as tables, and comes back as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from extractor.batch.export import export
from extractor.batch.part import Wanted, find
from extractor.batch.place import Place
from extractor.batch.store import reading
from extractor.batch.tables import TABLES, write_tables
from extractor.errors import UsageError
from extractor.graph.serialize import FORMATS
from extractor.graph.to_rdflib import to_rdflib
from extractor.graph.validate import validate
from tests.batch.made import article, build, exported, folder

HEAD = "---\nurl: https://news.example.org/{}\ndate: 2025-03-{:02}\n---\n\n"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three incidents of two providers; one of them in two articles that disagree, one of which has a newer text."""
    news = folder(
        tmp_path_factory.mktemp("kg") / "news",
        a=article("Kestrel Pay"),
        b=article("Kestrel Pay", hour=8, more="Kestrel Pay said on Monday that 4,000 customers were hit. It was slow in Sweden, too."),
        c=article("Quillcase Bank", day=9),
        d=article("Kestrel Pay", day=20),
    )
    (news / "e.md").write_text(HEAD.format("x", 9) + article("Quillcase Bank", day=9), "utf-8")
    (news / "f.md").write_text(HEAD.format("x", 10) + article("Quillcase Bank", day=9, more="=1+1, said its spokesman."), "utf-8")
    build(news.parent / "kg", news)
    return news.parent / "kg"


@pytest.fixture
def store(kg: Path) -> Iterator[ox.Store]:
    with reading(Place(kg)) as store:
        yield store


def part(store: ox.Store, wanted: Wanted, format: str = "nquads") -> bytes:
    out = io.BytesIO()
    export(store, out, format, find(store, wanted))
    return out.getvalue()


def graph(nquads: bytes) -> rdflib.Graph:
    return to_rdflib(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))


def incidents(nquads: bytes) -> list[str]:
    """The providers and days of the incidents that a part has, from their IRIs."""
    query = "SELECT ?i { ?i a <https://w3id.org/outagegraph/ontology#Incident> }"
    return sorted(str(row[0]).rsplit("/", 1)[1].rsplit("-", 1)[0] for row in graph(nquads).query(query))  # type: ignore[index]


PAY, PAY_AGAIN, BANK = "kestrel-pay-2025-03-03", "kestrel-pay-2025-03-20", "quillcase-bank-2025-03-09"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(providers=("kestrel pay",)), [PAY, PAY_AGAIN]),
        (Wanted(providers=("Quillcase Bank", "Kestrel Pay")), [PAY, PAY_AGAIN, BANK]),
        (Wanted(since="2025-03-09"), [PAY_AGAIN, BANK]),
        (Wanted(until="2025-03-09"), [PAY, BANK]),
        (Wanted(since="2025-03-09", until="2025-03-09T10:00+02:00"), []),
        (Wanted(since="2025-03-09T09:00Z", until="2025-03-19"), [BANK]),
        (Wanted(articles=("c.txt",)), [BANK]),
        (Wanted(articles=("https://news.example.org/x", "d.txt")), [PAY_AGAIN, BANK]),
        (Wanted(providers=("Kestrel Pay",), since="2025-03-10"), [PAY_AGAIN]),
    ],
)
def test_a_part_has_what_was_asked_for_and_stands_on_its_own(store: ox.Store, wanted: Wanted, expected: list[str]) -> None:
    if not expected:
        with pytest.raises(UsageError, match="no incident is left"):
            find(store, wanted)
        return
    made = part(store, wanted)
    assert incidents(made) == expected
    assert [line for line in validate(graph(made)).lines() if not line.startswith("warning")] == ["The graph conforms to the shapes."]


def test_an_incident_is_named_by_any_of_its_names(store: ox.Store, kg: Path) -> None:
    whole = exported(kg).decode()
    replaced = [line.split()[0][1:-1] for line in whole.splitlines() if "isReplacedBy" in line]
    assert replaced
    for name in (replaced[0], replaced[0].rsplit("/", 1)[1], f"<{replaced[0]}>"):
        assert len(incidents(part(store, Wanted(incidents=(name,))))) == 1


def test_all_incidents_are_all_that_tells_of_any(store: ox.Store, kg: Path) -> None:
    made = part(store, Wanted(since="2000-01-01"))
    assert set(made.splitlines()) <= set(exported(kg).splitlines())
    lost = set(exported(kg).splitlines()) - set(made.splitlines())
    assert lost == set()


def test_an_article_s_part_has_its_word_alone(store: ox.Store) -> None:
    texts = {name: part(store, Wanted(articles=(f"{name}.txt",))).decode() for name in "ab"}
    assert [name for name, text in texts.items() if "b.txt" in text] == ["b"]
    assert "sweden" not in texts["a"].casefold()
    assert "sweden" in texts["b"].casefold()
    assert "disagreesWith" not in texts["a"]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted(providers=("Nobody",)), "Nobody: no organisation of that name"),
        (Wanted(incidents=("nothing",)), "nothing: no such incident"),
        (Wanted(articles=("z.txt",)), "z.txt: no article"),
        (Wanted(since="soon"), "'soon' is no date"),
    ],
)
def test_what_is_not_there_is_told(store: ox.Store, wanted: Wanted, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        find(store, wanted)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_the_same_each_time_and_comes_back_as_it_was(
    store: ox.Store, kg: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # it would rewrite Z as +00:00 when it reads
    made, whole = exported(kg, format), exported(kg)
    assert made == exported(kg, format)
    assert part(store, Wanted(providers=("Kestrel Pay",)), format) == part(store, Wanted(providers=("Kestrel Pay",)), format)
    back = set(ox.parse(made, format=FORMATS[format]))
    sent = set(ox.parse(whole, format=ox.RdfFormat.N_QUADS))
    if not FORMATS[format].supports_datasets:
        sent = {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in sent}
    assert back == sent
    assert isomorphic(by_rdflib(made, format), to_rdflib(sent))


def by_rdflib(made: bytes, format: str) -> rdflib.Graph:
    """All triples that rdflib reads, whatever the graph."""
    name = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt11", "jsonld": "json-ld", "rdfxml": "xml"}[format]
    dataset, found = rdflib.Dataset(), rdflib.Graph()
    dataset.parse(data=made, format=name)
    for subject, predicate, value, _ in dataset.quads():
        found.add((subject, predicate, value))
    return found


ALL = Wanted()


def tables(store: ox.Store, wanted: Wanted = ALL) -> dict[str, list[dict[str, str]]]:
    outputs = {name: io.BytesIO() for name in TABLES}
    write_tables(store, outputs, find(store, wanted) if wanted else None)
    again = {name: io.BytesIO() for name in TABLES}
    write_tables(store, again, find(store, wanted) if wanted else None)
    assert [output.getvalue() for output in outputs.values()] == [output.getvalue() for output in again.values()]
    return {name: list(csv.DictReader(io.StringIO(output.getvalue().decode("utf-8-sig")))) for name, output in outputs.items()}


def test_tables_have_a_row_an_incident_a_fact_and_a_piece_of_evidence(store: ox.Store) -> None:
    found = tables(store)
    assert [(row["provider"], row["started"], row["articles"]) for row in found["incidents"]] == [
        ("Kestrel Pay", "2025-03-03T08:00:00Z", "a.txt; b.txt"),
        ("Kestrel Pay", "2025-03-20T09:00:00Z", "d.txt"),
        ("Quillcase Bank", "2025-03-09T09:00:00Z", "c.txt; e.md; f.md"),
    ]
    count = "SELECT (COUNT(DISTINCT ?f) AS ?n) { GRAPH ?g { ?f a <https://w3id.org/outagegraph/ontology#Fact> } }"
    rows = next(iter(store.query(count)))  # type: ignore[call-overload]
    assert len(found["facts"]) == int(rows[0].value)
    assert {row["fact"] for row in found["evidence"]} == {row["fact"] for row in found["facts"]}
    four = next(row for row in found["facts"] if row["value"] == "4000")
    assert (four["kind"], four["incident_label"], four["status"], four["sources"]) == (
        "Count",
        "Kestrel Pay outage, 2025-03-03",
        "stated",
        "1",
    )
    assert {row["quote"] for row in found["evidence"] if row["fact"] == four["fact"]} == {
        "Kestrel Pay said on Monday that 4,000 customers were hit."
    }
    times = [row for row in found["facts"] if row["phase"] == "started"]
    assert all(row["earliest"] and row["time"] for row in times)


def test_tables_of_a_part(store: ox.Store) -> None:
    found = tables(store, Wanted(articles=("f.md",)))
    assert [row["articles"] for row in found["incidents"]] == ["f.md"]
    assert {row["file"] for row in found["evidence"]} == {"f.md"}


def test_no_cell_is_a_formula(store: ox.Store) -> None:
    cells = [cell for rows in tables(store).values() for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []
