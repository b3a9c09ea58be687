"""The graph of made readings: layers, labels, order, formats."""

from __future__ import annotations

import dataclasses
import io
import random

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from extractor.errors import UsageError
from extractor.graph.build import build, place_incident
from extractor.graph.iris import Mint
from extractor.graph.prefixes import PREFIXES
from extractor.graph.serialize import FORMATS, format_for, write
from extractor.graph.to_rdflib import to_rdflib
from extractor.linking import link
from extractor.records import (
    Account,
    Action,
    Agent,
    Cause,
    Count,
    DurationReport,
    ErrorSighting,
    GroupImpact,
    Name,
    ProviderReference,
    Reading,
    RegionImpact,
    Statement,
)
from extractor.versions import Versions
from tests.made import HERE, at, phase, provider, reading, service

VERSIONS = Versions("1", "r", "m", "c")
EVERY_KIND = (
    provider(),
    service(),
    RegionImpact(region=Name("Norway"), evidence=HERE),
    GroupImpact(group=Name("shops"), evidence=HERE),
    ErrorSighting(code="503", message="Unavailable", service=Name("Tidepool Mail"), evidence=HERE),
    ProviderReference(reference_number="TP-77", evidence=HERE),
    phase("started", at("2025-03-03T09:00")),
    phase("resolved", at("2025-03-03T12:00", "before")),
    DurationReport(duration="PT3H", evidence=HERE),
    Count(value=1200, kind="reports", peak=True, source=Agent("Watcher"), time=at("2025-03-03T10:00"), unit="reports", evidence=HERE),
    Cause(category="change", status="suspected", attributed_to=Agent("an engineer", "unnamed"), description="a bad update", evidence=HERE),
    Action(category="rollback", actor=Agent("Tidepool"), time=at("2025-03-03T11:00"), evidence=HERE, confidence=0.75),
    Statement(speaker=Agent("Jo Bell", "person"), text="We are sorry about this", channel="X", evidence=HERE),
)


def quads(*readings: Reading, quotes: bool = True) -> list[ox.Quad]:
    return build(readings, link(readings), VERSIONS, Mint(), quotes)


def serialized(made: list[ox.Quad], format: str) -> bytes:
    out = io.BytesIO()
    write(made, out, format)
    return out.getvalue()


def rows(made: list[ox.Quad], query: str) -> list[tuple[str, ...]]:
    store = ox.Store()
    store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in made)
    return [tuple(term.value if term else "" for term in row) for row in store.query(query, prefixes=PREFIXES)]  # type: ignore[union-attr]


STORY = reading("a.txt", *EVERY_KIND)
TWICE = (STORY, reading("b.txt", provider(), phase("started", at("2025-03-03T09:00")), text="Another text, from another outlet, no more."))


def test_a_cause_leads_to_another_of_its_account_and_to_nothing_that_is_not_there() -> None:
    power = Cause(category="power", led_to=(("cooling", "stated"), ("hardware", "suspected")), evidence=HERE)
    made = quads(reading("a.txt", provider(), power, Cause(category="cooling", evidence=HERE)))
    query = "SELECT ?c ?n { ?f outage:ledTo ?next . ?f outage:category ?c . ?next a outage:Cause ; outage:category ?n }"
    assert [tuple(value.rsplit("/", 1)[1] for value in row) for row in rows(made, query)] == [("power", "cooling")]
    assert len(rows(made, "SELECT ?f { ?f outage:ledTo ?next }")) == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?l { ?i outage:affectsService/rdfs:label ?l }", [("Tidepool Mail",)]),
        ("SELECT ?l { ?i a outage:Incident ; rdfs:label ?l }", [("Tidepool outage, 2025-03-03",)]),
        ("SELECT ?t { ?i outage:started ?t }", [("2025-03-03T09:00:00Z",)]),
        ("SELECT ?t { ?i outage:resolved ?t }", [("2025-03-03T12:00:00Z",)]),
        ("SELECT ?n { ?i outage:peakReports ?n }", [("1200",)]),
        ("SELECT ?d { ?i outage:totalDuration ?d }", [("PT3H",)]),
        ("SELECT ?c { ?i outage:causeCategory ?x BIND(REPLACE(STR(?x), '.*/', '') AS ?c) }", [("change",)]),
        ("SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f outage:status ?s ; outage:evidence ?e ; outage:rule ?r ; outage:claim ?c }", [("13",)]),
        ("SELECT ?q { ?e a outage:Evidence ; oa:hasSelector/oa:exact ?q }", [("Tidepool went down at 9:00 UTC on 3 March 2025.",)]),
        ("SELECT ?c { ?f a outage:Action ; outage:confidence ?c }", [("0.75",)]),
        ("SELECT ?w { ?f a outage:Cause ; prov:wasAttributedTo/rdfs:label ?w }", [("an engineer",)]),
    ],
)
def test_what_stands_in_the_graph(query: str, expected: list[tuple[str, ...]]) -> None:
    assert rows(quads(STORY), query) == expected


def test_articles_that_say_the_same_share_a_claim() -> None:
    found = rows(quads(*TWICE), "SELECT ?n { ?f a outage:TimelineEntry ; outage:phase phase:started ; outage:claim/outage:sourceCount ?n }")
    assert found == [("2",), ("2",)]
    assert len(rows(quads(*TWICE), "SELECT DISTINCT ?i { ?a outage:reports ?i }")) == 1


