"""Times that need the story: chains, midnights, live blogs, status pages, bylines."""

from __future__ import annotations

import pytest

from extractor.language.times import tag


def values(text: str, published: str) -> list[str]:
    return [time.value for time in tag(text, published)]


@pytest.mark.parametrize(
    ("published", "text", "wanted"),
    [
        ("2024-07-20", "It broke at 11 p.m. on Thursday. By 1:05 a.m. it was fixed.", ["2024-07-18T23:00", "2024-07-19T01:05"]),
        ("2024-07-20", "It broke at 11 p.m. Thursday. By 1:05 a.m. ET Friday it was fixed.", ["2024-07-18T23:00", "2024-07-19T01:05"]),
        ("2024-07-20", "It broke at 9 p.m. on Thursday. An hour later it was back.", ["2024-07-18T21:00", "2024-07-18T22:00"]),
        ("2024-07-20", "It broke at 9 p.m. on Thursday. The next morning it was back.", ["2024-07-18T21:00", "2024-07-19TMO"]),
        ("2024-07-20", "It broke on 1 July. Two days later it was back.", ["2024-07-01", "2024-07-03"]),
        (
            "2024-07-20",
            "It began at 8am on Monday, the bank said on Wednesday. At 9.30am it grew.",
            ["2024-07-15T08:00", "2024-07-17", "2024-07-15T09:30"],
        ),
        ("2024-07-20", "At 8am the tills froze on Monday.", ["2024-07-15T08:00", "2024-07-15"]),
        ("2024-07-20T09:00", "The tills froze at 6pm.", ["2024-07-19T18:00"]),
        ("2024-07-20", "It began at 3 p.m. EDT (1900 GMT) on Thursday.", ["2024-07-18T15:00", "2024-07-18T19:00", "2024-07-18"]),
        (
            "2024-07-20",
            "It broke at 1 p.m. on 18 July. Not until 2:05 the next morning did it stir; by 5 a.m. it was back.",
            ["2024-07-18T13:00", "2024-07-19T02:05", "2024-07-19T05:00"],
        ),
        ("2024-07-20", "It was down between midnight and 6am Sunday.", ["2024-07-14T00:00", "2024-07-14T06:00"]),
        ("2024-07-20", "Late on Thursday it broke. By 1 a.m. it was back.", ["2024-07-18", "2024-07-19T01:00"]),
        ("2024-07-20", "It broke on Monday, 7am Tuesday and twice more.", ["2024-07-15", "2024-07-16T07:00"]),
        ("2024-07-20", "It broke on Tuesday night at 2 a.m.", ["2024-07-17T02:00"]),
        ("2024-07-20", "Fans will remember Tuesday. Orders for Sunday are safe.", ["2024-07-16", "2024-07-21"]),
        ("2024-07-20", "On Tuesday it broke. Credit that nobody used Tuesday stays on the card.", ["2024-07-16", "2024-07-16"]),
        ("2024-07-20", "The depot burnt on 10 March 2021. On 19 March it opened.", ["2021-03-10", "2021-03-19"]),
        ("2024-07-20", "It failed over Easter 2022. On Good Friday a clerk erred.", ["2022-04-17", "2022-04-15"]),
        ("2024-07-20", "Last August 2 it failed.", ["2023-08-02"]),
        ("2024-07-20", "It took August 12, a holiday, for a weekday.", ["2024-08-12"]),
        ("2024-07-20", "A ruling is due tomorrow by noon.", ["2024-07-21", "2024-07-21T12:00"]),
        ("2024-07-20", "By 7 p.m. on the Thursday it was over.", ["2024-07-18T19:00"]),
        ("2024-07-20", "It began in 2019. That year it failed twice, and a year later again.", ["2019", "2019", "2020"]),
        (
            "2024-07-20",
            "It lasted from 2 p.m. until 00:45 the next morning. It peaked at 15:05.",
            ["2024-07-19T14:00", "2024-07-20T00:45", "2024-07-19T15:05"],
        ),
    ],
)
def test_story(published: str, text: str, wanted: list[str]) -> None:
    if wanted[0] == "2024-07-19T14:00":
        text = "On 19 July it broke. " + text
        wanted = ["2024-07-19", *wanted]
    assert values(text, published) == wanted


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("War broke out four days ago. The truce will start at 6 p.m.", "2025-06-11T18:00"),
        ("It failed on Monday at 9 a.m. Crews are expected to meet at 4 p.m.", "2025-06-11T16:00"),
        ("The probe is poised to lift off early on Thursday. It is due to leave at 1:36 a.m.", "2025-06-12T01:36"),
        ("It failed on Monday at 9 a.m. The bank said it would look at 4 p.m.", "2025-06-09T16:00"),
        ("The storm is predicted to hit the coast late on Friday.", "2025-06-13"),
        ("The film, which arrives in some cinemas on Aug. 22, follows a married couple.", "2025-08-22"),
        ("The claims will be best judged in November after the state has replied.", "2025-11"),
        ("The trip was originally set for May 31. On Tuesday night, crews were ready.", "2025-06-10TNI"),
        ("It sank on Tuesday at 9 a.m. and had sunk on May 31. In a post on Monday, the firm spoke.", "2025-06-09"),
        ("The shop failed on Tuesday. “Today was hard,” a clerk said at 7:18 p.m. It was back at 8 p.m.", "2025-06-10T20:00"),
        ("It was lost in the early hours of this morning.", "2025-06-11TMO"),
        ("We had a quiet Tuesday morning. Nobody was let into a call from 8:05 until 9:50.", "2025-06-10T09:50"),
        ("Jurors got it on Friday. They argued before reaching a verdict late Tuesday morning. It was read at 4 p.m.", "2025-06-10T16:00"),
        ("On Friday night, 70,000 people could see the fight. It began at 7 p.m.", "2025-06-06T19:00"),
        ("A flood watch is in effect from Thursday 8 AM.", "2025-06-12T08:00"),
    ],
)
def test_what_lies_ahead_of_the_publication(text: str, last: str) -> None:
    assert values(text, "2025-06-11")[-1] == last


