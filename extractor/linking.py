"""Which accounts tell of the same incident. Ambiguous means no link."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable

from extractor.catalogue import load_catalogue
from extractor.records import Candidate, Incident, ProviderRole, Reading, Telling, Time, TimelineEntry
from extractor.records.values import fineness

DAY = dt.timedelta(days=1)
WIDEST = dt.timedelta(days=40)  # a start known no closer than this links nothing


@dataclasses.dataclass(frozen=True, slots=True)
class _Key:
    """What linking knows of a telling: whose incident, and between which moments it began."""

    telling: Telling
    providers: frozenset[str]
    earliest: dt.datetime | None
    latest: dt.datetime | None
    start: str | None = None  # the day on the article's own clock


def link(readings: Iterable[Reading]) -> tuple[Incident, ...]:
    """The incidents of all readings, in a stable order. The order of the readings does not matter."""
    tellings = [Telling(reading.article, account) for reading in readings for account in reading.accounts]
    keys = sorted((_key(telling) for telling in tellings), key=_order)
    return tuple(_incident(group) for group in _groups(keys))


def _order(key: _Key) -> tuple[str, ...]:
    article, account = key.telling.article, key.telling.account
    return (article.source_file, article.published or "", article.text, str(account.number), repr(account.facts))


def _key(telling: Telling) -> _Key:
    facts = telling.account.facts
    providers = frozenset(_family(fact) for fact in facts if isinstance(fact, ProviderRole))
    entries = [fact for fact in facts if isinstance(fact, TimelineEntry) and _bounds(fact.time)]
    started = [entry for entry in entries if entry.phase == "started"] or entries
    if not started:
        return _Key(telling, providers, None, None)
    first = min(started, key=lambda entry: (-fineness(entry.time), _bounds(entry.time) or (), entry.time.timex or ""))
    earliest, latest = _bounds(first.time) or (None, None)
    return _Key(telling, providers, earliest, latest, _day(first.time))


def _day(time: Time) -> str | None:
    """As much of the date as is known, for the incident's name."""
    return (time.timex or time.earliest or "")[:10] or None


def _family(fact: ProviderRole) -> str:
    """The topmost owner of the provider: Teams, Microsoft 365 and Azure are all Microsoft's."""
    name = fact.organization
    top = load_catalogue().top_of(name.iri) if name.iri else None
    return top.iri if top else name.label.casefold()


def _bounds(time: Time) -> tuple[dt.datetime, dt.datetime] | None:
    ends = [dt.datetime.fromisoformat(end) for end in (time.earliest, time.latest) if end]
    return (min(ends), max(ends)) if ends else None


def _groups(keys: list[_Key]) -> list[list[_Key]]:
    """Accounts that share a provider and whose starts lie within a day of each other, each block by itself."""
    groups: list[list[_Key]] = [[key] for key in keys]
    by_provider: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        for provider in key.providers:
            by_provider[provider].append(number)
    parent = list(range(len(keys)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    for _, block in sorted(by_provider.items()):
        dated = sorted((n for n in block if _is_dated(keys[n])), key=lambda n: (keys[n].earliest, n))
        for first, second in itertools.pairwise(dated):
            if _same_start(keys[first], keys[second]):
                low, high = sorted((root(first), root(second)))
                parent[high] = low
    joined: dict[int, list[_Key]] = defaultdict(list)
    for number, members in enumerate(groups):
        joined[root(number)] += members
    return [joined[number] for number in sorted(joined)]


def _is_dated(key: _Key) -> bool:
    return key.earliest is not None and key.latest is not None and key.latest - key.earliest < WIDEST


def _same_start(first: _Key, second: _Key) -> bool:
    if first.earliest is None or first.latest is None or second.earliest is None or second.latest is None:
        return False
    if first.telling.article is second.telling.article:
        return False
    return first.earliest - DAY / 2 <= second.latest and second.earliest - DAY / 2 <= first.latest


def _incident(keys: list[_Key]) -> Incident:
    candidates = {_candidate(key) for key in keys}
    return Incident(
        tuple(key.telling for key in keys),
        tuple(sorted(candidates, key=lambda c: (c.provider, c.start or "", c.article.source_file, c.article.text, c.number))),
    )


def _candidate(key: _Key) -> Candidate:
    provider = min((fact.organization.label for fact in key.telling.account.facts if isinstance(fact, ProviderRole)), default="unknown")
    return Candidate(provider, key.start, key.telling.article, key.telling.account.number)
