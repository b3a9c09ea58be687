"""Gold as if it had been read: so that linking is measured apart from reading."""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.catalogue import Catalogue, load_catalogue
from extractor.evaluation.given import gold_files
from extractor.records import (
    Account,
    Agent,
    Article,
    Cause,
    Count,
    ErrorSighting,
    Evidence,
    Name,
    ProviderReference,
    ProviderRole,
    Reading,
    RegionImpact,
    ServiceImpact,
    Statement,
    Time,
    TimelineEntry,
)
from extractor.records.facts import AnyFact

PARTS = {"MO": (5, 12), "MI": (11, 14), "AF": (12, 17), "EV": (17, 22), "NI": (20, 28)}  # hours, as GOLD.md's parts of a day
ANY_ZONE = dt.timedelta(hours=12)  # how far a time without an offset may be from UTC


def gold_readings(folder: Path) -> list[Reading]:
    """The articles of a folder with the accounts that a perfect reader would give. Raises UsageError where there is no gold."""
    catalogue = load_catalogue()
    return [_reading(json.loads(path.read_text("utf-8")), folder, catalogue) for path in gold_files(folder)]


def _reading(gold: Mapping[str, Any], folder: Path, catalogue: Catalogue) -> Reading:
    text = (folder / "articles" / gold["article"]).read_text("utf-8")
    article = Article(text, gold["article"], published=gold["published"])
    accounts = [
        Account(gold["article"], incident["role"], tuple(_facts(incident, text, catalogue)), number)
        for number, incident in enumerate(gold["incidents"])
    ]
    return Reading(article, tuple(accounts))


def _facts(incident: Mapping[str, Any], text: str, catalogue: Catalogue) -> Iterator[AnyFact]:
    def here(entry: Mapping[str, Any]) -> tuple[Evidence, ...]:
        start = max(text.find(entry["quote"]), 0)
        return (Evidence(start, start + len(entry["quote"]), "gold"),)

    for entry in incident["providers"]:
        yield ProviderRole(organization=_name(entry["name"], catalogue), evidence=here(entry))
    for entry in incident["services"]:
        yield ServiceImpact(service=_name(entry["name"], catalogue), evidence=here(entry))
    for entry in incident["regions"]:
        yield RegionImpact(region=Name(entry["name"]), evidence=here(entry))
    for entry in incident["error_codes"]:
        yield ErrorSighting(code=entry["code"], evidence=here(entry))
    for entry in incident["incident_ids"]:
        yield ProviderReference(reference_number=entry["id"], evidence=here(entry))
    for entry in incident["timeline"]:
        yield TimelineEntry(phase=entry["phase"], time=time_of(**entry["time"]), evidence=here(entry))
    for entry in incident["counts"]:
        yield Count(value=entry["value"], kind=entry["kind"], evidence=here(entry))
    for entry in incident["causes"]:
        yield Cause(category=entry["category"], status=entry["status"], description=entry["text"], evidence=here(entry))
    for entry in incident["statements"]:
        yield Statement(speaker=Agent(entry["speaker"]), text=entry["text"], evidence=here(entry))


def _name(label: str, catalogue: Catalogue) -> Name:
    found = catalogue.find(label)
    return Name(label, found[0].iri) if len(found) == 1 else Name(label)


def time_of(value: str, mod: Any) -> Time:
    """A gold time with its bounds: those of its grain, widened by what zones allow where it has no offset."""
    day, _, clock = value.partition("T")
    if ":" in clock and (moment := dt.datetime.fromisoformat(value)).tzinfo:
        text = _utc(moment.astimezone(dt.UTC).replace(tzinfo=None))
        return Time(value, mod, None if mod == "before" else text, None if mod == "after" else text)
    first, last = _span(day)
    if ":" in clock:
        first = last = dt.datetime.fromisoformat(value)
    elif clock:
        first, last = (first + dt.timedelta(hours=hours) for hours in PARTS[clock])
    return Time(value, mod, _utc(first - ANY_ZONE), _utc(last + ANY_ZONE))


def _span(day: str) -> tuple[dt.datetime, dt.datetime]:
    """The first and the last moment of a year, month or day."""
    year, month, date = (*map(int, day.split("-")), 0, 0)[:3]
    end = (month or 12, date or calendar.monthrange(year, month or 12)[1])
    return dt.datetime(year, month or 1, date or 1), dt.datetime(year, *end, 23, 59, 59)


def _utc(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
