"""What a person corrects holds on every build, says who, when and why, and goes when it is taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from extractor.batch.build import Asked
from extractor.batch.corrections import names_account, parse_corrections
from extractor.batch.explain import explain
from extractor.batch.place import Place
from extractor.batch.store import reading
from extractor.errors import UsageError
from extractor.graph.prefixes import PREFIXES
from tests.batch.made import article, build, exported, extracted, folder

SIGNED = "\n  by: Jo Bell\n  when: 2025-04-01\n  why: seen on the status page\n"
FACT = "SELECT ?f { ?f a outage:Count ; outage:value ?v } ORDER BY ?f LIMIT 1"
INCIDENTS = "SELECT ?i { ?i a outage:Incident } ORDER BY ?i"


def ask(kg: Path, query: str) -> list[str]:
    """The first column of the rows."""
    with reading(Place(kg)) as store:
        return [row[0].value for row in store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)]  # type: ignore[union-attr,index]


def correct(kg: Path, news: Path, text: str) -> None:
    """Builds with these corrections."""
    file = kg.parent / "corrections.yaml"
    file.write_text(text, "utf-8")
    build(kg, news, asked=Asked(corrections=file))


@pytest.fixture
def kg(tmp_path: Path) -> Path:
    """A knowledge graph of two incidents of one provider, and one of another."""
    texts = {"a": article("Tidepool Mail"), "b": article("Tidepool Mail", day=12), "c": article("Quillcase Bank", day=9)}
    build(tmp_path / "kg", folder(tmp_path / "news", **texts))
    return tmp_path / "kg"


@pytest.fixture
def news(kg: Path) -> Path:
    return kg.parent / "news"


def test_a_rejected_fact_is_none(kg: Path, news: Path) -> None:
    fact = ask(kg, FACT)[0]
    correct(kg, news, f"- reject: {fact}{SIGNED}")
    assert ask(kg, f"SELECT ?p {{ <{fact}> ?p ?o }}") == [PREFIXES["prov"] + "wasInvalidatedBy"]
    shown = ask(
        kg,
        f"SELECT (CONCAT(?who, '|', STR(?when), '|', ?why) AS ?all) {{ <{fact}> prov:wasInvalidatedBy ?c . ?c a outage:Correction ; "
        "prov:wasAssociatedWith/rdfs:label ?who ; dcterms:date ?when ; dcterms:description ?why }",
    )
    assert shown == ["Jo Bell|2025-04-01|seen on the status page"]


def test_a_replaced_fact_says_what_it_should(kg: Path, news: Path) -> None:
    fact = ask(kg, FACT)[0]
    correct(kg, news, f"- replace: {fact}\n  with: {{value: 4321, modifier: exact}}{SIGNED}")
    new = ask(kg, "SELECT ?f { ?f a outage:Count ; outage:value 4321 }")
    assert len(new) == 1
    assert ask(kg, f"SELECT ?old {{ <{new[0]}> prov:wasRevisionOf ?old }}") == [fact]
    assert ask(kg, f"SELECT ?e {{ <{new[0]}> outage:evidence ?e }}")


def test_a_value_that_does_not_identify_the_fact_is_replaced_in_place(kg: Path, news: Path) -> None:
    fact = ask(kg, FACT)[0]
    correct(kg, news, f"- replace: {fact}\n  with: {{modifier: exact}}{SIGNED}")
    assert ask(kg, f"SELECT ?m {{ <{fact}> outage:modifier ?m }}") == [PREFIXES["modifier"] + "exact"]
    assert ask(kg, f"SELECT ?o {{ <{fact}> prov:wasInvalidatedBy|prov:wasRevisionOf ?o }}") == []
    assert len(ask(kg, f"SELECT ?o {{ <{fact}> prov:wasInfluencedBy ?o }}")) == 1


def test_what_a_correction_made_is_corrected_in_turn(kg: Path, news: Path) -> None:
    fact = ask(kg, FACT)[0]
    first = f"- replace: {fact}\n  with: {{value: 4321}}{SIGNED}"
    correct(kg, news, first)
    new = ask(kg, "SELECT ?f { ?f a outage:Count ; outage:value 4321 }")[0]
    correct(kg, news, f"{first}- reject: {new}{SIGNED}")
    assert ask(kg, "SELECT ?f { ?f a outage:Count ; outage:value 4321 }") == []
    assert len(ask(kg, f"SELECT ?c {{ VALUES ?f {{ <{fact}> <{new}> }} ?f prov:wasInvalidatedBy ?c }}")) == 2


def test_a_fact_is_known_by_its_name_before_and_after_an_alias(kg: Path, news: Path) -> None:
    role = 'SELECT ?f { ?f a outage:ProviderRole ; outage:organization/rdfs:label "Quillcase %s" }'
    alias = f"- alias: Quillcase Bank\n  of: Quillcase Holdings{SIGNED}"
    before = ask(kg, role % "Bank")[0]
    correct(kg, news, alias)
    after = ask(kg, role % "Holdings")[0]
    assert after != before
    for fact in (before, after):
        correct(kg, news, f"{alias}- reject: {fact}{SIGNED}")
        assert ask(kg, role % "Holdings") == []


def test_names_that_become_one_make_one_fact(tmp_path: Path) -> None:
    more = "Tidepool Post went down as well, Tidepool Post said."
    news, kg = folder(tmp_path / "news", a=article("Tidepool Mail", more=more)), tmp_path / "kg"
    correct(kg, news, f"- alias: Tidepool Post\n  of: Tidepool Mail{SIGNED}")
    doubled = "SELECT ?f { ?f a outage:Fact } GROUP BY ?f HAVING (COUNT(DISTINCT ?s) > 1)"
    assert ask(kg, doubled.replace("?f a outage:Fact", "?f a outage:Fact ; outage:status ?s")) == []
    assert "Tidepool Post" not in ask(kg, "SELECT ?l { ?o a outage:Organization ; rdfs:label ?l }")


def test_merged_incidents_are_one_and_split_again(kg: Path, news: Path) -> None:
    whole = exported(kg)
    first, second = (iri for iri in ask(kg, INCIDENTS) if "tidepool" in iri)
    correct(kg, news, f"- merge: [{first}, {second}]{SIGNED}")
    assert len(ask(kg, INCIDENTS)) == 2
    assert ask(kg, f"SELECT ?i {{ <{max(first, second)}> dcterms:isReplacedBy ?i }}") == [min(first, second)]
    told = "\n".join(explain(Place(kg), max(first, second)))
    assert "2 articles tell of this incident" in told
    assert "merge by Jo Bell, 2025-04-01: seen on the status page" in told
    correct(kg, news, "")
    assert exported(kg) == whole


def test_a_correction_of_nothing_is_told(kg: Path, news: Path, tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    file.write_text(f"- reject: https://example.org/fact{SIGNED}- merge: [https://example.org/a, https://example.org/b]{SIGNED}")
    tally, _ = build(kg, news, asked=Asked(corrections=file))
    assert [line.split(": ")[1].split()[0] for line in tally.warnings] == ["reject", "merge", "merge"]


def test_a_split_incident_is_two(tmp_path: Path) -> None:
    news = folder(tmp_path / "news", a=article("Tidepool Mail"), b=article("Tidepool Mail", more="Banks too."))
    kg = tmp_path / "kg"
    build(kg, news)
    whole, incident = exported(kg), ask(kg, INCIDENTS)[0]
    correct(kg, news, f"- split: {incident}\n  articles: [b.txt]{SIGNED}")
    assert len(ask(kg, INCIDENTS)) == 2
    correct(kg, news, "[]")
    assert exported(kg) == whole == extracted(news)


def test_a_split_that_cuts_nothing_is_told(kg: Path, news: Path, tmp_path: Path) -> None:
    tidepool = next(iri for iri in ask(kg, INCIDENTS) if "tidepool" in iri)
    file = tmp_path / "c.yaml"
    file.write_text(f"- split: {tidepool}\n  articles: [c.txt]{SIGNED}")
    tally, _ = build(kg, news, asked=Asked(corrections=file))
    assert tally.warnings == [f"corrections: split {tidepool}: c.txt is not one of several articles that tell of it"]
    assert all("corrected" not in explain(Place(kg), iri) for iri in ask(kg, INCIDENTS))


def test_an_alias_makes_names_one(kg: Path, news: Path) -> None:
    correct(kg, news, f"- alias: Quillcase Bank\n  of: Quillcase Holdings{SIGNED}")
    labels = ask(kg, "SELECT ?l { ?o a outage:Organization ; rdfs:label ?l } ORDER BY ?l")
    assert "Quillcase Holdings" in labels
    assert "Quillcase Bank" not in labels


def test_corrections_survive_rebuilds(kg: Path, news: Path, tmp_path: Path) -> None:
    fact, (first, second, _) = ask(kg, FACT)[0], ask(kg, INCIDENTS)
    text = f"- reject: {fact}{SIGNED}- merge: [{first}, {second}]{SIGNED}- alias: Tidepool Mail\n  of: Tidepool Post{SIGNED}"
    correct(kg, news, text)
    corrected = exported(kg)
    build(kg, news)  # without naming the file again
    assert exported(kg) == corrected
    build(kg, news, asked=Asked(anew=True))
    assert exported(kg) == corrected
    (tmp_path / "other").mkdir()
    correct(tmp_path / "other" / "kg", news, text)  # and in a fresh one
    assert exported(tmp_path / "other" / "kg") == corrected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("reject: x", "not a list"),
        ("- [", "not YAML"),
        ("- x", "entry 1: not a correction"),
        ("- reject: x", "entry 1: no by, when, why"),
        (f"- merge: x{SIGNED}", "merge names two"),
        (f"- reject: [x, y]{SIGNED}", "reject names one"),
        (f"- reject: x\n  merge: [x, y]{SIGNED}", "give one of"),
        (f"- reject: x\n  whom: y{SIGNED}", "unknown whom"),
        (f"- replace: x\n  with: 5{SIGNED}", "with: is no mapping"),
        (f"- split: x\n  articles: y{SIGNED}", "articles: is no list"),
        ("- reject: x\n  by: a\n  when: soon\n  why: b\n", "is no date"),
    ],
)
def test_malformed_corrections_are_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_corrections(text, "c.yaml")


@pytest.mark.parametrize(("given", "message"), [("{valeu: 5}", "a Count has no 'valeu'"), ("{value: many}", "is no Count")])
def test_a_replacement_that_does_not_fit_is_refused(kg: Path, news: Path, given: str, message: str) -> None:
    before = exported(kg)
    with pytest.raises(UsageError, match=message):
        correct(kg, news, f"- replace: {ask(kg, FACT)[0]}\n  with: {given}{SIGNED}")
    assert exported(kg) == before


@pytest.mark.parametrize(
    ("iri", "number", "expected"),
    [("x/tidepool-2025-03-03-0123abcd", 0, True), ("x/tidepool-undated-0123abcd-2", 2, True), ("x/tidepool-2025-03-03-0123abcd", 1, False)],
)
def test_an_incident_s_name_tells_the_account(iri: str, number: int, expected: bool) -> None:
    assert names_account(iri, "0123abcdef", number) is expected


def test_an_incident_is_explained_by_any_of_its_names(kg: Path) -> None:
    incident = ask(kg, INCIDENTS)[0]
    lines = list(explain(Place(kg), incident.rsplit("/", 1)[-1]))
    assert lines[0] == incident
    assert re.match(r"1 article tells", lines[1])
    with pytest.raises(UsageError, match="no such incident"):
        list(explain(Place(kg), "nothing"))


def test_the_graph_of_corrections_conforms(kg: Path, news: Path) -> None:
    from extractor.graph.stored import restored
    from extractor.graph.to_rdflib import to_rdflib
    from extractor.graph.validate import validate

    fact, (first, second, _) = ask(kg, FACT)[0], ask(kg, INCIDENTS)
    correct(kg, news, f"- replace: {fact}\n  with: {{value: 4321}}{SIGNED}- merge: [{first}, {second}]{SIGNED}")
    with reading(Place(kg)) as store:
        quads: list[ox.Quad] = [restored(quad) for quad in store]
    assert validate(to_rdflib(quads)).conforms
