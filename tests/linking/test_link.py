"""Which accounts tell of the same incident."""

from __future__ import annotations

import itertools

import pytest

from extractor.linking import link
from extractor.records import Evidence, Name, Reading, ServiceImpact, Time, TimelineEntry
from tests.linking.told import cause, count, month, number, quote, region, service, shape, story, with_background
from tests.made import HERE, at, day, phase, provider

YEAR = Time("2025", "exact", "2025-01-01T00:00:00Z", "2025-12-31T23:59:59Z")
EVENING = Time("2025-03-03TEV", "exact", "2025-03-03T18:00:00Z", "2025-03-03T23:59:59Z")
MORNING = Time("2025-03-03TMO", "exact", "2025-03-03T05:00:00Z", "2025-03-03T11:59:59Z")
NIGHT = Time("2025-03-03TNI", "exact", "2025-03-03T20:00:00Z", "2025-03-04T03:59:59Z")
SMALL_HOURS = Time("2025-03-04TMO", "exact", "2025-03-04T03:00:00Z", "2025-03-04T11:59:59Z")
NINE = at("2025-03-03T09:00")
AZURE = ServiceImpact(service=Name("Microsoft Azure", "https://w3id.org/outagegraph/id/service/microsoft/azure"), evidence=HERE)


def pair(who: tuple[str, str], when: tuple[Time | None, Time | None], *others: tuple) -> list[Reading]:  # type: ignore[type-arg]
    first, second = others or ((), ())
    return [story("a", who[0], when[0], *first), story("b", who[1], when[1], *second)]


ONE = "Tidepool", "Tidepool"
TOGETHER, APART = {("a", "b")}, {("a",), ("b",)}


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (pair(ONE, (NINE, at("2025-03-03T09:30"))), TOGETHER),
        (pair(("Tidepool Inc.", "tidepool"), (NINE, at("2025-03-03T09:30"))), TOGETHER),
        (pair(("Tidepool Bank", "Tidepool"), (NINE, day("2025-03-03"))), TOGETHER),
        (pair(("National Bank", "National"), (NINE, NINE)), APART),
        (pair(ONE, (NINE, day("2025-03-03"))), TOGETHER),
        (pair(ONE, (at("2025-03-03T23:30"), day("2025-03-04"))), TOGETHER),
        (pair(ONE, (NINE, at("2025-03-06T09:00"))), APART),
        (pair(ONE, (day("2025-03-03"), day("2025-03-04"))), APART),
        (pair(ONE, (day("2025-03-03"), day("2025-03-04")), (service(),), (service(),)), APART),
        (pair(ONE, (NINE, at("2025-03-03T20:00")), (service(),), (service(),)), APART),
        (pair(ONE, (MORNING, EVENING)), APART),
        (pair(ONE, (NIGHT, SMALL_HOURS)), TOGETHER),
        (pair(("Tidepool", "Lantern"), (NINE, NINE)), APART),
        (pair(("Tidepool", "Lantern"), (NINE, NINE), (service("Chat"),), (service("Chat"),)), APART),
        (pair(ONE, (NINE, None)), APART),
        (pair(ONE, (None, None)), APART),
        (pair(ONE, (None, None), (service("Tidepool Files"),), (service("Tidepool Files"),)), TOGETHER),
        (pair(ONE, (NINE, YEAR)), APART),
        (pair(ONE, (NINE, month("2025-03"))), TOGETHER),
        (pair(ONE, (NINE, month("2025-04"))), APART),
        (pair(ONE, (day("2025-03-03"), day("2025-03-03")), (service("Tidepool Files"),), (service("Tidepool Mail"),)), APART),
        (pair(ONE, (day("2025-03-03"), day("2025-03-03")), (service("files"),), (service("mail"),)), TOGETHER),
        (pair(ONE, (NINE, at("2025-03-03T13:00")), (region("Accra"),), (region("Nairobi"),)), APART),
        (pair(ONE, (NINE, at("2025-03-03T13:00")), (region("Accra"),), (region("Kumasi"),)), TOGETHER),
        (pair(ONE, (NINE, at("2025-03-03T17:00")), (count(4300),), (count(4300),)), APART),
        (pair(ONE, (NINE, at("2025-03-03T17:00")), (number("TP-77"),), (number("tp-77"),)), TOGETHER),
        (pair(ONE, (NINE, at("2025-06-03T17:00")), (number("TP-77"),), (number("TP-77"),)), APART),
        (pair(("Tidepool", "Lantern"), (NINE, NINE), (number("TP-77"),), (number("TP-77"),)), APART),
        ([], set()),
    ],
)
def test_link(readings: list[Reading], expected: set[tuple[str, ...]]) -> None:
    assert shape(link(readings)) == expected
    assert shape(link(readings[::-1])) == expected


def test_a_telling_that_fits_two_incidents_links_to_neither() -> None:
    early, late = story("a", "Tidepool", at("2025-03-03T06:00")), story("b", "Tidepool", at("2025-03-03T20:00"))
    assert shape(link([early, late, story("c", "Tidepool", day("2025-03-03"))])) == {("a",), ("b",), ("c",)}


