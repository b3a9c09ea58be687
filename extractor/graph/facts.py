"""The fact layer: what every fact carries, and what each kind says beside its identifying values."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.graph.identify import add_identity, add_service_of, add_time_of
from extractor.graph.place import Place
from extractor.graph.source import add_evidence
from extractor.graph.terms import iri, literal, node
from extractor.graph.values import add_agent
from extractor.records import Action, Agent, Cause, Count, DurationReport, ErrorSighting, ServiceImpact, Statement, TimelineEntry
from extractor.records.facts import AnyFact
from extractor.records.identity import identity


def add_fact(place: Place, fact: AnyFact) -> str:
    """Writes a fact, its evidence and the things that it names. Returns its IRI."""
    sink, mint = place.own, place.mint
    subject = mint.fact(place.telling, identity(fact))
    sink.a(subject, "outage:Fact", f"outage:{type(fact).__name__}")
    sink.add(subject, "outage:incident", iri(place.incident))
    sink.add(place.incident, "outage:fact", iri(subject))
    sink.add(subject, "outage:status", node(f"status:{fact.status}"))
    sink.add(subject, "prov:wasGeneratedBy", iri(place.run))
    for evidence in fact.evidence:
        sink.add(subject, "outage:evidence", iri(add_evidence(sink, mint, place.article, evidence, place.quotes)))
        sink.add(subject, "outage:rule", literal(evidence.rule))
    if fact.confidence is not None:
        sink.add(subject, "outage:confidence", literal(round(fact.confidence, 3), "xsd:decimal"))
    _add_agent(place, subject, "prov:wasAttributedTo", fact.attributed_to)
    add_identity(place, sink, subject, fact)
    _describe(place, subject, fact)
    return subject


def add_chains(place: Place, facts: Iterable[AnyFact]) -> None:
    """Writes which causes of an account brought about which others of it."""
    causes = [fact for fact in facts if isinstance(fact, Cause)]
    minted = {(cause.category, cause.status): place.mint.fact(place.telling, identity(cause)) for cause in causes}
    for cause in causes:
        targets = [iri(minted[led]) for led in cause.led_to if led in minted]  # a correction may have taken it out
        place.own.add(minted[cause.category, cause.status], "outage:ledTo", *targets)


def _add_agent(place: Place, subject: str, predicate: str, agent: Agent | None) -> None:
    if agent:
        place.own.add(subject, predicate, iri(add_agent(place.shared, place.mint, place.article, agent)))


def _describe(place: Place, subject: str, fact: AnyFact) -> None:
    """What a kind says beside its identifying values."""
    sink = place.own
    match fact:
        case ServiceImpact():
            sink.add(subject, "outage:symptom", *(literal(symptom) for symptom in fact.symptoms if place.quotes))
        case ErrorSighting() | TimelineEntry():
            add_service_of(place, sink, subject, fact.service)
        case DurationReport():
            sink.add(subject, "outage:modifier", node(f"modifier:{fact.modifier}"))
        case Count():
            sink.add(subject, "outage:modifier", node(f"modifier:{fact.modifier}"))
            sink.add(subject, "outage:peak", literal(fact.peak))
            sink.add(subject, "schema:unitText", literal(fact.unit) if fact.unit else None)
            _add_agent(place, subject, "outage:source", fact.source)
        case Cause() | Action():
            sink.add(subject, "dcterms:description", literal(fact.description) if fact.description and place.quotes else None)
            if isinstance(fact, Action):
                _add_agent(place, subject, "outage:actor", fact.actor)
                add_time_of(place, sink, subject, fact.time)
        case Statement():
            sink.add(subject, "outage:channel", literal(fact.channel) if fact.channel else None)
            add_time_of(place, sink, subject, fact.time)
