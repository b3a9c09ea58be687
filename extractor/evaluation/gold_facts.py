"""Gold as if it had been read: so that linking is measured apart from reading."""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import yaml

from extractor.catalogue import Catalogue, load_catalogue
from extractor.evaluation.given import gold_files
from extractor.evaluation.linking import mentions
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
    brief = folder / "facts.yaml"
    if brief.exists():
        quotes = {(mention.file, mention.role): mention.quotes[0] for mention in mentions(folder) if mention.quotes}
        return [_of_brief(file, told, folder, quotes, catalogue) for file, told in yaml.safe_load(brief.read_text("utf-8")).items()]
    return [_reading(json.loads(path.read_text("utf-8")), folder, catalogue) for path in gold_files(folder)]


def _of_brief(file: str, told: Mapping[str, Any], folder: Path, quotes: Mapping[tuple[str, str], str], catalogue: Catalogue) -> Reading:
    """An article of ``corpus/linking``. What stands for a background incident has the quotation that gold.yaml gives as its evidence."""
    text = (folder / "articles" / file).read_text("utf-8")
    roles: tuple[Literal["main", "background"], ...] = ("main", "background")
    accounts = [
        Account(file, role, tuple(_brief_facts(told[role], text, quotes.get((file, role), ""), catalogue)), number)
        for number, role in enumerate(role for role in roles if role in told)
    ]
    return Reading(Article(text, file, published=told["published"]), tuple(accounts))


def _brief_facts(told: Mapping[str, Any], text: str, quote: str, catalogue: Catalogue) -> Iterator[AnyFact]:
    start = max(text.find(quote), 0)
    here = (Evidence(start, start + len(quote), "gold"),)
    yield ProviderRole(organization=_name(told["provider"], catalogue), evidence=here)
    yield from (ServiceImpact(service=_name(name, catalogue), evidence=here) for name in told.get("services", ()))
    if "start" in told:
        yield TimelineEntry(phase="started", time=time_of(told["start"], "exact"), evidence=here)
    if "region" in told:
        yield RegionImpact(region=Name(told["region"]), evidence=here)
    if "number" in told:
        yield ProviderReference(reference_number=told["number"], evidence=here)
    if "cause" in told:
        yield Cause(category=told["cause"], evidence=here)
    if "blames" in told:
        yield Cause(category="dependency", description=f"an outage at {told['blames']}", evidence=here)
    yield from (Count(value=told[kind], kind=kind, evidence=here) for kind in ("reports", "users") if kind in told)
    if "quote" in told:
        yield Statement(speaker=Agent(told["provider"]), text=told["quote"], evidence=here)


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
