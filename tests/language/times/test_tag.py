"""Sentences of general news and of outages: [expression] => TYPE VALUE MOD, for all expressions of the sentence."""

from __future__ import annotations

import re

import pytest

from extractor.language.times import TaggedTime, tag
from extractor.records import Block

MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+) ([^ \]]+)(?: ([A-Z_]+))?\]")

# Written for these tests. Dates of publication differ, since direction depends on them.
SENTENCES = [
    ("1989-11-02", "Net fell in [the third quarter|DATE 1989-Q3] from [a year earlier|DATE 1988]."),
    ("1989-11-02", "Sales rose over [the past six months|DURATION P6M], and in [fiscal 1989|DATE FY1989] as a whole."),
    ("1989-11-02", "He retired in [the late 1970s|DATE 197 END], or [nearly two decades|DURATION P2DE LESS_THAN] before the sale."),
    ("1989-11-02", "The bonds, due [Nov. 15, 1999|DATE 1999-11-15], pay interest [annually|SET P1Y]."),
    ("1998-02-13", "The president said [Tuesday night|TIME 1998-02-10TNI] he would decide by [the end of the month|DATE 1998-02 END]."),
    ("1998-02-13", "[The day before yesterday|DATE 1998-02-11] it rained; [tomorrow|DATE 1998-02-14] it will snow."),
    ("1998-02-13", "They sold in [mid-1995|DATE 1995 MID] and again [last year|DATE 1997]."),
    ("1998-02-13", "She was arrested on [the night of Feb. 3|TIME 1998-02-03TNI] and held for [36 hours|DURATION PT36H]."),
    ("1998-02-13", "He was fined in [the spring of 1996|DATE 1996-SP] and again [that fall|DATE 1996-FA]."),
    ("1998-02-13", "The committee meets [every other Wednesday|SET XXXX-WXX-3]."),
    ("1998-02-13", "[A week|DURATION P1W]'s notice and [two months|DURATION P2M]' pay were offered to the [19-year-old|DURATION P19Y]."),
    ("2024-07-22", "The fault lasted from [06:00|TIME 2024-07-18T06:00] until [14:30 on 18 July|TIME 2024-07-18T14:30]."),
    ("2024-07-22", "Errors rose between [9|TIME 2024-07-22T09:00] and [10 a.m. Pacific|TIME 2024-07-22T10:00]."),
    ("2024-07-22", "It will run from [Sunday night|TIME 2024-07-28TNI] to [Monday morning|TIME 2024-07-29TMO]."),
    ("2024-07-22", "[The next day|DATE 2024-07-23], engineers [now|DATE PRESENT_REF] know, was worse than [recent weeks|DATE PAST_REF]."),
    ("2024-07-22", "It failed [two years ago|DATE 2022] and [a few days ago|DATE PAST_REF] for [hours|DURATION PTXH]."),
    ("2024-07-22", "Between [7|DATE 2024-02-07]–[8 February|DATE 2024-02-08] it was down [twice a week|SET P1W]."),
    ("2024-07-22", "Over [the weekend|DATE 2024-W29-WE] and into [this week|DATE 2024-W30], desks were staffed."),
    ("2024-07-22", "[Tuesday evening of last week|TIME 2024-07-16TEV] was worse than [the night before|TIME 2024-07-15TNI]."),
    ("2024-07-22", "In [nineteen ninety-nine|DATE 1999] and in [the '80s|DATE 198] it was a [nine-hour|DURATION PT9H] trip."),
    ("2024-07-22", "[The quarter|DATE 2024-Q3]'s profit fell in [the first half of this year|DATE 2024-H1]."),
    (
        "2024-07-22",
        "Sales fell [recently|DATE PAST_REF] as costs rose; its [2019|DATE 2019] merger and a [2021|DATE 2021] deal were blamed.",
    ),
    ("2024-07-22", "Her lawyer told Der Morgen in [1990|DATE 1990]: no. As [2023|DATE 2023] ended, he wrote a book."),
    (
        "2024-10-21",
        "[Third-quarter|DATE 2024-Q3] profit rose 3%; costs for [the quarter|DATE 2024-Q3] beat [last year's third quarter|DATE 2023-Q3].",
    ),
    ("2024-07-22", "Jailed [last summer|DATE 2023-SU] to await trial, he could face as little as [3 1/2 years|DURATION P3Y6M]."),
    (
        "2024-07-22",
        "A [4.5 million-year-old|DURATION P4500000Y] skull, [14,300 years ago|DATE PAST_REF], [12 million years ago|DATE PAST_REF].",
    ),
    ("2024-07-22", "It ended [the quarter|DATE 2024-Q3] well and in [upcoming years|DATE FUTURE_REF] will grow."),
    ("2024-07-22", "It fell in [a single week|DURATION P1W]; pups as young as [2 weeks|DURATION P2W] old died in [the 1700s|DATE 17]."),
    ("2024-07-22", "In [the next weeks|DATE FUTURE_REF] more may die; traders bought [overnight|TIME 2024-07-21TNI]."),
    (
        "2024-07-22",
        "[The early-morning|TIME 2024-07-22TMO START] raid followed the [Sept. 11|DATE 2001-09-11] attacks, not [9/11|DATE 2001-09-11].",
    ),
    ("2024-07-22", "Profit rose in [the second quarter of the year|DATE 2024-Q2]; it sees $2.10 [2025|DATE 2025] earnings per share."),
    ("2024-07-22", "She turns 67 on [Saturday|DATE 2024-07-27]. It will be shut following a fire on [Friday|DATE 2024-07-19]."),
    ("2024-07-22", "It was down as of [late Friday morning|TIME 2024-07-19TMO END]; it has been ill [of late|DATE PAST_REF]."),
    (
        "2024-07-22",
        "Ash fell on [August 24, 79 A.D.|DATE 0079-08-24]; a jar of [the 4th century B.C.|DATE BC03] broke in [44 BC|DATE BC0044].",
    ),
    ("2024-07-22", "A night curfew ended the [weekly|SET P1W] Muslim walk; he had been due on [Sunday|DATE 2024-07-21]."),
    (
        "2024-07-22",
        "It will open on [Wednesday|DATE 2024-07-24]. [Wednesday|DATE 2024-07-24]'s launch comes [days|DURATION PXD] after Omo showed one.",
    ),
    (
        "2025-03-11",
        "At [half past two on Friday afternoon|TIME 2025-03-07T14:30] it began; at [five past midnight|TIME 2025-03-08T00:05] it was over.",
    ),
]

