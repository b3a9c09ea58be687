"""When an article was published and last changed."""

from __future__ import annotations

import pytest

from extractor.reading.published import find_times


@pytest.mark.parametrize(
    ("lines", "published", "modified"),
    [
        (
            ["Published: 17:10 BST, 20 October 2025 | Updated: 18:45 BST, 20 October 2025"],
            "2025-10-20T17:10+01:00",
            "2025-10-20T18:45+01:00",
        ),
        (["Wire, 24/03/2020", "By A B", "Updated 24/03/2020, 4.20pm AEDT"], "2020-03-24T16:20+11:00", "2020-03-24T16:20+11:00"),
        (["Live | December 11, 2024 | All times Eastern", "Last updated 10:52 p.m."], "2024-12-11T22:52-05:00", "2024-12-11T22:52-05:00"),
        (["By the staff | Updated Aug. 10, 2016, 4:15 p.m. ET"], "2016-08-10T16:15-04:00", "2016-08-10T16:15-04:00"),
        (["Updated 3 May 2020", "First published 1 May 2020"], "2020-05-01", "2020-05-03"),
        (["January 22, 2026 11:14 PM EST Updated 3 hours ago"], "2026-01-22T23:14-05:00", None),
        (["January 22, 2026", "04:12 PM"], "2026-01-22T16:12", None),
        (["1 May 2020, 16:00. All times GMT"], "2020-05-01T16:00Z", None),
        (["By Jane Roe"], None, None),
    ],
)
def test_bylines(lines: list[str], published: str | None, modified: str | None) -> None:
    times = find_times([], [], lines, None, None, None)
    assert (times.published, times.modified) == (published, modified)


@pytest.mark.parametrize(
    ("fields", "lines", "published"),
    [
        (["2026-01-22"], [], "2026-01-22"),
        (["2026-01-22"], ["Published 22 January 2026, 4.12pm GMT"], "2026-01-22T16:12Z"),
        (["2026-01-22"], ["Published 23 January 2026, 4.12pm GMT"], "2026-01-22"),
        (["2026-01-23T02:30:00Z"], ["Published Jan. 22, 2026 9:30 p.m. ET"], "2026-01-22T21:30-05:00"),
        (["2026-01-23T02:30:00Z"], ["Jan. 22, 2026 9:30 p.m."], "2026-01-22T21:30-05:00"),
        (["2026-01-23T02:30:00Z"], ["Jan. 22, 2026 9:41 p.m."], "2026-01-23T02:30Z"),
        (["2026-01-23T02:30:00+11:00"], ["22 January 2026 3.30pm"], "2026-01-23T02:30+11:00"),
        (["rubbish", "2026-01-22T19:58Z"], [], "2026-01-22T19:58Z"),
        (["2026-01-22", "2026-01-22T19:58Z"], [], "2026-01-22T19:58Z"),
    ],
)
def test_fields_come_first_at_the_finest_grain_and_on_the_articles_own_clock(fields: list[str], lines: list[str], published: str) -> None:
    assert find_times(fields, [], lines, None, None, None).published == published


@pytest.mark.parametrize(
    ("dateline", "url", "published"),
    [
        ("REDMOND, Wash., Jan. 22, 2026 (Continental Wire) — ", None, "2026-01-22"),
        ("WASHINGTON (AP) — ", "https://x.example/2026/01/22/outage", "2026-01-22"),
        (None, "https://x.example/technology/2026/jan/22/outage-live", "2026-01-22"),
        (None, "https://x.example/news/2026-01-22-outage", "2026-01-22"),
        (None, "https://x.example/2026/99/22/outage", None),
        (None, "https://x.example/story/20260122", None),
    ],
)
def test_dateline_and_address(dateline: str | None, url: str | None, published: str | None) -> None:
    assert find_times([], [], [], dateline, url, None).published == published
