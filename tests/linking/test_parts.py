"""The parts of linking: when, blocks, copies, reasons, earlier outages."""

from __future__ import annotations

import dataclasses

import pytest

from extractor.explanation_incident import explain_incident
from extractor.linking import block_keys, blocks, link, similar, sources, why
from extractor.linking.when import agreement, starts
from extractor.records import Article, Reading, Telling, Time
from tests.linking.told import month, number, quote, service, story, with_background
from tests.made import at, day, phase, provider

NINE = at("2025-03-03T09:00")
UNZONED = Time("2025-03-03T09:00", "exact", "2025-03-02T19:00:00Z", "2025-03-03T21:00:00Z")


def telling(reading: Reading, account: int = 0) -> Telling:
    return Telling(reading.article, reading.accounts[account])


def only(when: Time) -> Telling:
    return telling(story("a", "Tidepool", when))


# ---------------------------------------------------------------- when


@pytest.mark.parametrize(
    ("first", "second", "worth"),
    [
        (NINE, at("2025-03-03T09:40"), "strong"),
        (NINE, at("2025-03-03T11:40"), "fair"),
        (NINE, at("2025-03-03T19:00"), "against"),
        (NINE, at("2025-03-03T22:00"), None),
        (NINE, day("2025-03-03"), "fair"),
        (NINE, day("2025-03-05"), None),
        (at("2025-03-03T23:00"), day("2025-03-04"), "weak"),
        (UNZONED, day("2025-03-03"), "fair"),
        (UNZONED, day("2025-03-04"), None),
        (NINE, month("2025-03"), "weak"),
        (day("2025-03-03"), month("2025-04"), None),
    ],
)
def test_agreement_of_two_starts(first: Time, second: Time, worth: str | None) -> None:
    found = agreement(starts(only(first))[0], starts(only(second))[0])
    assert found == agreement(starts(only(second))[0], starts(only(first))[0])
    bounds = {"strong": (2.5, 9), "fair": (1.25, 2), "weak": (0.5, 1.0), "against": (-9, -0.1)}
    assert found is None if worth is None else found is not None and bounds[worth][0] <= found <= bounds[worth][1]


@pytest.mark.parametrize(
    ("facts", "dates", "late"),
    [
        ([phase("started", day("2025-03-02")), phase("started", NINE)], ["2025-03-03"], ""),
        ([phase("started", NINE), phase("started", at("2025-03-03T15:00"))], ["2025-03-03", "2025-03-03"], ""),
        ([phase("started", NINE), phase("started", at("2025-06-03T15:00"))], ["2025-03-03"], ""),
        ([phase("detected", NINE), phase("resolved", at("2025-03-04T15:00"))], ["2025-03-03"], ""),
        ([phase("resolved", day("2025-03-03"))], ["2025-03-03"], "phase"),
        ([phase("started", month("2025-03"))], ["2025-03"], ""),
        ([], ["2025-03-04"], "published"),
    ],
)
def test_starts(facts: list, dates: list[str], late: str) -> None:  # type: ignore[type-arg]
    found = starts(telling(story("a", "Tidepool", None, *facts)))
    assert [when.date for when in found] == dates
    assert {when.late for when in found} == {late}


def test_background_without_a_time_has_no_start() -> None:
    assert starts(telling(story("a", "Tidepool", None, role="background"))) == ()


# ---------------------------------------------------------------- blocks


@pytest.mark.parametrize(
    ("reading", "keys"),
    [
        (story("a", "Tidepool", day("2025-03-13")), ("tidepool|2025-03",)),
        (story("a", "Tidepool", day("2025-03-01")), ("tidepool|2025-02", "tidepool|2025-03")),
        (story("a", "Tidepool", month("2025-03"), number("TP-77")), ("number|tp-77", "tidepool|2025-03")),
        (story("a", None, NINE), ()),
        (story("a", "Tidepool", None, role="background"), ()),
    ],
)
def test_block_keys(reading: Reading, keys: tuple[str, ...]) -> None:
    assert block_keys(telling(reading)) == keys


def test_a_year_has_the_keys_of_its_months() -> None:
    year = Time("2025", "exact", "2025-01-01T00:00:00Z", "2025-12-31T23:59:59Z")
    assert block_keys(only(year)) == tuple(f"tidepool|2025-{number:02}" for number in range(1, 13))


