"""What the graph says across articles: sources of a claim, the best supported summary, earlier outages and causes."""

from __future__ import annotations

import pytest

from extractor.graph.build import build
from extractor.graph.iris import Mint
from extractor.graph.to_rdflib import to_rdflib
from extractor.graph.validate import validate
from extractor.linking import link
from extractor.records import Reading, Time
from tests.graph.test_build import VERSIONS, rows
from tests.linking.told import cause, count, story, with_background
from tests.made import at, day, phase, provider

NINE, TEN = at("2025-03-03T09:00"), at("2025-03-03T10:00")
COPY = "Tidepool went down on Monday morning, and stayed so until the tide had turned and the last pump had been mended by divers."
COPIES_OF_TEN = [story("a", "Tidepool", TEN, text=COPY), story("b", "Tidepool", TEN, text=f"LONDON - {COPY}")]


def ask(readings: list[Reading], query: str) -> list[tuple[str, ...]]:
    return sorted(rows(build(readings, link(readings), VERSIONS, Mint()), query))


@pytest.mark.parametrize(("second", "sources"), [(COPY, "1"), ("Another text altogether, by another hand.", "2")])
def test_copies_count_once(second: str, sources: str) -> None:
    readings = [story("a", "Tidepool", NINE, text=COPY), story("b", "Tidepool", NINE, text=f"LONDON - {second}")]
    assert ask(readings, "SELECT DISTINCT ?n { ?c outage:phase phase:started ; outage:sourceCount ?n }") == [(sources,)]


@pytest.mark.parametrize(
    ("first", "second", "claims"),
    [
        (NINE, Time("2025-03-03T04:00-05:00", "exact", "2025-03-03T09:00:00Z", "2025-03-03T09:00:00Z"), "1"),
        (NINE, NINE, "1"),
        (NINE, at("2025-03-03T09:00", "about"), "2"),
        (NINE, at("2025-03-03T09:05"), "2"),
        (NINE, day("2025-03-03"), "2"),
    ],
)
def test_one_moment_on_two_clocks_is_one_claim(first: Time, second: Time, claims: str) -> None:
    readings = [story("a", "Tidepool", first), story("b", "Tidepool", second)]
    assert ask(readings, "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a outage:Claim ; outage:phase phase:started }") == [(claims,)]


@pytest.mark.parametrize(
    ("readings", "started"),
    [
        ([story("a", "Tidepool", NINE), story("b", "Tidepool", TEN), story("c", "Tidepool", TEN)], "2025-03-03T10:00:00Z"),
        ([story("a", "Tidepool", NINE), story("b", "Tidepool", TEN)], "2025-03-03T09:00:00Z"),
        ([story("a", "Tidepool", NINE), *(story(name, "Tidepool", day("2025-03-03")) for name in "bcd")], "2025-03-03T09:00:00Z"),
        ([*COPIES_OF_TEN, story("c", "Tidepool", NINE)], "2025-03-03T09:00:00Z"),
    ],
)
def test_the_start_that_most_sources_have_room_for(readings: list[Reading], started: str) -> None:
    assert ask(readings, "SELECT ?t { ?i outage:started ?t }") == [(started,)]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([count(12000, peak=True), count(9500, peak=True), count(9500, peak=True)], "9500"),
        ([count(12000, peak=True), count(9500, peak=True)], "12000"),
        ([count(20000), count(9500, peak=True)], "9500"),
        ([count(300), count(500)], "500"),
    ],
)
def test_the_peak_that_most_sources_give(counts: list, expected: str) -> None:  # type: ignore[type-arg]
    readings = [story(str(number), "Tidepool", NINE, one) for number, one in enumerate(counts)]
    assert ask(readings, "SELECT ?n { ?i outage:peakReports ?n }") == [(expected,)]


def test_earlier_outages_and_causes_are_told_of_incidents_and_conform() -> None:
    readings = [
        with_background(story("cloud", "Tidepool", NINE), provider(), phase("started", day("2025-01-07"))),
        story("shop", "Lantern", at("2025-03-03T09:10"), cause("dependency", "an outage at Tidepool")),
    ]
    labels = "?x rdfs:label ?a . ?y rdfs:label ?b"
    assert ask(readings, f"SELECT ?a ?b {{ ?x outage:similarTo ?y . {labels} }}") == [
        ("Tidepool outage, 2025-03-03", "Tidepool outage, 2025-01-07")
    ]
    assert ask(readings, f"SELECT ?a ?b {{ ?x outage:causedByIncident ?y . {labels} }}") == [
        ("Lantern outage, 2025-03-03", "Tidepool outage, 2025-03-03")
    ]
    report = validate(to_rdflib(build(readings, link(readings), VERSIONS, Mint())))
    assert report.conforms, report.lines()
