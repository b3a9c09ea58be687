"""The claim layer: articles that say the same share a claim, which knows how many sources it has and which claims it disagrees with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from extractor.graph.disagreements import Claimed, disagreements
from extractor.graph.identify import add_identity
from extractor.graph.place import Place
from extractor.graph.terms import iri, literal, node
from extractor.records import Time
from extractor.records.facts import AnyFact
from extractor.records.identity import IDENTITY, identity


def add_claims(places: Sequence[Place], sources: Sequence[int]) -> None:
    """Writes the claims of one incident: identifying values, support, disagreements.

    Args: places: one for each telling of the incident, all writing to its graph; sources: the number of the source of each, the same for
        copies of one text.
    """
    support: dict[str, set[int]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    said: dict[str, tuple[Place, AnyFact]] = {}
    told = [(place, source, fact) for place, source in zip(places, sources, strict=True) for fact in place.telling.account.facts]
    for place, source, fact in told:
        claim = place.mint.claim(place.incident, _values(fact))
        place.own.add(place.mint.fact(place.telling, identity(fact)), "outage:claim", iri(claim))
        support[claim].add(source)
        articles[claim].add(place.mint.article(place.article))
        said.setdefault(claim, (place, fact))
    for claim in sorted(said):
        _add_claim(*said[claim], claim, len(support[claim]))
    claims = [Claimed(claim, said[claim][1], frozenset(articles[claim])) for claim in sorted(said)]
    for first, second in disagreements(claims):
        places[0].own.add(first, "outage:disagreesWith", iri(second))
        places[0].own.add(second, "outage:disagreesWith", iri(first))


def _add_claim(place: Place, fact: AnyFact, claim: str, sources: int) -> None:
    sink = place.own
    sink.a(claim, "outage:Claim")
    sink.add(claim, "outage:incident", iri(place.incident))
    sink.add(claim, "outage:factClass", node(f"outage:{type(fact).__name__}"))
    sink.add(claim, "outage:sourceCount", literal(sources))
    add_identity(place, sink, claim, fact)


def _values(fact: AnyFact) -> tuple[Any, ...]:
    """Class and identifying values: the identity without the status, so that a suspicion and its confirmation are one claim.

    A moment is the same on every clock: 14:37 Eastern time and 19:37 UTC are one.
    """
    name, _, *values = identity(fact)
    times = {field: time for field in IDENTITY[type(fact)] if isinstance(time := getattr(fact, field), Time)}
    moments = {field: (time.modifier, *_moment(time)) for field, time in times.items() if _moment(time)}
    return (name, *(moments.get(field, value) for field, value in zip(IDENTITY[type(fact)], values, strict=True)))


def _moment(time: Time) -> tuple[str, ...]:
    """The bounds of a clock time whose zone is known; empty for other times."""
    clock = (time.timex or "").partition("T")[2]
    is_moment = ":" in clock and (time.earliest is None or time.latest is None or time.earliest == time.latest)
    return (time.earliest or "", time.latest or "") if is_moment else ()
