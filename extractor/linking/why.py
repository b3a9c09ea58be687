"""Why the tellings of an incident were joined: for each, the telling that it agrees with best, and the facts on both sides that agree."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from extractor.catalogue import Catalogue, load_catalogue
from extractor.linking.clusters import rank
from extractor.linking.decision import Sign, signs, worth
from extractor.linking.features import Features, features
from extractor.records import Incident, Telling
from extractor.records.facts import AnyFact


@dataclasses.dataclass(frozen=True, slots=True)
class Reason:
    """A sign for or against a link, its weight, and the facts that give it; None for a side whose start is its day of publication."""

    kind: str
    weight: float
    first: AnyFact | None = None
    second: AnyFact | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """Two tellings of an incident, and why they are of one. No reasons: they were joined through what the others say between them."""

    first: Telling
    second: Telling
    reasons: tuple[Reason, ...]


def why(incident: Incident, catalogue: Catalogue | None = None) -> tuple[Link, ...]:
    """The links that hold an incident together: one for each telling but the best dated, to the earlier one that it agrees with best."""
    told = sorted((features(telling, catalogue or load_catalogue()) for telling in incident.tellings), key=rank)
    return tuple(_link(told[number], told[:number]) for number in range(1, len(told)))


def _link(second: Features, before: list[Features]) -> Link:
    found = [signs(first, second) for first in before]
    best = max(range(len(before)), key=lambda number: (worth(found[number]) if found[number] else float("-inf"), -number))
    reasons = (reason for sign in found[best] for reason in _reasons(sign, before[best], second))
    return Link(before[best].telling, second.telling, tuple(reasons))


def _reasons(sign: Sign, first: Features, second: Features) -> Iterator[Reason]:
    if sign.kind == "start":
        yield Reason("start", sign.weight, first.starts[0].fact, second.starts[0].fact)
        return
    for number, value in enumerate(sign.values):
        sides = [next((told[value] for told in side.told.values() if value in told), None) for side in (first, second)]
        yield Reason(sign.kind, sign.weight if number == 0 else 0.0, *sides)
    if not sign.values:
        yield Reason(sign.kind, sign.weight)
