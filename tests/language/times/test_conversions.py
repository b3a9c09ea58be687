"""One moment on two clocks, and which way a day lies."""

from __future__ import annotations

import pytest

from extractor.language.times import tag

CLOCKS = [
    ("Gates shut at 7:45 a.m. Japan time, 22:45 UTC on Saturday.", "2025-11-30", ["2025-11-29T22:45:00Z"] * 2),
    ("It hit at 8 p.m. EDT on July 4 (00:00 UTC).", "2025-07-05", ["2025-07-05T00:00:00Z"] * 2),
    ("It hit at 21:14 UK time (4:14 p.m. in Washington).", "2025-01-19", ["2025-01-19T21:14:00Z"] * 2),
    ("In Tokyo, where it was 8pm, nothing moved.", "2025-07-05T14:00+01:00", ["2025-07-05T11:00:00Z"]),
    ("A Perth clinic shut at 1.09pm local time, and one in Sydney later.", "2025-07-18", ["2025-07-18T05:09:00Z"]),
    ("Paid ₹40 crore, the app fell over at 11 a.m. IST.", "2025-07-18", ["2025-07-18T05:30:00Z"]),
    ("The window runs 02:00-06:00 UTC on 20 July.", "2025-07-19", ["2025-07-20T02:00:00Z", "2025-07-20T06:00:00Z"]),
    ("Calls failed between 11:30 p.m. and 2:30 a.m. ET Friday.", "2025-07-05", ["2025-07-04T03:30:00Z", "2025-07-04T06:30:00Z"]),
    ("It broke at 5:32 p.m. ET Friday and peaked at 6:15.", "2025-07-05", ["2025-07-04T21:32:00Z", "2025-07-04T22:15:00Z"]),
    ("They mended it at 7:32 p.m. Pacific Saturday.", "2025-01-19", ["2025-01-19T03:32:00Z"]),
]
DAYS = [
    ("The vote was postponed to Monday.", "2025-07-21"),
    ("Shares fell ahead of Friday's report.", "2025-07-18"),
    ("Shares fell after Tuesday's report.", "2025-07-15"),
    ("The state of emergency, declared on Tuesday, goes on.", "2025-07-15"),
    ("Voting began early and runs until Sunday.", "2025-07-20"),
    ("Staff were told to wait until Friday.", "2025-07-18"),
    ("Lines restored on Tuesday still crackle.", "2025-07-15"),
]
LENGTHS = [
    ("Calls failed at 9:12 a.m. Seven hours after the initial failure, half were back.", "2025-07-17T16:12", "exact"),
    ("Calls failed at 9:12 a.m. A fix went out at noon. An hour after the update, all was well.", "2025-07-17T13:00", "exact"),
    ("Calls failed at 9:12 a.m. Within half an hour, 9,000 had complained.", "2025-07-17T09:42", "before"),
]


@pytest.mark.parametrize(("text", "published", "instants"), CLOCKS)
def test_clocks_of_two_zones_show_one_moment(text: str, published: str, instants: list[str]) -> None:
    assert [time.earliest for time in tag(text, published) if time.type == "TIME"] == instants


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_which_way_a_weekday_lies(text: str, day: str) -> None:
    assert [time.value for time in tag(text, "2025-07-17")] == [day]


@pytest.mark.parametrize(("text", "timex", "modifier"), LENGTHS)
def test_a_length_of_time_leads_to_a_moment(text: str, timex: str, modifier: str) -> None:
    (time,) = [found.time for found in tag(text, "2025-07-17") if found.type == "DURATION"]
    assert time is not None
    assert (time.timex, time.modifier) == (timex, modifier)


def test_a_length_without_an_event_before_it_leads_nowhere() -> None:
    (found,) = tag("Seven hours after the failure, half were back.", "2025-07-17")
    assert found.time is None
