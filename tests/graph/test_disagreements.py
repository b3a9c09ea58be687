"""Which claims cannot both hold."""

from __future__ import annotations

import pytest

from extractor.graph.disagreements import Claimed, disagreements
from extractor.records import Agent, Count, Name, Time, TimelineEntry
from extractor.records.facts import AnyFact
from tests.made import HERE, at, day, phase

WATCHER, OTHER = Agent("Watcher"), Agent("Lookout")
BEFORE = Time("2025-03-03T09:00Z", "before", None, "2025-03-03T09:00:00Z")
AFTER = Time("2025-03-03T09:00Z", "after", "2025-03-03T09:00:00Z", None)


def peak(value: float, source: Agent = WATCHER, modifier: str = "exact", unit: str = "reports") -> Count:
    return Count(value=value, kind="reports", peak=True, source=source, modifier=modifier, unit=unit, evidence=HERE)  # type: ignore[arg-type]


def of(service: str, time: Time) -> TimelineEntry:
    return TimelineEntry(phase="started", time=time, service=Name(service), evidence=HERE)


def start(time: Time) -> TimelineEntry:
    return phase("started", time)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (start(at("2025-03-03T09:00")), start(at("2025-03-03T09:03")), True),
        (start(at("2025-03-03T09:00")), start(at("2025-03-03T09:20", "about")), False),
        (start(at("2025-03-03T09:00")), start(at("2025-03-03T11:00", "about")), True),
        (start(at("2025-03-03T09:00")), start(day("2025-03-03")), False),
        (start(at("2025-03-03T09:00")), start(day("2025-03-04")), True),
        (start(BEFORE), start(at("2025-03-03T08:00")), False),
        (start(BEFORE), start(at("2025-03-03T10:00")), True),
        (start(AFTER), start(at("2025-03-03T10:00")), False),
        (start(BEFORE), start(AFTER), False),
        (phase("resolved", at("2025-03-03T12:00")), phase("resolved", at("2025-03-03T15:00")), True),
        (phase("mitigated", at("2025-03-03T12:00")), phase("mitigated", at("2025-03-03T15:00")), False),
        (of("Mail", at("2025-03-03T09:00")), of("Files", at("2025-03-03T12:00")), False),
        (peak(12000), peak(9500), True),
        (peak(12000), peak(11983), False),
        (peak(4700), peak(5000), False),
        (peak(4700, modifier="more_than"), peak(15000), False),
        (peak(15000, modifier="more_than"), peak(4700), True),
        (peak(10300, modifier="about"), peak(9700), False),
        (peak(12000), peak(9500, OTHER), False),
    ],
)
def test_what_cannot_both_hold(first: AnyFact, second: AnyFact, expected: bool) -> None:
    claims = [Claimed("x", first, frozenset({"a"})), Claimed("y", second, frozenset({"b"}))]
    assert list(disagreements(claims)) == ([("x", "y")] if expected else [])
    assert bool(list(disagreements(claims[::-1]))) is expected


def test_an_article_of_several_waves_disagrees_with_nobody_about_them() -> None:
    waves = [Claimed(name, start(at(f"2025-03-03T{hour}:00")), frozenset({"a"})) for name, hour in (("x", "09"), ("y", "15"))]
    assert not list(disagreements([*waves, Claimed("z", start(at("2025-03-03T12:00")), frozenset({"b"}))]))


def test_an_article_that_says_it_coarsely_too_still_disagrees() -> None:
    claims = [
        Claimed("day", start(day("2025-03-03")), frozenset({"a"})),
        Claimed("nine", start(at("2025-03-03T09:00")), frozenset({"a"})),
        Claimed("ten", start(at("2025-03-03T10:00")), frozenset({"b"})),
    ]
    assert list(disagreements(claims)) == [("nine", "ten")]
