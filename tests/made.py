"""Made records for tests: small, plain, of invented services."""

from __future__ import annotations

from typing import Any

from extractor.records import Account, Article, Evidence, Fact, Name, ProviderRole, Reading, ServiceImpact, Time, TimelineEntry

TEXT = "Tidepool went down at 9:00 UTC on 3 March 2025. It was back by noon."
HERE = (Evidence(0, 47, "made"),)


def at(moment: str, modifier: Any = "exact") -> Time:
    """An instant, given in UTC to the minute: ``2025-03-03T09:00``."""
    return Time(f"{moment}Z", modifier, f"{moment}:00Z", f"{moment}:00Z")


def day(date: str) -> Time:
    """A whole day in UTC."""
    return Time(date, "exact", f"{date}T00:00:00Z", f"{date}T23:59:59Z")


def provider(label: str = "Tidepool", iri: str | None = None) -> ProviderRole:
    return ProviderRole(organization=Name(label, iri), evidence=HERE)


def service(label: str = "Tidepool Mail") -> ServiceImpact:
    return ServiceImpact(service=Name(label), evidence=HERE)


def phase(key: str, time: Time) -> TimelineEntry:
    return TimelineEntry(phase=key, time=time, evidence=HERE)


def reading(name: str, *facts: Fact, role: Any = "main", text: str = TEXT, url: str | None = None) -> Reading:
    """A reading with one account; ``name`` is the article's file."""
    article = Article(text, name, title=f"Title of {name}", published="2025-03-04", url=url)
    return Reading(article, (Account(name, role, tuple(facts)),))  # type: ignore[arg-type]
