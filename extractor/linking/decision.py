"""Do two sides tell of the same incident? Signs for and against, each with a weight; what they come to decides.

The weights are log-odds by judgement, in units in which 1 is "likely": a start that agrees to the hour is worth three times a shared
service. They were set on the development articles and on ``corpus/linking``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from extractor.linking.features import Kind
from extractor.linking.when import When, agreement

LINK = 0.75  # signs must come to this
MARGIN = 0.5  # and to so much more than for the next best incident
ONE_OF_MANY = 0.5  # off a month or a year, where the provider has many services: there may be another outage in it
NUMBER = 4.0  # the provider's own number
NUMBER_WITHIN = dt.timedelta(days=10)  # numbers are used again; starts that are further apart are of two incidents
END_WITHIN = dt.timedelta(minutes=30)
# kind: (for the first shared value, for each further one up to three, where both sides have values and share none)
WEIGHTS: Mapping[Kind, tuple[float, float, float]] = {
    "service": (1.0, 0.5, -1.0),
    "generic_service": (0.5, 0.25, 0.0),
    "error": (1.0, 0.0, 0.0),
    "region": (0.5, 0.25, 0.0),
    "country": (0.0, 0.0, -0.75),
    "count": (0.75, 0.25, 0.0),
    "cause": (0.5, 0.0, -0.25),
    "duration": (0.5, 0.0, 0.0),
    "quote": (1.5, 0.5, 0.0),
}


class Side(Protocol):
    """A telling, or all tellings of an incident: what is compared. ``told`` holds values by kind."""

    @property
    def families(self) -> Iterable[str]: ...
    @property
    def named(self) -> bool: ...
    @property
    def broad(self) -> bool: ...
    @property
    def starts(self) -> Sequence[When]: ...
    @property
    def told(self) -> Mapping[Kind, Mapping[str, Any]]: ...


@dataclasses.dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for (or against) the two being one: its kind, its weight and the shared values."""

    kind: str
    weight: float
    values: tuple[str, ...] = ()


def signs(first: Side, second: Side) -> tuple[Sign, ...]:
    """All signs, for and against; empty where the two cannot be one incident. The order of the two does not matter."""
    numbers = _shared(first, second, "reference")
    whose = _whose(first, second)
    if not whose and not (numbers and not (first.named and second.named)):
        return ()
    start = _start(first.starts, second.starts)
    if start is None and not (numbers and _within(first.starts, second.starts)):
        return ()
    found = [Sign("provider", 0.0, whose)] if whose else []
    if numbers:
        found.append(Sign("reference", NUMBER, numbers))
    if start is not None:
        doubtful = (first.broad or second.broad) and (first.starts[0].is_loose or second.starts[0].is_loose)
        found.append(Sign("start", start - (ONE_OF_MANY if doubtful else 0.0)))
    return (*found, *_others(first, second))


def worth(found: Iterable[Sign]) -> float:
    """What signs come to."""
    return sum(sign.weight for sign in found)


def _others(first: Side, second: Side) -> Iterator[Sign]:
    for kind, (one, more, none) in WEIGHTS.items():
        if shared := _shared(first, second, kind):
            if weight := one + more * (min(len(shared), 3) - 1):
                yield Sign(kind, weight, shared)
        elif none and first.told.get(kind) and second.told.get(kind):
            yield Sign(kind, none)
    ends = first.told.get("end", {}), second.told.get("end", {})
    if ends[0] and ends[1] and any(_near(a, b) for a in ends[0] for b in ends[1]):
        yield Sign("end", 1.0)


def _whose(first: Side, second: Side) -> tuple[str, ...]:
    """The families that both are of; where one of the two names no provider, its services will do."""
    shared = {*first.families} & {*second.families}
    for one, other in ((first, second), (second, first)):
        if not shared and not one.named:
            shared = {name for name in one.families if name in other.told.get("service", ())}
    return tuple(sorted(shared))


def _shared(first: Side, second: Side, kind: Kind) -> tuple[str, ...]:
    one, other = first.told.get(kind, {}), second.told.get(kind, {})
    return tuple(sorted(one.keys() & other.keys())) if one and other else ()


def _start(first: Sequence[When], second: Sequence[When]) -> float | None:
    """The best agreement of any two; None where even the best known of each cannot be one."""
    if not first or not second or agreement(first[0], second[0]) is None:
        return None
    return max(worth for a in first for b in second if (worth := agreement(a, b)) is not None)


def _within(first: Sequence[When], second: Sequence[When]) -> bool:
    if not first or not second:
        return True
    return max(first[0].earliest - second[0].latest, second[0].earliest - first[0].latest) <= NUMBER_WITHIN


def _near(first: str, second: str) -> bool:
    return abs(dt.datetime.fromisoformat(first) - dt.datetime.fromisoformat(second)) <= END_WITHIN