def test_tense_decides_the_direction_of_weekdays() -> None:
    assert values("It failed on Friday.", "2025-06-11") == ["2025-06-06"]
    assert values("It will return on Friday.", "2025-06-11") == ["2025-06-13"]
    assert values("It could be back as early as Friday, he said.", "2025-06-11") == ["2025-06-13"]
    assert values("On Friday night, people could see it fail.", "2025-06-11") == ["2025-06-06TNI"]
    assert values("It failed on Wednesday.", "2025-06-11") == ["2025-06-11"]


OLDEST_FIRST = """As it happened
All times GMT

22.51 The lines take off.

23.40 A word from the bank.

00.15 It is mended, it says. It broke at 22.40.
"""
NEWEST_FIRST = """Flights grounded
Wednesday, January 11, 2023
Newest updates first. Times are Eastern.

12:20 AM
Wrap
That is all.

11:05 PM
Ground stop lifted
Planes may go. It began at 9:30 p.m.

9:45 PM
What we know
In a post a few minutes ago, it said so.
"""
STATUS_PAGE = """Resolved - This incident has been resolved.
Aug 18, 2025 - 19:45 EDT

Monitoring - A fix is out.
Aug 18, 2025 - 18:30 EDT

Investigating - We are looking at errors since 17:10.
Aug 18, 2025 - 17:20 EDT
"""
DATED = """What happened

Monday, 3 March

09:14 The first error.

23:50 - Still down.

Tuesday, 4 March

00:20 - Back up.
"""
WEEKDAYS = """Published Thu 22 Jan 2026, 19:58 GMT. Last updated Fri 23 Jan 2026, 18:52 GMT.

Fri 18:52 – That's a wrap
It was over at 18:29.

Fri 00:14 – Two steps forward
A note of 00:02.

Thu 22:06 – Back to paper
"""


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        (OLDEST_FIRST, "2025-02-28", ["2025-02-28T22:51", "2025-02-28T23:40", "2025-03-01T00:15", "2025-02-28T22:40"]),
        (
            NEWEST_FIRST,
            "2023-01-11",
            ["2023-01-11", "2023-01-11T00:20", "2023-01-10T23:05", "2023-01-10T21:30", "2023-01-10T21:45", "PAST_REF"],
        ),
        (STATUS_PAGE, "2025-08-19", ["2025-08-18T19:45", "2025-08-18T18:30", "2025-08-18T17:10", "2025-08-18T17:20"]),
        (DATED, "2025-03-05", ["2025-03-03", "2025-03-03T09:14", "2025-03-03T23:50", "2025-03-04", "2025-03-04T00:20"]),
        (
            WEEKDAYS,
            "2026-01-22T19:58Z",
            [
                "2026-01-22T19:58",
                "2026-01-23T18:52",
                "2026-01-23T18:52",
                "2026-01-23T18:29",
                "2026-01-23T00:14",
                "2026-01-23T00:02",
                "2026-01-22T22:06",
            ],
        ),
    ],
    ids=["oldest first", "newest first", "status page", "date headings", "weekday stamps"],
)
def test_live_texts(text: str, published: str, wanted: list[str]) -> None:
    assert values(text, published) == wanted


def test_a_few_minutes_ago_is_the_entrys_moment() -> None:
    last = tag(NEWEST_FIRST, "2023-01-11")[-1]
    assert last.time is not None
    assert (last.time.timex, last.time.modifier) == ("2023-01-10T21:45-05:00", "about")


def test_the_byline_sets_the_zone_and_not_the_day() -> None:
    text = "Monday's failure\n\n3 February 2025, 09:40 GMT\n\nIt broke shortly after 05:00 on Friday."
    last = tag(text, "2025-02-03T09:40Z")[-1]
    assert last.time is not None
    assert last.time.timex == "2025-01-31T05:00Z"


def test_an_article_updated_later_tells_of_later_hours() -> None:
    text = "Published: 16:42, 11 June 2025 | Updated: 18:05, 11 June 2025\n\nIt failed at 9am. It was back by 5.45pm."
    assert values(text, "2025-06-11T16:42")[-1] == "2025-06-11T17:45"
