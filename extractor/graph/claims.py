"""The claim layer: articles that say the same share a claim, which knows how many of them there are, and which claims cannot both hold."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extractor.graph.identify import add_identity
from extractor.graph.place import Place
from extractor.graph.terms import iri, literal, node
from extractor.records import Count, TimelineEntry
from extractor.records.facts import AnyFact
from extractor.records.identity import identity


@dataclasses.dataclass(frozen=True, slots=True)
class _Claim:
    """A claim of an incident: what it says, as one of its facts has it, and the articles that say so."""

    iri: str
    fact: AnyFact
    articles: frozenset[str]


def add_claims(places: Sequence[Place], facts: Mapping[int, Sequence[AnyFact]]) -> None:
    """Writes the claims of one incident: identifying values, support, disagreements.

    Args: places: one for each telling of the incident, all writing to its graph; facts: the facts of each, by the place's position.
    """
    told = [(place, fact) for number, place in enumerate(places) for fact in facts[number]]
    support: dict[str, set[str]] = defaultdict(set)
    said: dict[str, tuple[Place, AnyFact]] = {}
    for place, fact in told:
        claim = place.mint.claim(place.incident, _values(fact))
        place.own.add(place.mint.fact(place.telling, identity(fact)), "outage:claim", iri(claim))
        support[claim].add(place.mint.article(place.article))
        said.setdefault(claim, (place, fact))
    for claim in sorted(said):
        _add_claim(*said[claim], claim, len(support[claim]))
    claims = [_Claim(claim, said[claim][1], frozenset(support[claim])) for claim in sorted(said)]
    for first, second in disagreements(claims):
        places[0].own.add(first, "outage:disagreesWith", iri(second))
        places[0].own.add(second, "outage:disagreesWith", iri(first))


def _add_claim(place: Place, fact: AnyFact, claim: str, articles: int) -> None:
    sink = place.own
    sink.a(claim, "outage:Claim")
    sink.add(claim, "outage:incident", iri(place.incident))
    sink.add(claim, "outage:factClass", node(f"outage:{type(fact).__name__}"))
    sink.add(claim, "outage:sourceCount", literal(articles))
    add_identity(place, sink, claim, fact)


def _values(fact: AnyFact) -> tuple[Any, ...]:
    """Class and identifying values: the identity without the status, so that a suspicion and its confirmation are one claim."""
    name, _, *values = identity(fact)
    return (name, *values)


def disagreements(claims: Iterable[_Claim]) -> Iterator[tuple[str, str]]:
    """The pairs of claims that cannot both hold: of articles that each know one such moment or figure, and it is another one."""
    groups: dict[tuple[str, ...], list[_Claim]] = defaultdict(list)
    for claim in claims:
        if claim.fact.status == "stated" and (key := _comparable(claim.fact)):
            groups[key].append(claim)
    for _, group in sorted(groups.items()):
        single = [claim for claim in group if not any(claim.articles & other.articles for other in group if other is not claim)]
        for first, second in itertools.combinations(single, 2):
            if _cannot_both_hold(first.fact, second.fact):
                yield first.iri, second.iri


def _comparable(fact: AnyFact) -> tuple[str, ...] | None:
    """Claims with the same key speak of the same thing; None for those that may stand side by side."""
    if isinstance(fact, TimelineEntry) and fact.phase in ("started", "resolved"):
        return ("timeline", fact.phase)
    if isinstance(fact, Count) and fact.peak and fact.source:
        return ("peak", fact.kind, fact.source.iri or fact.source.label.casefold())
    return None


def _cannot_both_hold(first: AnyFact, second: AnyFact) -> bool:
    if isinstance(first, TimelineEntry) and isinstance(second, TimelineEntry):
        a, b = first.time, second.time
        known = a.earliest and a.latest and b.earliest and b.latest
        return bool(known and (str(a.latest) < str(b.earliest) or str(b.latest) < str(a.earliest)))
    if isinstance(first, Count) and isinstance(second, Count):
        return first.modifier == second.modifier == "exact" and first.value != second.value
    return False
