"""Which accounts tell of the same incident."""

from __future__ import annotations

import itertools

import pytest

from extractor.linking import link
from extractor.records import Incident, Reading, Time
from tests.made import at, day, phase, provider, reading

YEAR = Time("2025", "exact", "2025-01-01T00:00:00Z", "2025-12-31T23:59:59Z")


def story(name: str, who: str, when: Time | None, text: str = "") -> Reading:
    facts = [provider(who), *([phase("started", when)] if when else [])]
    return reading(name, *facts, text=text or name)


def shape(incidents: tuple[Incident, ...]) -> set[tuple[str, ...]]:
    return {tuple(sorted(telling.article.source_file for telling in incident.tellings)) for incident in incidents}


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([story("a", "Tidepool", at("2025-03-03T09:00")), story("b", "tidepool", at("2025-03-03T09:30"))], {("a", "b")}),
        ([story("a", "Tidepool", at("2025-03-03T09:00")), story("b", "Tidepool", day("2025-03-03"))], {("a", "b")}),
        ([story("a", "Tidepool", at("2025-03-03T09:00")), story("b", "Tidepool", at("2025-03-06T09:00"))], {("a",), ("b",)}),
        ([story("a", "Tidepool", at("2025-03-03T09:00")), story("b", "Lantern", at("2025-03-03T09:00"))], {("a",), ("b",)}),
        ([story("a", "Tidepool", at("2025-03-03T09:00")), story("b", "Tidepool", None)], {("a",), ("b",)}),
        ([story("a", "Tidepool", None), story("b", "Tidepool", None)], {("a",), ("b",)}),
        ([story("a", "Tidepool", at("2025-03-03T09:00")), story("b", "Tidepool", YEAR)], {("a",), ("b",)}),
        ([], set()),
    ],
)
def test_link(readings: list[Reading], expected: set[tuple[str, ...]]) -> None:
    assert shape(link(readings)) == expected


def test_the_order_of_input_does_not_matter() -> None:
    readings = [
        story("a", "Tidepool", at("2025-03-03T09:00")),
        story("b", "Tidepool", at("2025-03-03T10:00")),
        story("c", "Lantern", at("2025-03-03T10:00")),
        story("d", "Tidepool", at("2025-03-09T10:00")),
    ]
    results = {link(order) for order in itertools.permutations(readings)}
    assert len(results) == 1


def test_two_accounts_of_one_article_stay_two() -> None:
    first = story("a", "Tidepool", at("2025-03-03T09:00"))
    both = Reading(first.article, first.accounts * 2)
    assert len(link([both])) == 2
