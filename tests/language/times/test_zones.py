"""Zones: the instant of a clock time, or no offset where nobody can know it."""

from __future__ import annotations

import datetime as dt

import pytest

from extractor.language.times import tag
from extractor.language.times.zones import Zone, zone_of_place, zone_of_word


@pytest.mark.parametrize(
    ("clock", "instant"),
    [
        ("2 p.m. ET", "2025-07-10T18:00:00Z"),
        ("2 p.m. EDT", "2025-07-10T18:00:00Z"),
        ("2 p.m. Eastern", "2025-07-10T18:00:00Z"),
        ("2 p.m. Eastern time", "2025-07-10T18:00:00Z"),
        ("2 p.m. CT", "2025-07-10T19:00:00Z"),
        ("2 p.m. MT", "2025-07-10T20:00:00Z"),
        ("2 p.m. PT", "2025-07-10T21:00:00Z"),
        ("2 p.m. Pacific time", "2025-07-10T21:00:00Z"),
        ("14:00 GMT", "2025-07-10T14:00:00Z"),
        ("14:00Z", "2025-07-10T14:00:00Z"),
        ("1400 UTC", "2025-07-10T14:00:00Z"),
        ("2pm BST", "2025-07-10T13:00:00Z"),
        ("14:00 CET", "2025-07-10T13:00:00Z"),
        ("14:00 CEST", "2025-07-10T12:00:00Z"),
        ("14:00 JST", "2025-07-10T05:00:00Z"),
        ("14:00 KST", "2025-07-10T05:00:00Z"),
        ("2 pm SGT", "2025-07-10T06:00:00Z"),
        ("2 pm HKT", "2025-07-10T06:00:00Z"),
        ("2pm AEST", "2025-07-10T04:00:00Z"),
        ("2pm AEDT", "2025-07-10T03:00:00Z"),
        ("2pm ACST", "2025-07-10T04:30:00Z"),
        ("2pm AWST", "2025-07-10T06:00:00Z"),
        ("2pm NZDT", "2025-07-10T01:00:00Z"),
        ("2 p.m. BRT", "2025-07-10T17:00:00Z"),
        ("14:00 UTC+8", "2025-07-10T06:00:00Z"),
        ("2 p.m. Mexico City time", "2025-07-10T20:00:00Z"),
        ("2 p.m. London time", "2025-07-10T13:00:00Z"),
        ("2 p.m. in New York", "2025-07-10T18:00:00Z"),
        ("2 p.m. on the US east coast", "2025-07-10T18:00:00Z"),
    ],
)
def test_instant(clock: str, instant: str) -> None:
    (found,) = tag(f"It failed at {clock}.", "2025-07-10")
    assert found.earliest == found.latest == instant


@pytest.mark.parametrize(
    ("sentence", "offset"),
    [
        ("Traders in Mumbai saw it fail at 2 pm IST.", "+05:30"),
        ("A server in Dublin failed at 2pm IST.", "+01:00"),
        ("Banks in Tel Aviv failed at 2 p.m. IST.", "+02:00"),
        ("It failed at 2 p.m. IST.", ""),
        ("It failed at 2 p.m. IST in Mumbai and Dublin.", ""),
        ("A mast in Lisbon failed at 2pm local time.", "+01:00"),
        ("It failed at 2pm local time.", ""),
        ("It failed at 2pm.", ""),
    ],
)
def test_ambiguous_zones_follow_the_storys_place_or_stay_open(sentence: str, offset: str) -> None:
    (found,) = [time for time in tag(sentence, "2025-07-10") if time.type == "TIME"]
    assert found.offset == offset


def test_the_publications_offset_tells_a_shared_zone_word() -> None:
    (found,) = tag("It failed at 2 pm IST.", "2025-07-10T18:00+05:30")
    assert found.offset == "+05:30"


@pytest.mark.parametrize(("published", "offset"), [("2025-01-10", "-05:00"), ("2025-07-10", "-04:00")])
def test_the_offset_is_the_dates_own(published: str, offset: str) -> None:
    (found,) = tag("It failed at 2 p.m. ET.", published)
    assert found.offset == offset


def test_the_hour_that_comes_twice_has_no_offset() -> None:
    assert Zone(name="America/New_York").offset(dt.datetime(2025, 11, 2, 1, 30)) is None
    assert Zone(name="America/New_York").offset(dt.datetime(2025, 11, 2, 0, 30)) == dt.timedelta(hours=-4)


def test_a_zone_named_once_holds_for_the_passage() -> None:
    times = tag("It failed at 2 p.m. PT. A fix went out at 3:10 p.m. and by 4 p.m. it was over.", "2025-07-10")
    assert [time.offset for time in times] == ["-07:00", "-07:00", "-07:00"]


def test_a_conversion_is_not_carried_on() -> None:
    times = tag("It failed at 18:25 UTC (2:25 p.m. Eastern). At 18:40 it was back.", "2025-07-10")
    assert [time.offset for time in times] == ["Z", "-04:00", "Z"]


@pytest.mark.parametrize("note", ["All times GMT", "All times are GMT.", "Times are GMT", "Timeline (GMT)"])
def test_a_declared_zone_holds_for_all_clock_times(note: str) -> None:
    times = tag(f"{note}\n\nIt failed at 7.51am on Friday.", "2025-02-28")
    assert [time.offset for time in times] == ["Z"]


@pytest.mark.parametrize(
    ("sentence", "offsets"),
    [
        ("It failed at 1 p.m. local time (2 p.m. ET). By 3 p.m. it was back.", ["-05:00", "-04:00", "-05:00"]),
        ("It failed at 14:30 (1330 GMT).", ["+01:00", "Z"]),
        ("It failed at 8 a.m. (11 p.m. GMT).", ["+09:00", "Z"]),
        ("It failed at 14:30 (1337 GMT).", ["", "Z"]),
    ],
)
def test_a_conversion_in_brackets_gives_the_zone_away(sentence: str, offsets: list[str]) -> None:
    assert [time.offset for time in tag(sentence, "2025-07-10")] == offsets


def test_a_summer_time_is_carried_to_winter_as_its_country() -> None:
    times = tag("It failed at 8am BST on 20 October 2025. It failed before, at 9am on 15 December 2021.", "2025-10-21")
    assert [time.offset for time in times] == ["+01:00", "Z"]


@pytest.mark.parametrize("name", ["Atlantis", "", "the", "12"])
def test_unknown_places_have_no_zone(name: str) -> None:
    assert zone_of_place(name) is None


def test_a_word_that_is_no_zone() -> None:
    assert zone_of_word("XYZ", frozenset()) is None


@pytest.mark.parametrize(
    ("published", "text", "offset"),
    [
        ("2034-07-10T21:00Z", "It failed at 3:15 p.m. in New York (1915 GMT) on Monday. It was back at 5:05 p.m.", "-04:00"),
        ("2034-07-10T21:00Z", "It failed at 7am in London. It was back at 11.20am.", "+01:00"),
        ("2034-07-10T21:00Z", "It failed at 9am GMT. At noon in Tokyo nobody noticed. It was back at 6pm.", "Z"),
    ],
)
def test_a_places_clock_holds_for_the_passage_where_no_zone_is_named(published: str, text: str, offset: str) -> None:
    assert tag(text, published)[-1].offset == offset
