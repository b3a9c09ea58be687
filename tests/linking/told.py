"""Made tellings for tests of linking: who, when, and what else."""

from __future__ import annotations

from typing import Any

from extractor.records import (
    Account,
    Article,
    Cause,
    Count,
    Fact,
    Incident,
    Name,
    ProviderReference,
    Reading,
    RegionImpact,
    Statement,
    Time,
)
from extractor.records.facts import AnyFact
from extractor.records.values import Agent
from tests.made import HERE, phase, provider, service


def story(name: str, who: str | None, when: Time | None, *others: AnyFact, text: str = "", **given: Any) -> Reading:
    """A reading with one main account: a provider, a start, and other facts."""
    facts: list[Fact] = [*([provider(who)] if who else []), *([phase("started", when)] if when else []), *others]
    article = Article(text or f"The text of {name}, and nothing else in it.", name, published=given.get("published", "2025-03-04"))
    return Reading(article, (Account(name, given.get("role", "main"), tuple(facts), given.get("number", 0)),))  # type: ignore[arg-type]


def with_background(reading: Reading, *facts: AnyFact) -> Reading:
    """The reading with one more account."""
    account = Account(reading.article.source_file, "background", facts, len(reading.accounts))
    return Reading(reading.article, (*reading.accounts, account))


def region(label: str) -> RegionImpact:
    return RegionImpact(region=Name(label), evidence=HERE)


def number(text: str) -> ProviderReference:
    return ProviderReference(reference_number=text, evidence=HERE)


def count(value: float, **given: Any) -> Count:
    return Count(value=value, kind="reports", evidence=HERE, **given)


def cause(category: str, description: str | None = None) -> Cause:
    return Cause(category=category, description=description, evidence=HERE)


def quote(text: str) -> Statement:
    return Statement(speaker=Agent("Tidepool"), text=text, evidence=HERE)


def month(text: str) -> Time:
    return Time(text, "exact", f"{text}-01T00:00:00Z", f"{text}-28T23:59:59Z")


def shape(incidents: tuple[Incident, ...]) -> set[tuple[str, ...]]:
    """Which files tell of which incident."""
    return {tuple(sorted(telling.article.source_file for telling in incident.tellings)) for incident in incidents}


__all__ = ["cause", "count", "month", "number", "quote", "region", "service", "shape", "story", "with_background"]
