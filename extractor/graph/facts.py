"""The fact layer: each kind of fact as ONTOLOGY.md has it, one small function a kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from extractor.graph.iris import Mint
from extractor.graph.source import add_evidence
from extractor.graph.terms import Sink, iri, literal, node
from extractor.graph.values import add_agent, add_error, add_name, add_service, add_time
from extractor.records import (
    Action,
    Article,
    Cause,
    Count,
    DurationReport,
    ErrorSighting,
    GroupImpact,
    ProviderReference,
    ProviderRole,
    RegionImpact,
    ServiceImpact,
    Statement,
    TimelineEntry,
)
from extractor.records.facts import AnyFact
from extractor.records.identity import identity


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where facts are being written: the article's own graph, the shared one for names, and whose incident it is."""

    own: Sink
    shared: Sink
    mint: Mint
    article: Article
    incident: str
    provider: str
    run: str
    quotes: bool


def add_fact(place: Place, fact: AnyFact) -> str:
    """Writes a fact, its evidence and the things that it names. Returns its IRI."""
    sink, mint = place.own, place.mint
    subject = mint.fact(place.article, identity(fact))
    sink.a(subject, f"outage:{type(fact).__name__}")
    sink.add(subject, "outage:incident", iri(place.incident))
    sink.add(place.incident, "outage:fact", iri(subject))
    sink.add(subject, "outage:status", node(f"status:{fact.status}"))
    sink.add(subject, "prov:wasGeneratedBy", iri(place.run))
    for evidence in fact.evidence:
        sink.add(subject, "outage:evidence", iri(add_evidence(sink, mint, place.article, evidence, place.quotes)))
        sink.add(subject, "outage:rule", literal(evidence.rule))
    if fact.confidence is not None:
        sink.add(subject, "outage:confidence", literal(round(fact.confidence, 3), "xsd:decimal"))
    if fact.attributed_to:
        sink.add(subject, "prov:wasAttributedTo", iri(add_agent(place.shared, mint, place.article, fact.attributed_to)))
    _WRITERS[type(fact)](place, subject, fact)
    return subject


def _provider(place: Place, subject: str, fact: ProviderRole) -> None:
    organization = place.mint.organization(fact.organization)
    place.own.add(subject, "outage:organization", iri(add_name(place.shared, organization, fact.organization, "outage:Organization")))


def _service(place: Place, subject: str, fact: ServiceImpact) -> None:
    place.own.add(subject, "outage:service", iri(add_service(place.shared, place.mint, fact.service, place.provider)))
    place.own.add(subject, "outage:symptom", *(literal(symptom) for symptom in fact.symptoms))


def _region(place: Place, subject: str, fact: RegionImpact) -> None:
    place.own.add(subject, "outage:region", iri(add_name(place.shared, place.mint.region(fact.region), fact.region, "schema:Place")))


def _group(place: Place, subject: str, fact: GroupImpact) -> None:
    place.own.add(subject, "outage:group", iri(add_name(place.shared, place.mint.group(fact.group), fact.group, "schema:Audience")))


def _error(place: Place, subject: str, fact: ErrorSighting) -> None:
    place.own.add(subject, "outage:error", iri(add_error(place.shared, place.mint, fact.code, fact.message)))
    if fact.service:
        place.own.add(subject, "outage:service", iri(add_service(place.shared, place.mint, fact.service, place.provider)))


def _reference(place: Place, subject: str, fact: ProviderReference) -> None:
    place.own.add(subject, "outage:referenceNumber", literal(fact.reference_number))


def _timeline(place: Place, subject: str, fact: TimelineEntry) -> None:
    place.own.add(subject, "outage:phase", node(f"phase:{fact.phase}"))
    place.own.add(subject, "outage:time", iri(add_time(place.shared, place.mint, fact.time)))
    if fact.service:
        place.own.add(subject, "outage:service", iri(add_service(place.shared, place.mint, fact.service, place.provider)))


def _duration(place: Place, subject: str, fact: DurationReport) -> None:
    place.own.add(subject, "outage:duration", literal(fact.duration, "xsd:duration"))
    place.own.add(subject, "outage:modifier", node(f"modifier:{fact.modifier}"))


def _count(place: Place, subject: str, fact: Count) -> None:
    sink, mint = place.own, place.mint
    sink.add(subject, "outage:value", literal(fact.value))
    sink.add(subject, "outage:kind", node(f"count-kind:{fact.kind}"))
    sink.add(subject, "outage:modifier", node(f"modifier:{fact.modifier}"))
    sink.add(subject, "outage:peak", literal(fact.peak))
    if fact.unit:
        sink.add(subject, "schema:unitText", literal(fact.unit))
    if fact.source:
        sink.add(subject, "outage:source", iri(add_agent(place.shared, mint, place.article, fact.source)))
    if fact.time:
        sink.add(subject, "outage:time", iri(add_time(place.shared, mint, fact.time)))
    if fact.service:
        sink.add(subject, "outage:service", iri(add_service(place.shared, mint, fact.service, place.provider)))
    if fact.region:
        sink.add(subject, "outage:region", iri(add_name(place.shared, mint.region(fact.region), fact.region, "schema:Place")))


def _cause(place: Place, subject: str, fact: Cause) -> None:
    place.own.add(subject, "outage:category", node(f"cause:{fact.category}"))
    if fact.description and place.quotes:
        place.own.add(subject, "dcterms:description", literal(fact.description))


def _action(place: Place, subject: str, fact: Action) -> None:
    place.own.add(subject, "outage:category", node(f"action:{fact.category}"))
    if fact.description and place.quotes:
        place.own.add(subject, "dcterms:description", literal(fact.description))
    if fact.actor:
        place.own.add(subject, "outage:actor", iri(add_agent(place.shared, place.mint, place.article, fact.actor)))
    if fact.time:
        place.own.add(subject, "outage:time", iri(add_time(place.shared, place.mint, fact.time)))


def _statement(place: Place, subject: str, fact: Statement) -> None:
    place.own.add(subject, "outage:speaker", iri(add_agent(place.shared, place.mint, place.article, fact.speaker)))
    if place.quotes:
        place.own.add(subject, "outage:text", literal(fact.text))
    if fact.channel:
        place.own.add(subject, "outage:channel", literal(fact.channel))
    if fact.time:
        place.own.add(subject, "outage:time", iri(add_time(place.shared, place.mint, fact.time)))


_WRITERS: dict[type[AnyFact], Callable[..., None]] = {
    ProviderRole: _provider,
    ServiceImpact: _service,
    RegionImpact: _region,
    GroupImpact: _group,
    ErrorSighting: _error,
    ProviderReference: _reference,
    TimelineEntry: _timeline,
    DurationReport: _duration,
    Count: _count,
    Cause: _cause,
    Action: _action,
    Statement: _statement,
}