def test_the_other_names_of_an_incident_lead_to_it() -> None:
    found = rows(quads(*TWICE), "SELECT ?old ?new { ?old dcterms:isReplacedBy ?new . ?new a outage:Incident }")
    assert len(found) == 1
    assert found[0][1] < found[0][0]


def test_articles_that_disagree_have_claims_side_by_side() -> None:
    second = reading("b.txt", provider(), phase("started", at("2025-03-03T09:40")), text="Another text, from another outlet, no more.")
    found = rows(
        quads(STORY, second),
        "SELECT ?a ?b { ?x outage:disagreesWith ?y . ?x outage:time/outage:timex ?a . ?y outage:time/outage:timex ?b }",
    )
    assert sorted(found) == [("2025-03-03T09:00Z", "2025-03-03T09:40Z"), ("2025-03-03T09:40Z", "2025-03-03T09:00Z")]


def test_two_waves_in_one_article_are_no_disagreement() -> None:
    waves = reading("a.txt", provider(), phase("started", at("2025-03-03T09:00")), phase("started", at("2025-03-03T15:00")))
    assert not rows(quads(waves), "SELECT ?x { ?x outage:disagreesWith ?y }")


def test_a_newer_text_under_a_url_revises_the_older_and_alone_feeds_the_summary() -> None:
    url = "https://example.org/a"
    older = reading("a.txt", provider(), service("Tidepool Files"), phase("started", at("2025-03-03T09:00")), url=url)
    article = dataclasses.replace(
        reading("b.txt", provider()).article, text="A newer text of it, and longer than it was.", published="2025-03-05"
    )
    newer = reading("b.txt", provider(), service("Tidepool Mail"), phase("started", at("2025-03-03T09:00")))
    newer = dataclasses.replace(newer, article=dataclasses.replace(article, url=url))
    made = quads(older, newer)
    assert rows(made, "SELECT ?n ?o { ?x prov:wasRevisionOf ?y . ?x outage:sourceFile ?n . ?y outage:sourceFile ?o }") == [
        ("b.txt", "a.txt")
    ]
    assert rows(made, "SELECT DISTINCT ?l { ?i outage:affectsService/rdfs:label ?l }") == [("Tidepool Mail",)]


def test_a_thing_has_one_label_and_the_others_as_alternatives() -> None:
    made = quads(
        reading("a.txt", provider(), service("Ticket sales")), reading("b.txt", provider(), service("ticket sales"), text="Other.")
    )
    assert rows(made, "SELECT DISTINCT ?l ?a { ?s a outage:Service ; rdfs:label ?l ; skos:altLabel ?a }") == [
        ("Ticket sales", "ticket sales")
    ]


def test_two_incidents_of_one_article_share_no_fact() -> None:
    first = reading("a.txt", provider(), phase("started", at("2025-03-03T09:00")))
    other = Account("a.txt", "background", (provider(),), 1)
    made = quads(Reading(first.article, (*first.accounts, other)))
    assert not rows(made, "SELECT ?f { ?f outage:incident ?i, ?j FILTER(?i != ?j) }")
    assert len(rows(made, "SELECT DISTINCT ?i { ?i a outage:Incident }")) == 2


def test_no_quotes_leaves_the_words_out_and_the_offsets_in() -> None:
    bare = quads(STORY, quotes=False)
    assert not rows(bare, "SELECT ?q { ?s oa:exact|oa:prefix|oa:suffix|outage:text|dcterms:description ?q }")
    assert rows(bare, "SELECT DISTINCT ?a ?b { ?s oa:start ?a ; oa:end ?b }") == [("0", "47")]
    assert b"went down at" not in serialized(bare, "nquads")


def test_no_blank_nodes_and_every_evidence_quotes_its_article() -> None:
    made = quads(*TWICE)
    assert not any(isinstance(term, ox.BlankNode) for quad in made for term in (quad.subject, quad.object))
    texts = {article.article.text for article in TWICE}
    query = "SELECT ?q ?a ?b { ?e oa:hasSelector/oa:exact ?q ; oa:hasSelector ?p . ?p oa:start ?a ; oa:end ?b }"
    for quote, start, end in rows(made, query):
        assert quote in {text[int(start) : int(end)] for text in texts}


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_any_order_of_input_gives_the_same_bytes(format: str) -> None:
    shuffled = list(TWICE)
    random.Random(7).shuffle(shuffled)
    assert serialized(quads(*reversed(TWICE)), format) == serialized(quads(*TWICE), format) == serialized(quads(*shuffled), format)


@pytest.mark.parametrize(("format", "parser"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld")])
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib's own JSON-LD parser uses what it deprecates
def test_round_trip_through_rdflib(format: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # it would write Z as +00:00
    made = quads(*TWICE)
    data = rdflib.Dataset(default_union=True) if format == "jsonld" else rdflib.Graph()
    data.parse(data=serialized(made, format), format=parser)
    union = rdflib.Graph()
    for triple in data.triples((None, None, None)):
        union.add(triple)
    assert isomorphic(union, to_rdflib(made))


@pytest.mark.parametrize("format", ["nquads", "trig", "jsonld"])
def test_a_named_graph_an_article_and_an_incident(format: str) -> None:
    made = quads(*TWICE)
    parsed = set(ox.parse(serialized(made, format), format=FORMATS[format]))
    assert parsed == set(made)
    named = {quad.graph_name.value for quad in parsed if isinstance(quad.graph_name, ox.NamedNode)}
    incidents = {place_incident(incident, Mint()).incident for incident in link(TWICE)}
    assert named == {Mint().article(story.article) for story in TWICE} | incidents


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="unknown format 'docx'"):
        format_for("docx", None)