def test_what_a_telling_says_besides_tells_which_of_two_it_is_of() -> None:
    words = "We know that the tides have been late today."
    early = story("a", "Tidepool", at("2025-03-03T06:00"), quote(words))
    late = story("b", "Tidepool", at("2025-03-03T20:00"))
    assert shape(link([early, late, story("c", "Tidepool", day("2025-03-03"), quote(words))])) == {("a", "c"), ("b",)}


def test_owners_are_one_provider() -> None:
    teams = provider("Microsoft Teams", "https://w3id.org/outagegraph/id/service/microsoft/teams")
    microsoft = provider("Microsoft", "https://w3id.org/outagegraph/id/organization/microsoft")
    readings = [story("a", None, NINE, teams), story("b", None, NINE, microsoft)]
    assert shape(link(readings)) == TOGETHER


def test_services_stand_in_for_a_provider_that_is_not_named() -> None:
    microsoft = provider("Microsoft", "https://w3id.org/outagegraph/id/organization/microsoft")
    later = with_background(story("b", "Lantern", at("2025-05-05T10:00")), AZURE, phase("started", day("2025-03-03")))
    incidents = link([story("a", None, NINE, microsoft, AZURE), later])
    assert shape(incidents) == {("a", "b"), ("b",)}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("The board of Tidepool Mills heard on Monday how its records were lost.",), TOGETHER),
        (("In Leith the records were lost on 3 March.",), APART),
        (("Tidepool Mills lost its records on 3 March.", "The records of Lantern were lost at 9am on 3 March."), APART),
    ],
)
def test_the_name_in_every_dated_sentence_stands_in_for_a_provider_that_was_not_read(sentences: tuple[str, ...], expected: object) -> None:
    text = " ".join(sentences)
    places = [Evidence(text.index(sentence), text.index(sentence) + len(sentence), "made") for sentence in sentences]
    dated = [TimelineEntry(phase="started", time=day("2025-03-03"), evidence=(place,)) for place in places]
    assert shape(link([story("a", "Tidepool Mills", NINE), story("b", None, None, *dated, text=text)])) == expected


def test_a_month_says_little_of_a_provider_with_many_services() -> None:
    microsoft = provider("Microsoft", "https://w3id.org/outagegraph/id/organization/microsoft")
    assert shape(link([story("a", None, NINE, microsoft), story("b", None, month("2025-03"), microsoft)])) == APART
    assert shape(link([story("a", None, NINE, microsoft, AZURE), story("b", None, month("2025-03"), microsoft, AZURE)])) == TOGETHER


def test_two_accounts_of_one_article_stay_two() -> None:
    first = story("a", "Tidepool", NINE)
    assert len(link([with_background(first, *first.accounts[0].facts)])) == 2


def test_the_order_of_input_does_not_matter() -> None:
    readings = [
        story("a", "Tidepool", NINE),
        story("b", "Tidepool", at("2025-03-03T10:00")),
        story("c", "Lantern", at("2025-03-03T10:00")),
        story("d", "Tidepool", at("2025-03-09T10:00")),
    ]
    assert len({link(order) for order in itertools.permutations(readings)}) == 1


# ---------------------------------------------------------------- a cloud and its customers

CLOUD = [story("cloud", "Tidepool", NINE), story("report", "Tidepool", at("2025-03-03T09:05"))]


@pytest.mark.parametrize(
    ("readings", "caused"),
    [
        ([*CLOUD, story("shop", "Lantern", at("2025-03-03T09:10"), cause("dependency", "an outage at Tidepool"))], {"shop"}),
        ([*CLOUD, story("shop", "Lantern", day("2025-03-03"), cause("dependency", "Tidepool's failure"))], {"shop"}),
        ([*CLOUD, story("shop", "Lantern", at("2025-03-01T09:10"), cause("dependency", "an outage at Tidepool"))], set()),
        ([*CLOUD, story("shop", "Lantern", at("2025-03-03T09:10"), cause("dependency", "its supplier"))], set()),
        ([*CLOUD, story("shop", "Lantern", at("2025-03-03T09:10"), cause("power", "a cable of Tidepool"))], set()),
        ([*CLOUD, story("shop", "Lantern", at("2025-03-03T02:10"), cause("dependency", "an outage at Tidepool"))], set()),
    ],
)
def test_a_customers_outage_is_another_incident_that_the_clouds_caused(readings: list[Reading], caused: set[str]) -> None:
    incidents = link(readings)
    assert shape(incidents) == {("cloud", "report"), ("shop",)}
    effects = {incident.tellings[0].article.source_file for incident in incidents if incident.caused_by}
    assert effects == caused
    named = [candidates for incident in incidents for candidates in incident.caused_by]
    assert all({candidate.provider for candidate in candidates} == {"Tidepool"} for candidates in named)


def test_the_cloud_that_is_blamed_is_no_provider_beside_the_customer() -> None:
    both = story("shop", "Lantern", at("2025-03-03T09:10"), provider("Tidepool"), cause("dependency", "an outage at Tidepool"))
    assert shape(link([*CLOUD, both])) == {("cloud", "report"), ("shop",)}
