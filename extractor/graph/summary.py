"""The summary layer: direct triples on the incident, from stated facts, and for want of those from suspected ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from extractor.graph.iris import Mint
from extractor.graph.terms import Sink, iri, literal, node
from extractor.linking.when import starts
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
    Telling,
    Time,
    TimelineEntry,
)
from extractor.records.facts import AnyFact, Fact
from extractor.records.values import fineness

F = TypeVar("F", bound=Fact)
V = TypeVar("V", str, float)
Told = Sequence[tuple[Telling, int]]  # tellings, each with the number of its source: copies of one text have one number
Sourced = Sequence[tuple[AnyFact, int]]


def add_summary(sink: Sink, mint: Mint, subject: str, told: Told, provider: str) -> None:
    """Writes the incident's class, label and summary triples; nothing without a fact behind it.

    Args: told: the tellings that feed it, each with the number of its source; provider: the label of the main provider.
    """
    facts = [(fact, source) for telling, source in told for fact in telling.account.facts]
    started = _moment(facts, "started")
    sink.a(subject, "outage:Incident")
    sink.add(subject, "rdfs:label", literal(f"{provider} outage, {_day(told) or (started or '')[:10] or 'undated'}"))
    _add_names(sink, mint, subject, facts, provider)
    sink.add(subject, "outage:errorCode", *(iri(mint.error(fact.code)) for fact, _ in _best(facts, ErrorSighting)))
    sink.add(subject, "outage:causeCategory", *(node(f"cause:{fact.category}") for fact, _ in _best(facts, Cause)))
    for name, moment in (("outage:started", started), ("outage:resolved", _moment(facts, "resolved"))):
        if moment:
            sink.add(subject, name, literal(moment, "xsd:dateTime"))
    if (peak := _peak(facts)) is not None:
        sink.add(subject, "outage:peakReports", literal(peak))
    durations = _support(((fact.duration, source) for fact, source in _best(facts, DurationReport)))
    if durations:
        sink.add(subject, "outage:totalDuration", literal(min(durations, key=lambda value: (-durations[value], value)), "xsd:duration"))


def _add_names(sink: Sink, mint: Mint, subject: str, facts: Sourced, provider: str) -> None:
    sink.add(subject, "outage:provider", *(iri(mint.organization(fact.organization)) for fact, _ in _best(facts, ProviderRole)))
    sink.add(subject, "outage:affectsService", *(iri(mint.service(fact.service, provider)) for fact, _ in _best(facts, ServiceImpact)))
    sink.add(subject, "outage:affectsRegion", *(iri(mint.region(fact.region)) for fact, _ in _best(facts, RegionImpact)))
    sink.add(subject, "outage:affectsGroup", *(iri(mint.group(fact.group)) for fact, _ in _best(facts, GroupImpact)))


def _best(facts: Sourced, cls: type[F]) -> list[tuple[F, int]]:
    """The stated facts of a class, else the suspected ones, each with its source."""
    mine = [(fact, source) for fact, source in facts if isinstance(fact, cls)]
    return [pair for pair in mine if pair[0].status == "stated"] or [pair for pair in mine if pair[0].status == "suspected"]


def _support(values: Iterable[tuple[V, int]]) -> dict[V, int]:
    """How many sources give each value."""
    sources: dict[V, set[int]] = defaultdict(set)
    for value, source in values:
        sources[value].add(source)
    return {value: len(numbers) for value, numbers in sources.items()}


def _moment(facts: Sourced, phase: str) -> str | None:
    """The best supported moment of a phase.

    The one that most sources have or leave room for, a day for its hours; of these the finest, then the one that most sources have
    exactly, then the first start or the last end.
    """
    entries = [(fact.time, source) for fact, source in _best(facts, TimelineEntry) if fact.phase == phase]
    exact = _support((moment, source) for time, source in entries if (moment := _bound(time)))
    if not exact:
        return None
    given: dict[Time, set[int]] = defaultdict(set)
    for time, source in entries:
        given[time].add(source)
    scores = {time: len(set().union(*(given[other] for other in given if _agree(time, other)))) for time in given if _bound(time)}
    best = max((scores[time], fineness(time), exact[_bound(time)]) for time in scores)
    moments = sorted(_bound(time) for time in scores if (scores[time], fineness(time), exact[_bound(time)]) == best)
    return moments[0] if phase == "started" else moments[-1]


def _bound(time: Time) -> str:
    return time.earliest or time.latest or ""


def _agree(first: Time, second: Time) -> bool:
    """Whether the two leave room for each other; open bounds reach everywhere."""
    return not any(a.latest and b.earliest and a.latest < b.earliest for a, b in ((first, second), (second, first)))


def _peak(facts: Sourced) -> float | None:
    """The peak that most sources give, the highest of several; where none is called the peak, the highest number of reports."""
    reports = [(fact, source) for fact, source in _best(facts, Count) if fact.kind == "reports"]
    peaks = _support((fact.value, source) for fact, source in reports if fact.peak)
    if peaks:
        return max(peaks, key=lambda value: (peaks[value], value))
    return max((fact.value for fact, _ in reports), default=None)


def _day(told: Told) -> str | None:
    """The day, or as much of it as is known, on which most sources have it start, on their own clocks."""
    firsts = ((starts(telling), source) for telling, source in told)
    days = _support((first[0].date, source) for first, source in firsts if first and first[0].late != "published")
    return min(days, key=lambda day: (-len(day), -days[day], day)) if days else None


def main_provider(incident: Incident) -> str:
    """The label of the provider that most of the incident's facts name; "unknown" where none does."""
    roles: list[tuple[AnyFact, int]] = [(fact, 0) for telling in incident.tellings for fact in telling.account.facts]
    counted = Counter(role.organization.label for role, _ in _best(roles, ProviderRole) for _ in role.evidence)
    return min(counted, key=lambda label: (-counted[label], label)) if counted else "unknown"
