"""What is recognised on the page, before anything is known of the calendar: frozen, and pure values."""

from __future__ import annotations

import dataclasses
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Unit = Literal["second", "minute", "hour", "day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
Part = Literal["MO", "MI", "AF", "EV", "NI", "DT"]
Season = Literal["SP", "SU", "FA", "WI"]
Mod = Literal["exact", "about", "before", "after", "start", "mid", "end", "less_than", "more_than", "at_least", "at_most"]
Anchor = Literal["published", "story"]


@dataclasses.dataclass(frozen=True, slots=True)
class Shift:
    """So many units from an anchor: the publication time ("two days ago") or the story ("two days later").

    ``count`` is None where it is vague ("a few days ago"). A ``named`` shift speaks of the unit as a whole ("last week"),
    any other counts back from the moment ("a week ago"). ``grain`` is what it counts in besides the unit: "10 years ago today" in
    days, "the year-earlier period" in the period that figures were given for.
    """

    unit: Unit
    count: float | None
    anchor: Anchor = "published"
    named: bool = False
    grain: Literal["day", "week", "month", "period"] | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Calendar:
    """A point or stretch of the calendar, as far as the words say it; what they leave open is None.

    ``month_first`` is True or False where two numbers were told apart by their order, None where the order is open
    ("04/05/2025"): then ``month`` and ``day`` hold the first and the second number. ``weekday`` is 1 (Monday) to 7.
    ``nth`` counts weekdays of the month, the last one is -1; a ``direction`` of -2 looks two of them back.
    ``twelve`` says that the hour is on a twelve-hour dial and nothing said which half of the day.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    part: Part | None = None
    quarter: int | None = None
    half: int | None = None
    season: Season | None = None
    decade: int | None = None
    century: int | None = None
    weekend: bool = False
    week_of: bool = False
    fiscal: bool = False
    twelve: bool = False
    order_open: bool = False
    holiday: str | None = None
    shift: Shift | None = None
    direction: int | None = None
    nth: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Amount:
    """A length of time: counts and units in falling order; a count of None is vague ("several hours")."""

    parts: tuple[tuple[float | None, Unit], ...]
    window: Literal["past", "future"] | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Recurring:
    """A set of times: TIMEX3's ``value``, ``quant`` and ``freq``."""

    value: str
    quant: str | None = None
    freq: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Vague:
    """PRESENT_REF, PAST_REF or FUTURE_REF, or a year or century before Christ ("BC0044", "BC03")."""

    value: str


Meaning = Calendar | Amount | Recurring | Vague


@dataclasses.dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression on the page: where (code points, end excluded), what it says, and what its neighbours add.

    ``mod`` is what the words inside the extent say ("early", "about"), ``relation`` what the words before it say
    ("by", "shortly after"); ``zone`` is the zone word as written.
    """

    start: int
    end: int
    text: str
    type: TimexType
    meaning: Meaning
    rule: str
    zone: str | None = None
    mod: Mod = "exact"
    relation: Literal["about", "before", "after"] | None = None