def test_blocks_are_joined_by_shared_keys_through_others() -> None:
    readings = [
        story("a", "Tidepool", day("2025-02-13")),
        story("b", "Tidepool", day("2025-03-01")),
        story("c", "Tidepool", day("2025-03-20")),
        story("d", "Tidepool", day("2025-06-13")),
        story("e", "Lantern", day("2025-03-01")),
    ]
    found = blocks(telling(reading) for reading in readings[::-1])
    assert [[one.article.source_file for one in block] for block in found] == [["a", "b", "c"], ["d"], ["e"]]


# ---------------------------------------------------------------- copies

WIRE = """Tidepool said on Monday that its mail service had failed in four countries after a pump broke in a data centre by the sea.
The firm has asked its customers to wait until the evening, when it expects the water to have gone and the machines to be dry again.
Fishermen nearby said that they had seen engineers carry servers up the beach in their arms, and that nobody had asked them to help."""
OTHER = """Nobody could read their mail on Monday morning, and by noon the harbour cafe had filled with idle people.
Tidepool blames a pump. "The firm has asked its customers to wait until the evening", it wrote on the door of its office in the old town."""


def article(text: str, name: str = "a", url: str | None = None) -> Article:
    return Article(text, name, url=url)


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        ([WIRE, WIRE], [0, 0]),
        ([WIRE, OTHER], [0, 1]),
        ([WIRE, "LONDON - " + WIRE.replace("Monday", "March 3")], [0, 0]),
        ([WIRE, OTHER, "\n".join(WIRE.splitlines()[:2])], [0, 1, 0]),
        (["Tidepool is down.", "Tidepool is down."], [0, 0]),
        (["Tidepool is down.", "Tidepool is up."], [0, 1]),
        (["", "x"], [0, 1]),
    ],
)
def test_copies_are_one_source(texts: list[str], numbers: list[int]) -> None:
    assert sources([article(text, str(place)) for place, text in enumerate(texts)]) == numbers


def test_versions_of_a_text_are_one_source() -> None:
    url = "https://example.org/a"
    assert sources([article(WIRE, "a", url), article(OTHER, "b", url), article(OTHER, "c")]) == [0, 0, 0]
    assert sources([article(WIRE, "a", url), article(OTHER, "b", "https://example.org/b")]) == [0, 1]


# ---------------------------------------------------------------- why, and earlier outages

WORDS = "We know that the tides have been late today."


def test_every_link_has_its_reasons() -> None:
    readings = [
        story("a", "Tidepool", NINE, service("Tidepool Mail"), quote(WORDS)),
        story("b", "Tidepool", day("2025-03-03"), service("Tidepool Mail")),
        story("c", "Tidepool", day("2025-03-03"), quote(WORDS)),
    ]
    (incident,) = link(readings)
    links = why(incident)
    assert [(one.first.article.source_file, one.second.article.source_file) for one in links] == [("a", "b"), ("a", "c")]
    assert [[reason.kind for reason in one.reasons] for one in links] == [["provider", "start", "service"], ["provider", "start", "quote"]]
    assert all(reason.first and reason.second for one in links for reason in one.reasons)
    lines = list(explain_incident(incident))
    assert lines[0] == "3 articles tell of this incident"
    assert "b joins a" in lines
    assert "    the same words quoted (+1.5)" in lines
    assert sum("“" in line for line in lines) == 12


def test_one_article_needs_no_link() -> None:
    (incident,) = link([story("a", "Tidepool", NINE)])
    assert why(incident) == ()
    assert next(explain_incident(incident)) == "1 article tells of this incident"


@pytest.mark.parametrize(
    ("background", "pairs"),
    [
        ([provider(), phase("started", day("2025-01-03"))], ((0, 1),)),
        ([provider(), phase("started", month("2024-11"))], ((0, 1),)),
        ([provider(), phase("started", day("2025-03-20"))], ((1, 0),)),
        ([provider(), phase("started", month("2025-03"))], ()),
        ([provider("Lantern"), phase("started", day("2025-01-03"))], ()),
        ([provider()], ()),
    ],
)
def test_the_later_incident_is_similar_to_the_earlier(background: list, pairs: tuple[tuple[int, int], ...]) -> None:  # type: ignore[type-arg]
    assert similar(with_background(story("a", "Tidepool", NINE), *background)) == pairs


def test_candidates_name_every_telling() -> None:
    first, second = story("a", "Tidepool", NINE), story("b", "Tidepool", day("2025-03-03"))
    (incident,) = link([first, dataclasses.replace(second)])
    assert {(candidate.provider, candidate.start, candidate.article.source_file) for candidate in incident.candidates} == {
        ("Tidepool", "2025-03-03", "a"),
        ("Tidepool", "2025-03-03", "b"),
    }
