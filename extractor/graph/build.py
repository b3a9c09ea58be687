"""Readings and incidents to quads.

An article has a named graph with what it says; an incident has one with its claims and summary; what many articles name (organisations,
services, places, times, runs) stands in the default graph. So a change rewrites the graphs of the articles and incidents that it touches.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from extractor.graph.claims import add_claims
from extractor.graph.facts import add_chains, add_fact
from extractor.graph.iris import Mint
from extractor.graph.labels import one_label
from extractor.graph.place import Place
from extractor.graph.revisions import revised
from extractor.graph.source import add_article
from extractor.graph.summary import add_summary, main_provider
from extractor.graph.terms import Nowhere, Sink, iri, literal
from extractor.linking import similar, sources
from extractor.records import Incident, Reading, Telling
from extractor.versions import Versions


@dataclasses.dataclass(frozen=True, slots=True)
class Placed:
    """Which incident an account tells of: its IRI, and the label of its main provider, which owns services that have no owner."""

    incident: str
    provider: str


def build(readings: Sequence[Reading], incidents: Iterable[Incident], versions: Versions, mint: Mint, quotes: bool = True) -> list[ox.Quad]:
    """All quads of the graph, each once, in a fixed order.

    Args:
        readings: every article read, those without an outage too.
        incidents: what ``linking.link`` made of them.
        versions: what read them; names the run.
        mint: mints the IRIs.
        quotes: False leaves the article's words out (offsets stay).
    """
    revisions = revised(mint, (reading.article for reading in readings))
    old = frozenset(revisions.values())
    placed: dict[tuple[str, int], Placed] = {}
    quads: list[ox.Quad] = []
    for incident in incidents:
        place = place_incident(incident, mint)
        placed |= {(mint.article(telling.article), telling.account.number): place for telling in incident.tellings}
        quads += incident_quads(incident, mint, old, quotes)
    shared: list[ox.Quad] = []
    for reading in readings:
        article = mint.article(reading.article)
        places = {account.number: placed[article, account.number] for account in reading.accounts}
        own, names = article_quads(reading, places, versions, mint, revisions.get(article), quotes)
        quads += own
        shared += names
    return sort_quads((*quads, *one_label(shared)))


def place_incident(incident: Incident, mint: Mint) -> Placed:
    """The incident's name: the least of its candidates' IRIs; and its main provider."""
    return Placed(min(mint.incident(candidate) for candidate in incident.candidates), main_provider(incident))


def article_quads(
    reading: Reading, placed: Mapping[int, Placed], versions: Versions, mint: Mint, older: str | None = None, quotes: bool = True
) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """What an article says, and the shared things that it names.

    Args: placed: the incident of each of its accounts, by the account's number; versions: what read it; older: the IRI of the text that
        this one revises.
    Returns: the quads of the article's graph; those of the default graph, where a thing may have several labels (see ``one_label``).
    """
    subject = mint.article(reading.article)
    own, shared = Sink(subject), Sink()
    add_article(own, mint, reading.article)
    run = add_run(shared, mint, versions)
    if older:
        own.add(subject, "prov:wasRevisionOf", iri(older))
    for account in reading.accounts:
        at = placed[account.number]
        place = Place(own, shared, mint, Telling(reading.article, account), at.incident, at.provider, run, quotes)
        own.add(subject, "outage:reports" if account.role == "main" else "outage:mentionsIncident", iri(at.incident))
        for fact in account.facts:
            add_fact(place, fact)
        add_chains(place, account.facts)
    for later, earlier in similar(reading):
        if placed[later] != placed[earlier]:
            own.add(placed[later].incident, "outage:similarTo", iri(placed[earlier].incident))
    return own.quads, shared.quads


def incident_quads(incident: Incident, mint: Mint, old: frozenset[str] = frozenset(), quotes: bool = True) -> list[ox.Quad]:
    """The incident's graph: other names that lead to it, claims, summary.

    Args: old: IRIs of articles that newer texts revise; they feed the summary only where nothing else does.
    """
    at = place_incident(incident, mint)
    sink, names = Sink(at.incident), Nowhere()  # the names are the articles' to write
    for other in sorted({mint.incident(candidate) for candidate in incident.candidates} - {at.incident}):
        sink.add(other, "dcterms:isReplacedBy", iri(at.incident))
    places = [Place(sink, names, mint, telling, at.incident, at.provider, "", quotes) for telling in incident.tellings]
    for causes in incident.caused_by:
        sink.add(at.incident, "outage:causedByIncident", iri(min(mint.incident(candidate) for candidate in causes)))
    numbers = sources([telling.article for telling in incident.tellings])
    add_claims(places, numbers)
    told = list(zip(incident.tellings, numbers, strict=True))
    current = [(telling, number) for telling, number in told if mint.article(telling.article) not in old] or told
    add_summary(sink, mint, at.incident, current, at.provider)
    return sink.quads


def add_run(sink: Sink, mint: Mint, versions: Versions) -> str:
    """Writes the activity that read the articles: what it was made of, no clock. Returns its IRI."""
    subject = mint.run(versions.extractor, versions.rules, versions.model, versions.catalogue)
    sink.a(subject, "prov:Activity")
    sink.add(subject, "rdfs:label", literal(f"outagegraph {versions.extractor}"))
    for name, value in dataclasses.asdict(versions).items():
        sink.add(subject, f"outage:{name}Version", literal(value))
    return subject


def sort_quads(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Each quad once, ordered by subject, predicate, object and graph: by its line of N-Quads, which is much cheaper than by its terms."""
    given = list(quads)
    lines = (ox.serialize(given, format=ox.RdfFormat.N_QUADS) or b"").splitlines()
    by_line = dict(zip(lines, given, strict=True))
    return [by_line[line] for line in sorted(by_line)]
