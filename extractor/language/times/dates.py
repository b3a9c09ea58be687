"""Which day, week, month or year a date means."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from extractor.language.times.expression import Calendar, Shift
from extractor.language.times.holidays import moving_holiday, nth_weekday
from extractor.language.times.moment import Moment, add_months, later, midnight, season_start
from extractor.language.times.story import Hints, Reference, Story

_FAR_BACK = dt.timedelta(days=8)
_LONG_AGO = dt.timedelta(days=300)  # from here on the year of a date is the story's rather than the publication's
_SOON = 45  # days: a date so far ahead is nearer than the same one of the year before, whatever the tense
_LEAD_UP, _AFTERMATH = dt.timedelta(days=31), dt.timedelta(days=92)
FORESEEN = 240  # days: a day named without its year is no further ahead
MONTH_FORESEEN = 330  # nor a month


def story_day(shift: Shift, reference: Reference | None, story: Story) -> dt.date | None:
    """The day that the story counts from: the last date named, if it is as fine as what is counted."""
    point = story.point
    if point is not None and (point.grain in ("day", "part", "minute", "second") or shift.unit in ("year", "decade", "century")):
        return point.start.date()
    if point is not None and point.grain == "month" and shift.unit in ("month", "quarter"):
        return point.start.date()
    if point is not None and story.period is not None and shift.unit in ("month", "quarter"):
        return story.period.start.date()
    return story.day or (reference.day if reference else None)


def date(meaning: Calendar, reference: Reference | None, story: Story, hints: Hints) -> Moment | None:
    base = _base(meaning, reference, story, hints)
    if meaning.order_open and hints.day_first is not None:
        meaning = dataclasses.replace(meaning, order_open=False)
        if hints.day_first:
            meaning = dataclasses.replace(meaning, month=meaning.day, day=meaning.month)
    if meaning.order_open:
        return None
    if meaning.holiday and meaning.month is None:
        return _holiday(meaning, base, story, hints)
    year = meaning.year
    shift = meaning.shift
    if shift is not None and shift.unit == "year" and year is None and base is not None:
        year = base.year + round(shift.count or 0)
    if meaning.century is not None:
        return Moment("century", dt.datetime(max(1, meaning.century * 100), 1, 1), zone=hints.zone)
    if meaning.decade is not None:
        return Moment("decade", dt.datetime(meaning.decade * 10, 1, 1), zone=hints.zone)
    if meaning.month is not None and meaning.nth is not None:
        return _nth(meaning, year, base, hints)
    if meaning.month is not None:
        return _of_week(meaning, _beside(meaning, year, base, story, hints) or _month_day(meaning, year, base, hints))
    if meaning.quarter or meaning.half or meaning.season:
        return _stretch(meaning, year, base, hints)
    if year is not None:
        return Moment("year", dt.datetime(year, 1, 1), zone=hints.zone)
    if base is None:
        return None
    return _near(meaning, base, reference, story, hints)


def _base(meaning: Calendar, reference: Reference | None, story: Story, hints: Hints) -> dt.date | None:
    published = reference.day if reference else None
    if meaning.shift is not None and meaning.shift.anchor == "story":
        return story_day(meaning.shift, reference, story)
    if story.stamp is not None and (meaning.shift is not None or meaning.weekday) and not (hints.stamped and published):
        return story.stamp.start.date()
    return published


def _nth(meaning: Calendar, year: int | None, base: dt.date | None, hints: Hints) -> Moment | None:
    """ "The second Tuesday in May", "the last Sunday of October"."""
    if year is None and base is None:
        return None
    years = [year] if year is not None else [base.year - 1, base.year, base.year + 1] if base is not None else []
    options = [nth_weekday(option, meaning.month or 1, (meaning.weekday or 1) - 1, meaning.nth or 1) for option in years]
    best = options[0] if year is not None or base is None else _by_tense(options, base, hints)
    return Moment("day", midnight(best), zone=hints.zone)


def _near(meaning: Calendar, base: dt.date, reference: Reference | None, story: Story, hints: Hints) -> Moment | None:
    """What is named by its place near the base: days of a month or week, "last month", "this year"."""
    shift = meaning.shift
    if meaning.weekend:
        return _weekend(meaning, base, hints)
    if meaning.weekday is not None and meaning.day is None:
        return Moment("day", midnight(_weekday(meaning, base, story, hints)), zone=hints.zone)
    if meaning.day is not None:
        return _day_of_month(meaning, story.day or base, hints)
    if shift is None:
        return None
    count = round(shift.count or 0)
    start = midnight(base)
    if shift.unit == "day":
        return Moment("day", later(start, days=count), zone=hints.zone)
    if shift.unit == "week":
        return Moment("week", later(start, days=7 * count - start.weekday()), zone=hints.zone)
    if shift.unit == "month":
        return Moment("month", add_months(start.replace(day=1), count), zone=hints.zone)
    if shift.unit == "quarter" and shift.grain == "period" and story.period is not None and story.period.grain == "quarter":
        return dataclasses.replace(story.period, zone=hints.zone)
    if shift.unit == "quarter":
        return Moment("quarter", add_months(start.replace(month=(start.month - 1) // 3 * 3 + 1, day=1), 3 * count), zone=hints.zone)
    if shift.unit == "decade":
        return Moment("decade", dt.datetime((start.year // 10 + count) * 10, 1, 1), zone=hints.zone)
    return Moment("century", dt.datetime((start.year // 100 + count) * 100, 1, 1), zone=hints.zone) if shift.unit == "century" else None


def _weekend(meaning: Calendar, base: dt.date, hints: Hints) -> Moment:
    saturday = base - dt.timedelta(base.weekday() - 5)
    if meaning.shift is not None and meaning.shift.unit == "week":
        saturday += dt.timedelta(7 * round(meaning.shift.count or 0))
    elif base.weekday() < 5 and hints.tense != "future" and not (hints.aims and base.weekday() > 2):
        saturday -= dt.timedelta(7)
    return Moment("weekend", midnight(saturday), zone=hints.zone)


def _weekday(meaning: Calendar, base: dt.date, story: Story, hints: Hints) -> dt.date:
    assert meaning.weekday is not None
    if meaning.shift is not None and meaning.shift.unit == "week":
        return base + dt.timedelta(7 * round(meaning.shift.count or 0) + meaning.weekday - 1 - base.weekday())
    ahead = (meaning.weekday - 1 - base.weekday()) % 7
    if hints.stamped:
        return base + dt.timedelta(ahead if ahead <= 3 else ahead - 7)
    if hints.apposed and story.point is not None and story.point.start.isoweekday() == meaning.weekday:
        return story.point.start.date()
    if meaning.direction is not None and meaning.direction < 0:
        return base - dt.timedelta(((7 - ahead) % 7 or 7) - 7 * (meaning.direction + 1))
    if meaning.direction == 1:
        return base + dt.timedelta(ahead or 7)
    if hints.aims and ahead in (1, 2):
        return base + dt.timedelta(ahead)
    if meaning.direction == 0 or (hints.tense == "future" and not (hints.doubtful and _was(base, ahead, story))):
        return base + dt.timedelta(ahead)
    if hints.owned and ahead and _named_ahead(base + dt.timedelta(ahead), story):
        return base + dt.timedelta(ahead)
    told = hints.definite or (story.used and story.day == story.main)
    if story.day is not None and story.given and told and base - story.day > _FAR_BACK and story.stamp is None:
        return story.day + dt.timedelta((meaning.weekday - 1 - story.day.weekday()) % 7)
    return base - dt.timedelta((7 - ahead) % 7)


def _named_ahead(day: dt.date, story: Story) -> bool:
    """Does the text name this day, and the one a week before it no more than once (in the words in question)?"""
    before = sum(mention.day == day - dt.timedelta(7) for mention in story.mentions)
    return before < 2 and any(mention.day == day for mention in story.mentions)


def _was(base: dt.date, ahead: int, story: Story) -> bool:
    """Is the weekday yesterday's, or one of the last week that the text has named before?"""
    return ahead == 6 or base - dt.timedelta((7 - ahead) % 7) in (*story.days, story.event)


