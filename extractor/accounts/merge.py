"""Within one article, one fact for each identifying value, with all its evidences."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from extractor.records import (
    Action,
    Agent,
    Cause,
    Count,
    DurationReport,
    ErrorSighting,
    Fact,
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

# The identifying values of each class, the bold columns of ONTOLOGY.md; the status is part of every identity.
IDENTITY: dict[type[Fact], tuple[str, ...]] = {
    ProviderRole: ("organization",),
    ServiceImpact: ("service",),
    RegionImpact: ("region",),
    GroupImpact: ("group",),
    ErrorSighting: ("code",),
    ProviderReference: ("reference_number",),
    TimelineEntry: ("phase", "time"),
    DurationReport: ("duration",),
    Count: ("value", "kind", "time", "service", "region"),
    Cause: ("category",),
    Action: ("category",),
    Statement: ("speaker", "text"),
}


def identity(fact: AnyFact) -> tuple[Any, ...]:
    """What makes a fact the same as another of its article: class, status, identifying values."""
    return (type(fact).__name__, fact.status, *(_plain(getattr(fact, name)) for name in IDENTITY[type(fact)]))


def _plain(value: Any) -> Any:
    if isinstance(value, Name):
        return value.iri or value.label.casefold()
    if isinstance(value, Agent):
        return value.iri or value.label.casefold()
    if isinstance(value, Time):
        return (value.timex, value.modifier, value.earliest, value.latest)
    return value


def merge(facts: Iterable[AnyFact]) -> tuple[AnyFact, ...]:
    """One fact for each identity, in order of first evidence; the first one's other values stand, gaps are filled from the others."""
    merged: dict[tuple[Any, ...], AnyFact] = {}
    for fact in facts:
        key = identity(fact)
        merged[key] = _join(merged[key], fact) if key in merged else fact
    return tuple(sorted(merged.values(), key=lambda fact: (fact.evidence[0], identity_text(fact))))


def identity_text(fact: AnyFact) -> str:
    """The identity as text, for sorting: values may be None."""
    return repr(identity(fact))


def _join(first: AnyFact, other: AnyFact) -> AnyFact:
    changes: dict[str, Any] = {"evidence": tuple(sorted(dict.fromkeys((*first.evidence, *other.evidence))))}
    if isinstance(first, ServiceImpact) and isinstance(other, ServiceImpact):
        changes["symptoms"] = tuple(dict.fromkeys((*first.symptoms, *other.symptoms)))
    for field in dataclasses.fields(first):
        if field.name not in changes and getattr(first, field.name) is None:
            changes[field.name] = getattr(other, field.name)
    if first.confidence is not None and other.confidence is not None:
        changes["confidence"] = max(first.confidence, other.confidence)
    return dataclasses.replace(first, **changes)
