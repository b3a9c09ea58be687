"""What makes two facts of one article the same: class, status and identifying values."""

from __future__ import annotations

from typing import Any

from extractor.records.facts import (
    Action,
    AnyFact,
    Cause,
    Count,
    DurationReport,
    ErrorSighting,
    Fact,
    GroupImpact,
    ProviderReference,
    ProviderRole,
    RegionImpact,
    ServiceImpact,
    Statement,
    TimelineEntry,
)
from extractor.records.values import Agent, Name, Time

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


def identity_text(fact: AnyFact) -> str:
    """The identity as text, for sorting: values may be None."""
    return repr(identity(fact))