def _day_of_month(meaning: Calendar, near: dt.date, hints: Hints) -> Moment | None:
    day, options = meaning.day or 1, []
    for months in (-2, -1, 0, 1, 2):
        first = add_months(midnight(near).replace(day=1), months)
        if (first + dt.timedelta(day - 1)).month == first.month:
            options.append(first + dt.timedelta(day - 1))
    options = [option for option in options if meaning.weekday in (None, option.isoweekday())] or options
    best = min(options, key=lambda option: (abs((option.date() - near).days), option), default=None)
    return None if best is None else Moment("day", best, zone=hints.zone)


def _holiday(meaning: Calendar, base: dt.date | None, story: Story, hints: Hints) -> Moment | None:
    year = meaning.year if meaning.year is not None else base.year if base else None
    if meaning.year is None and meaning.shift is None and (told := _told_of(base, story)) is not None:
        beside = moving_holiday(meaning.holiday or "", told.year)
        if abs(beside - told) <= _AFTERMATH:
            return Moment("day", midnight(beside), zone=hints.zone)
    if year is None:
        return None
    if meaning.shift is not None and meaning.year is None:
        year += round(meaning.shift.count or 0)
    day = moving_holiday(meaning.holiday or "", year)
    if base is not None and meaning.year is None and meaning.shift is None:
        years = [moving_holiday(meaning.holiday or "", year + step) for step in (-1, 0, 1)]
        soon = [year_day for year_day in years if abs((year_day - base).days) <= 14]
        day = soon[0] if soon else _by_tense(years, base, hints)
    return Moment("day", midnight(day), zone=hints.zone)


