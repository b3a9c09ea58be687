"""The summary layer: direct triples on the incident, from stated facts, and for want of those from suspected ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from extractor.graph.iris import Mint
from extractor.graph.terms import Sink, iri, literal, node
from extractor.records import (
    Cause,
    Count,
    DurationReport,
    ErrorSighting,
    GroupImpact,
    Incident,
    ProviderRole,
    RegionImpact,
    ServiceImpact,
    TimelineEntry,
)
from extractor.records.facts import AnyFact, Fact
from extractor.records.values import fineness

F = TypeVar("F", bound=Fact)


def add_summary(sink: Sink, mint: Mint, subject: str, incident: Incident, provider: str) -> None:
    """Writes the incident's class, label and summary triples; nothing without a fact behind it."""
    facts = [fact for telling in incident.tellings for fact in telling.account.facts]
    started = _moment(facts, "started", earliest=True)
    sink.a(subject, "outage:Incident")
    sink.add(subject, "rdfs:label", literal(_label(incident, provider, started)))
    _add_names(sink, mint, subject, facts, provider)
    sink.add(subject, "outage:errorCode", *(iri(mint.error(fact.code)) for fact in _best(facts, ErrorSighting)))
    sink.add(subject, "outage:causeCategory", *(node(f"cause:{fact.category}") for fact in _best(facts, Cause)))
    for name, moment in (("outage:started", started), ("outage:resolved", _moment(facts, "resolved", earliest=False))):
        if moment:
            sink.add(subject, name, literal(moment, "xsd:dateTime"))
    if reports := [fact for fact in _best(facts, Count) if fact.kind == "reports"]:
        peaks = [fact for fact in reports if fact.peak] or reports
        sink.add(subject, "outage:peakReports", literal(max(fact.value for fact in peaks)))
    if durations := _best(facts, DurationReport):
        sink.add(subject, "outage:totalDuration", literal(_commonest(fact.duration for fact in durations), "xsd:duration"))


def _add_names(sink: Sink, mint: Mint, subject: str, facts: list[AnyFact], provider: str) -> None:
    sink.add(subject, "outage:provider", *(iri(mint.organization(fact.organization)) for fact in _best(facts, ProviderRole)))
    sink.add(subject, "outage:affectsService", *(iri(mint.service(fact.service, provider)) for fact in _best(facts, ServiceImpact)))
    sink.add(subject, "outage:affectsRegion", *(iri(mint.region(fact.region)) for fact in _best(facts, RegionImpact)))
    sink.add(subject, "outage:affectsGroup", *(iri(mint.group(fact.group)) for fact in _best(facts, GroupImpact)))


def _best(facts: Iterable[AnyFact], cls: type[F]) -> list[F]:
    """The stated facts of a class, else the suspected ones."""
    mine = [fact for fact in facts if isinstance(fact, cls)]
    return [f for f in mine if f.status == "stated"] or [f for f in mine if f.status == "suspected"]


def _moment(facts: Iterable[AnyFact], phase: str, earliest: bool) -> str | None:
    """The best supported moment of a phase: the finest grain first, then the most facts, then the first (or the last) one."""
    entries = [fact for fact in _best(facts, TimelineEntry) if fact.phase == phase]
    bounds = [(fineness(entry.time), entry.time.earliest or entry.time.latest) for entry in entries]
    known = [(grain, bound) for grain, bound in bounds if bound]
    if not known:
        return None
    finest = max(grain for grain, _ in known)
    support = Counter(bound for grain, bound in known if grain == finest)
    most = max(support.values())
    best = sorted(bound for bound, times in support.items() if times == most)
    return best[0] if earliest else best[-1]


def _commonest(values: Iterable[str]) -> str:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))


def _label(incident: Incident, provider: str, started: str | None) -> str:
    start = next((candidate.start for candidate in incident.candidates if candidate.start), None)
    return f"{provider} outage, {start or (started or '')[:10] or 'undated'}"


def main_provider(incident: Incident) -> str:
    """The label of the provider that most of the incident's facts name; "unknown" where none does."""
    roles = [fact for telling in incident.tellings for fact in telling.account.facts if isinstance(fact, ProviderRole)]
    counted = Counter(role.organization.label for role in _best(roles, ProviderRole) for _ in role.evidence)
    return min(counted, key=lambda label: (-counted[label], label)) if counted else "unknown"
