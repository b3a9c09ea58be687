"""Readings and incidents to quads, sorted: the whole graph, a named graph an article, shared things in the default graph."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from extractor.graph.claims import add_claims
from extractor.graph.facts import add_fact
from extractor.graph.iris import Mint
from extractor.graph.labels import one_label
from extractor.graph.place import Place
from extractor.graph.revisions import revised
from extractor.graph.source import add_article
from extractor.graph.summary import add_summary, main_provider
from extractor.graph.terms import Sink, iri, literal
from extractor.records import Incident, Reading
from extractor.versions import Versions


def build(readings: Sequence[Reading], incidents: Iterable[Incident], versions: Versions, mint: Mint, quotes: bool = True) -> list[ox.Quad]:
    """All quads of the graph, each once, in a fixed order.

    Args:
        readings: every article read, those without an outage too.
        incidents: what ``linking.link`` made of them.
        versions: what read them; names the run.
        mint: mints the IRIs.
        quotes: False leaves the article's words out (offsets stay).
    """
    shared = Sink()
    run = add_run(shared, mint, versions)
    sinks = {mint.article(reading.article): Sink(mint.article(reading.article)) for reading in readings}
    for reading in readings:
        add_article(sinks[mint.article(reading.article)], mint, reading.article)
    revisions = revised(mint, (reading.article for reading in readings))
    for newer, older in revisions.items():
        sinks[newer].add(newer, "prov:wasRevisionOf", iri(older))
    for incident in incidents:
        _add_incident(incident, sinks, shared, mint, run, quotes, frozenset(revisions.values()))
    return sort_quads(one_label(quad for sink in (shared, *sinks.values()) for quad in sink.quads))


def _add_incident(
    incident: Incident, sinks: dict[str, Sink], shared: Sink, mint: Mint, run: str, quotes: bool, old: frozenset[str]
) -> None:
    names = sorted({mint.incident(candidate) for candidate in incident.candidates})
    subject, provider = names[0], main_provider(incident)
    for other in names[1:]:
        shared.add(other, "dcterms:isReplacedBy", iri(subject))
    places = [
        Place(sinks[mint.article(telling.article)], shared, mint, telling, subject, provider, run, quotes) for telling in incident.tellings
    ]
    for place in places:
        relation = "outage:reports" if place.telling.account.role == "main" else "outage:mentionsIncident"
        place.own.add(mint.article(place.article), relation, iri(subject))
        for fact in place.telling.account.facts:
            add_fact(place, fact)
    current = [place for place in places if mint.article(place.article) not in old] or places
    add_claims(places, {number: place.telling.account.facts for number, place in enumerate(places)})
    add_summary(shared, mint, subject, dataclasses.replace(incident, tellings=tuple(place.telling for place in current)), provider)


def add_run(sink: Sink, mint: Mint, versions: Versions) -> str:
    """Writes the activity that read the articles: what it was made of, no clock. Returns its IRI."""
    subject = mint.run(versions.extractor, versions.rules, versions.model, versions.catalogue)
    sink.a(subject, "prov:Activity")
    sink.add(subject, "rdfs:label", literal(f"outagegraph {versions.extractor}"))
    for name, value in dataclasses.asdict(versions).items():
        sink.add(subject, f"outage:{name}Version", literal(value))
    return subject


def sort_quads(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Each quad once, ordered by subject, predicate, object and graph."""
    keyed = {(str(quad.subject), quad.predicate.value, str(quad.object), str(quad.graph_name)): quad for quad in quads}
    return [keyed[key] for key in sorted(keyed)]