# Nothing in these is a time.
NOTHING = [
    "Version 10.30 of build 22H2, error 0x80070005 and HTTP 503 on port 8080.",
    "They won 3-2, 21-19, and the index lost 2.15 to 4,812.30.",
    "It cost $1,999, 2,000 people may march, and he was second.",
    "Theresa May and April Jones spoke in the Daily Mail.",
    "Fall back, spring a leak, and march on: a second wave, the first in line.",
    "The ratio was 16:9, 10/10 for severity, with 20/20 vision.",
    "Sheffield Wednesday beat the Today programme's team in zero-day fashion.",
    "Windows Server 2019 and Exchange 2016 crashed 2000 machines.",
    "Holt threw for a touchdown with 4:02 left in the second quarter and ran 9 yards in the third quarter.",
    "Sunny, with highs in the mid 80s; she was on Late Night With Ann Boe.",
    "He drove a 2006 Ford and fed its 2000 employees.",
    "Ten to one he will march; one in five may not.",
    "Opening hours are short, and the minutes of the meeting are long.",
]


def facts(times: list[TaggedTime]) -> list[tuple[str, str, str, str | None]]:
    return [(time.text, time.type, time.value, time.mod) for time in times]


@pytest.mark.parametrize(("published", "marked"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_sentence(published: str, marked: str) -> None:
    wanted = [tuple(match.groups()) for match in MARK.finditer(marked)]
    assert wanted, "the sentence marks nothing"
    assert "|" not in MARK.sub("", marked), "a mark is not closed"
    assert facts(tag(MARK.sub(r"\1", marked), published)) == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_that_is_no_time(text: str) -> None:
    assert facts(tag(text, "2025-06-10")) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It failed on Friday.", "XXXX-WXX-5"),
        ("It failed on January 22.", "XXXX-01-22"),
        ("It failed at 10:30.", "XXXX-XX-XXT10:30"),
        ("It failed yesterday.", "XXXX-XX-XX"),
        ("It failed last week.", "XXXX-WXX"),
        ("It failed this morning.", "XXXX-XX-XXTMO"),
        ("It came back an hour later.", "PT1H"),
        ("It came back in the third quarter.", "XXXX-Q3"),
    ],
)
def test_without_reference_values_stay_underspecified(text: str, value: str) -> None:
    (found,) = tag(text)
    assert found.value == value
    assert found.time is None
    assert (found.earliest, found.latest) == (None, None)


def test_the_one_absolute_date_is_the_reference_where_none_is_given() -> None:
    first, second = tag("On 29 October 2025 it failed. It was back on Thursday.")
    assert (first.value, second.value) == ("2025-10-29", "2025-10-23")


def test_two_absolute_dates_are_no_reference() -> None:
    found = tag("On 29 October 2025 it failed, as on 3 March 2024. It was back on Thursday.")
    assert found[-1].value == "XXXX-WXX-4"


def test_boilerplate_is_passed_over() -> None:
    text = "It failed on Monday.\n\nRead more: Friday's picks"
    blocks = (Block(0, 20, "paragraph"), Block(22, len(text), "boilerplate"))
    assert [time.text for time in tag(text, "2025-06-10", blocks)] == ["Monday"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Filed on 24/03/2025. Paid on 04/05/2025.", "2025-05-04"),
        ("Filed on 03/24/2025. Paid on 04/05/2025.", "2025-04-05"),
        ("It happened on 3 March 2025. Paid on 04/05/2025.", "2025-05-04"),
        ("It happened on March 3, 2025. Paid on 04/05/2025.", "2025-04-05"),
        ("Paid on 04/05/2025.", "2025-XX-XX"),
    ],
)
def test_dates_in_figures_are_told_apart_by_the_others(text: str, value: str) -> None:
    assert tag(text, "2025-12-10")[-1].value == value
