"""Dates and clock times of datelines, bylines and fields."""

from __future__ import annotations

import datetime as dt

import pytest

from extractor.reading import zones
from extractor.reading.dates import find_stamp, has_date
from extractor.reading.published import parse_field

STAMPS = [
    ("Tuesday 14 November 2023, 6.15am AEDT", "2023-11-14T06:15+11:00"),
    ("17:10 BST, 20 October 2025", "2025-10-20T17:10+01:00"),
    ("posted 3 Aug 2020 by kel in Networks | 14 comments", "2020-08-03"),
    ("4:12 p.m. ET Jan. 22, 2026", "2026-01-22T16:12-05:00"),
    ("4:12 p.m. ET July 22, 2026", "2026-07-22T16:12-04:00"),
    ("22/01/2026", "2026-01-22"),
    ("01/22/2026", "2026-01-22"),
    ("22.01.2026 18:52 CET", "2026-01-22T18:52+01:00"),
    ("Fri 23 Jan 2026, 18:52 GMT", "2026-01-23T18:52Z"),
    ("Thu, Jan 22 2026 4:12 PM EST", "2026-01-22T16:12-05:00"),
    ("9:14 AM PST · January 23, 2026", "2026-01-23T09:14-08:00"),
    ("November 8, 2023 — 9.15am", "2023-11-08T09:15"),
    ("Fri 23 Jan 2026 // 11:32 UTC", "2026-01-23T11:32Z"),
    ("Thu 22 Jan 2026 22.14 GMT", "2026-01-22T22:14Z"),
    ("22 January 2026 at 16:20", "2026-01-22T16:20"),
    ("2026-01-22T19:58:00Z", "2026-01-22T19:58Z"),
    ("2026-01-22 19:58:07 +0530", "2026-01-22T19:58:07+05:30"),
    ("January 22nd, 2026", "2026-01-22"),
    ("the 3rd of March 2021", "2021-03-03"),
    ("SEPT. 12, 2023, 9:05 AM ET", "2023-09-12T09:05-04:00"),
    ("SAN FRANCISCO, June 12, 2025, 6:52 p.m. EDT (Coastline Wire) -", "2025-06-12T18:52-04:00"),
    ("12 June 2025 1620 GMT", "2025-06-12T16:20Z"),
    ("5 May 2025 06:30 SAST", "2025-05-05T06:30+02:00"),
    ("May 5, 2025, 8 p.m. Pacific time", "2025-05-05T20:00-07:00"),
    ("12 a.m. ET on Jan. 5, 2026", "2026-01-05T00:00-05:00"),
    ("12:30 pm, 5 January 2026 GMT+5:30", "2026-01-05T12:30+05:30"),
    ("2026/01/22", "2026-01-22"),
    ("Jan. 22 (Wire)", None),
    ("5 min read", None),
    ("31 February 2025", None),
    ("In 2025 the network failed at 16:20", None),
    ("The year 2013 that shook the web", None),
]


@pytest.mark.parametrize(("text", "iso"), STAMPS)
def test_find_stamp(text: str, iso: str | None) -> None:
    stamp = find_stamp(text)
    assert (stamp.iso() if stamp else None) == iso
    assert has_date(text) is (iso is not None)


@pytest.mark.parametrize(
    ("text", "country", "iso"),
    [
        ("03/04/2025", None, "2025-04-03"),
        ("03/04/2025", "US", "2025-03-04"),
        ("03/04/2025", "GB", "2025-04-03"),
        ("Tuesday 03/04/2025", None, "2025-03-04"),  # 4 March 2025 was a Tuesday, 3 April a Thursday
        ("Thursday 03/04/2025", "US", "2025-04-03"),
        ("12 Apr 2025, 05:40 PM IST", "IN", "2025-04-12T17:40+05:30"),
        ("12 Apr 2025, 05:40 PM IST", "IE", "2025-04-12T17:40+01:00"),
        ("12 Apr 2025, 05:40 PM IST", "IL", "2025-04-12T17:40+03:00"),
        ("12 Apr 2025, 05:40 PM IST", None, "2025-04-12T17:40"),
        ("12 Apr 2025, 05:40 PM CST", "CN", "2025-04-12T17:40+08:00"),
    ],
)
def test_the_country_decides_what_several_share(text: str, country: str | None, iso: str) -> None:
    stamp = find_stamp(text, country)
    assert stamp is not None
    assert stamp.iso(country) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Thu, 22 Jan 2026 19:58:00 GMT", "2026-01-22T19:58Z"),
        ("22 Jan 2026 19:58:00 -0500", "2026-01-22T19:58-05:00"),
        ("1769111880", "2026-01-22T19:58Z"),
        ("1769111880000", "2026-01-22T19:58Z"),
        ("January 22, 2026", "2026-01-22"),
        ("2026-01-22T19:58:00.123+00:00", "2026-01-22T19:58Z"),
        ("soon", None),
        ("", None),
        ("99 Xyz 2026 19:58:00", None),
    ],
)
def test_fields(text: str, iso: str | None) -> None:
    assert parse_field(text) == iso


@pytest.mark.parametrize(
    ("word", "month", "hours"),
    [
        ("ET", 1, -5),
        ("ET", 7, -4),
        ("Eastern", 7, -4),
        ("Pacific Time", 1, -8),
        ("US Eastern time", 1, -5),
        ("EST", 7, -5),
        ("BST", 7, 1),
        ("UTC+2", 1, 2),
        ("GMT", 7, 0),
        ("+05:30", 1, 5.5),
        ("-3", 1, -3),
        ("JST", 1, 9),
        ("XYZ", 1, None),
        ("+19", 1, None),
        ("IST", 1, None),
    ],
)
def test_zone_words(word: str, month: int, hours: float | None) -> None:
    assert zones.offset(word, dt.datetime(2026, month, 15, 12)) == (None if hours is None else dt.timedelta(hours=hours))


@pytest.mark.parametrize(
    ("head", "text", "url", "country"),
    [
        ("Mumbai | Feb 25, 2021, 7:40 pm IST", "", None, "IN"),
        ("", "Irish banks and Dublin shops were hit.", None, "IE"),
        ("", "No place at all.", "https://news.example.ie/x", "IE"),
        ("", "London and New York", None, None),
        ("", "", None, None),
    ],
)
def test_country(head: str, text: str, url: str | None, country: str | None) -> None:
    assert zones.country_of(head, text, url) == country
