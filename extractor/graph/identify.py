"""The identifying values of facts, as ONTOLOGY.md has them in bold: facts and claims both carry them."""

from __future__ import annotations

from collections.abc import Callable

from extractor.graph.place import Place
from extractor.graph.terms import Sink, iri, literal, node
from extractor.graph.values import add_agent, add_error, add_name, add_service, add_time
from extractor.records import (
    Action,
    Cause,
    Count,
    DurationReport,
    ErrorSighting,
    GroupImpact,
    Name,
    ProviderReference,
    ProviderRole,
    RegionImpact,
    ServiceImpact,
    Statement,
    Time,
    TimelineEntry,
)
from extractor.records.facts import AnyFact


def add_identity(place: Place, sink: Sink, subject: str, fact: AnyFact) -> None:
    """States the fact's identifying values of ``subject`` in ``sink``; what they name goes to the shared graph."""
    _WRITERS[type(fact)](place, sink, subject, fact)


def add_time_of(place: Place, sink: Sink, subject: str, time: Time | None) -> None:
    """States when, where that is known."""
    if time:
        sink.add(subject, "outage:time", iri(add_time(place.shared, place.mint, time)))


def add_service_of(place: Place, sink: Sink, subject: str, service: Name | None) -> None:
    """States which service is meant, where one is."""
    if service:
        sink.add(subject, "outage:service", iri(add_service(place.shared, place.mint, service, place.provider)))


def _provider(place: Place, sink: Sink, subject: str, fact: ProviderRole) -> None:
    organization = place.mint.organization(fact.organization)
    sink.add(subject, "outage:organization", iri(add_name(place.shared, organization, fact.organization, "outage:Organization")))


def _service(place: Place, sink: Sink, subject: str, fact: ServiceImpact) -> None:
    add_service_of(place, sink, subject, fact.service)


def _region(place: Place, sink: Sink, subject: str, fact: RegionImpact) -> None:
    sink.add(subject, "outage:region", iri(add_name(place.shared, place.mint.region(fact.region), fact.region, "schema:Place")))


def _group(place: Place, sink: Sink, subject: str, fact: GroupImpact) -> None:
    sink.add(subject, "outage:group", iri(add_name(place.shared, place.mint.group(fact.group), fact.group, "schema:Audience")))


def _error(place: Place, sink: Sink, subject: str, fact: ErrorSighting) -> None:
    sink.add(subject, "outage:error", iri(add_error(place.shared, place.mint, fact.code, fact.message)))


def _reference(place: Place, sink: Sink, subject: str, fact: ProviderReference) -> None:
    sink.add(subject, "outage:referenceNumber", literal(fact.reference_number))


def _timeline(place: Place, sink: Sink, subject: str, fact: TimelineEntry) -> None:
    sink.add(subject, "outage:phase", node(f"phase:{fact.phase}"))
    add_time_of(place, sink, subject, fact.time)


def _duration(place: Place, sink: Sink, subject: str, fact: DurationReport) -> None:
    sink.add(subject, "outage:duration", literal(fact.duration, "xsd:duration"))


def _count(place: Place, sink: Sink, subject: str, fact: Count) -> None:
    sink.add(subject, "outage:value", literal(fact.value))
    sink.add(subject, "outage:kind", node(f"count-kind:{fact.kind}"))
    add_time_of(place, sink, subject, fact.time)
    add_service_of(place, sink, subject, fact.service)
    if fact.region:
        sink.add(subject, "outage:region", iri(add_name(place.shared, place.mint.region(fact.region), fact.region, "schema:Place")))


def _cause(place: Place, sink: Sink, subject: str, fact: Cause) -> None:
    sink.add(subject, "outage:category", node(f"cause:{fact.category}"))


def _action(place: Place, sink: Sink, subject: str, fact: Action) -> None:
    sink.add(subject, "outage:category", node(f"action:{fact.category}"))


def _statement(place: Place, sink: Sink, subject: str, fact: Statement) -> None:
    sink.add(subject, "outage:speaker", iri(add_agent(place.shared, place.mint, place.article, fact.speaker)))
    if place.quotes:
        sink.add(subject, "outage:text", literal(fact.text))


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