def _by_tense(options: list[dt.date], base: dt.date, hints: Hints, foreseen: int = FORESEEN) -> dt.date:
    """The nearest option that the tense allows: at or before the base, or at or after it."""
    if hints.tense == "future":
        ahead = min((option for option in options if option >= base), default=None)
        if ahead is not None and (ahead - base).days <= foreseen:
            return ahead
        return min(options, key=lambda option: abs((option - base).days))
    return max((option for option in options if option <= base), default=options[0])


def _told_of(base: dt.date | None, story: Story) -> dt.date | None:
    """The day that the story is at, where that is long before the publication."""
    if base is None or story.stamp is not None:
        return None
    return next((day for day in reversed(story.days) if base - day > _LONG_AGO), None)


def _beside(meaning: Calendar, year: int | None, base: dt.date | None, story: Story, hints: Hints) -> Moment | None:
    """ "19 March" in a story that is at 10 March of an earlier year: the one soon after it."""
    told = _told_of(base, story)
    if year is not None or told is None or hints.tense == "future" or meaning.direction is not None or hints.previous:
        return None
    if not meaning.day and told != story.days[-1]:
        return None
    options = [day for step in (0, 1) if (day := _safe(told.year + step, meaning.month or 1, meaning.day or 1)) is not None]
    near = [day for day in options if -_LEAD_UP <= day - told <= _AFTERMATH and meaning.weekday in (None, day.isoweekday())]
    return Moment("day" if meaning.day else "month", midnight(near[0]), zone=hints.zone) if near else None


def _month_day(meaning: Calendar, year: int | None, base: dt.date | None, hints: Hints) -> Moment | None:
    month, day = meaning.month or 1, meaning.day
    if year is not None:
        return Moment("day" if day else "month", dt.datetime(year, month, day or 1), zone=hints.zone)
    if base is None:
        return None
    options = [start for step in range(-6, 2) if (start := _safe(base.year + step, month, day or 1)) is not None]
    fitting = [option for option in options if option.isoweekday() == meaning.weekday] if meaning.weekday is not None and day else []
    options = fitting or [option for option in options if option.year >= base.year - 1]
    near = base if day else base.replace(day=1)
    direction = -1 if hints.previous else meaning.direction
    if direction is not None:
        return Moment("month" if not day else "day", midnight(_directed(options, near, direction)), zone=hints.zone)
    best = _by_tense(options, near, hints, FORESEEN if day else MONTH_FORESEEN) if options else None
    soon = [
        option
        for option in options
        if 0 < (option - base).days <= (_SOON if hints.tense == "past" and day else 0 if hints.tense == "past" else 120)
    ]
    if best is not None and soon and (base - best).days > 240:
        best = soon[0]
    return None if best is None else Moment("day" if day else "month", midnight(best), zone=hints.zone)


def _of_week(meaning: Calendar, day: Moment | None) -> Moment | None:
    """The week or weekend that a date lies in, where the words ask for it."""
    if day is None or not meaning.week_of:
        return day
    monday = later(day.start, days=-day.start.weekday())
    return (
        dataclasses.replace(day, grain="weekend", start=later(monday, days=5))
        if meaning.weekend
        else dataclasses.replace(day, grain="week", start=monday)
    )


def _directed(options: list[dt.date], near: dt.date, direction: int) -> dt.date:
    if direction < 0:
        return max((option for option in options if option < near), default=options[0])
    if direction > 0:
        return min((option for option in options if option > near), default=options[-1])
    return min(options, key=lambda option: abs((option - near).days) if option.year != near.year else -1)


def _safe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _stretch(meaning: Calendar, year: int | None, base: dt.date | None, hints: Hints) -> Moment | None:
    """Quarters, halves and seasons."""
    grain: Any = "quarter" if meaning.quarter else "half" if meaning.half else "season"
    years = [year] if year is not None else [] if base is None else [base.year - 1, base.year, base.year + 1]
    if not years:
        return None
    starts = [_stretch_start(meaning, option) for option in years]
    if year is not None or base is None:
        best = starts[0]
    elif meaning.direction is not None:
        best = midnight(_directed([start.date() for start in starts], base, meaning.direction))
        if meaning.direction == 0:
            best = (
                max((start for start in starts if start.date() <= base), default=starts[0])
                if grain == "season" and base.month < 3
                else best
            )
        elif meaning.direction < 0 and add_months(best, 3).date() > base:
            best = max(start for start in starts if start < best)
    else:
        best = midnight(_by_tense([start.date() for start in starts], base, hints))
    return Moment(grain, best, season=meaning.season, zone=hints.zone)


def _stretch_start(meaning: Calendar, year: int) -> dt.datetime:
    if meaning.quarter:
        return dt.datetime(year, 3 * meaning.quarter - 2, 1)
    if meaning.half:
        return dt.datetime(year, 6 * meaning.half - 5, 1)
    return season_start(year, meaning.season or "SP")
