"""Which claims of an incident cannot both hold: starts or ends apart by more than their grain, peaks of one source that differ."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from extractor.records import Count, Name, Time, TimelineEntry
from extractor.records.facts import AnyFact

ABOUT = dt.timedelta(minutes=30)  # "about 3 p.m." reaches that far; a whole day or a part of it has its own width
ABOUT_SHARE = 0.1  # "about 5,000"


@dataclasses.dataclass(frozen=True, slots=True)
class Claimed:
    """A claim: its IRI, what it says as one of its facts has it, and the articles that say so."""

    iri: str
    fact: AnyFact
    articles: frozenset[str]


def disagreements(claims: Iterable[Claimed]) -> Iterator[tuple[str, str]]:
    """The pairs of claims that cannot both hold, in order.

    An article that tells of several waves, or of a figure that grew, says two such things itself: they are left out.
    """
    groups: dict[tuple[str, ...], list[Claimed]] = defaultdict(list)
    for claim in claims:
        if claim.fact.status == "stated" and (key := _subject(claim.fact)):
            groups[key].append(claim)
    for _, group in sorted(groups.items()):
        pairs = [(a, b) for a, b in itertools.combinations(group, 2) if _cannot_both_hold(a.fact, b.fact)]
        waves = {claim.iri for pair in pairs for claim in pair if pair[0].articles & pair[1].articles}
        yield from ((a.iri, b.iri) for a, b in pairs if a.iri not in waves and b.iri not in waves)


def _subject(fact: AnyFact) -> tuple[str, ...] | None:
    """Claims with the same subject speak of one thing; None for those that may stand side by side."""
    if isinstance(fact, TimelineEntry) and fact.phase in ("started", "resolved"):
        return ("timeline", fact.phase, _label(fact.service))
    if isinstance(fact, Count) and fact.peak and fact.source:
        return ("peak", fact.kind, fact.source.iri or fact.source.label.casefold(), _label(fact.service), _label(fact.region))
    return None


def _label(name: Name | None) -> str:
    return (name.iri or name.label.casefold()) if name else ""


def _cannot_both_hold(first: AnyFact, second: AnyFact) -> bool:
    if isinstance(first, TimelineEntry) and isinstance(second, TimelineEntry):
        return _is_before(first.time, second.time) or _is_before(second.time, first.time)
    if isinstance(first, Count) and isinstance(second, Count):
        low, high = sorted((first, second), key=lambda count: count.value)
        return low.modifier != "more_than" and high.modifier != "less_than" and high.value - low.value > max(_grain(low), _grain(high))
    return False


def _is_before(first: Time, second: Time) -> bool:
    """Whether the first is over, as far as it reaches, before the second begins."""
    if not first.latest or not second.earliest:
        return False
    reach = max(ABOUT if time.modifier == "about" else dt.timedelta(0) for time in (first, second))
    return dt.datetime.fromisoformat(first.latest) + reach < dt.datetime.fromisoformat(second.earliest)


def _grain(count: Count) -> float:
    """How far a figure may be off: half the place that it is rounded to, a tenth where it is "about" so many."""
    digits = f"{count.value:.0f}" if float(count.value).is_integer() else ""
    rounded = 10.0 ** (len(digits) - len(digits.rstrip("0"))) / 2 if digits else 0.0
    return max(rounded, ABOUT_SHARE * count.value if count.modifier == "about" else 0.0)
