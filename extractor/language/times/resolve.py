"""Resolution: a pure function of the expression, the reference and the story so far."""

from __future__ import annotations

import dataclasses
import datetime as dt

from extractor.language.times.clock import clock_time
from extractor.language.times.dates import date, story_day
from extractor.language.times.expression import Amount, Calendar, Recurring, Shift, TimeExpression, Vague
from extractor.language.times.moment import Moment, add_months, later, midnight
from extractor.language.times.story import Hints, Reference, Story, local_moment
from extractor.language.times.underspecified import unresolved
from extractor.language.times.values import duration
from extractor.language.times.zones import Zone


@dataclasses.dataclass(frozen=True, slots=True)
class Resolved:
    """TIMEX3's value, and the moment where there is one."""

    value: str
    moment: Moment | None = None


def resolve(expression: TimeExpression, reference: Reference | None, story: Story, hints: Hints) -> Resolved:
    """The value of an expression. Without reference and story, deictic expressions stay underspecified ("XXXX-WXX-5")."""
    meaning = expression.meaning
    if isinstance(meaning, Amount):
        return Resolved(duration(meaning))
    if isinstance(meaning, Recurring | Vague):
        return Resolved(meaning.value)
    try:
        moment = _calendar(meaning, reference, story, hints, expression.relation)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        return Resolved(unresolved(meaning))
    if meaning.fiscal:
        moment = dataclasses.replace(moment, fiscal=True)
    return Resolved(moment.value(), moment)


def _calendar(meaning: Calendar, reference: Reference | None, story: Story, hints: Hints, relation: str | None) -> Moment | None:
    shift = meaning.shift
    if shift is not None and not shift.named:
        return _shifted(shift, reference, story, hints)
    if meaning.hour is None and meaning.part is None:
        return date(meaning, reference, story, hints)
    bare = dataclasses.replace(meaning, hour=None, minute=None, second=None, part=None, twelve=False)
    named = bare != Calendar()
    local = _local(reference, hints) if meaning.weekday and meaning.hour is not None else reference
    day = date(bare, local, story, hints) if named else None
    if named and (day is None or day.grain != "day"):
        return None
    if meaning.hour is None:
        return _part(meaning, day, reference, story, hints)
    return clock_time(meaning, day.start.date() if day else None, reference, story, hints, relation)


def _local(reference: Reference | None, hints: Hints) -> Reference | None:
    """The publication on the clock's own zone: "Friday" may have begun in Tokyo."""
    return None if reference is None else dataclasses.replace(reference, moment=local_moment(reference, hints.zone))


def _part(meaning: Calendar, day: Moment | None, reference: Reference | None, story: Story, hints: Hints) -> Moment | None:
    if day is not None:
        return Moment("part", day.start, meaning.part, zone=hints.zone)
    published = reference.day if reference else None
    here = story.ahead(published, hints) or published
    if here is None:
        return None
    if meaning.part == "NI" and reference is not None and here == reference.day and hints.tense != "future" and story.stamp is None:
        here -= dt.timedelta(1)
    elif meaning.part == "NI" and story.stamp is not None and here == story.stamp.start.date() and hints.tense != "future":
        here -= dt.timedelta(1 if story.stamp.start.hour < 18 else 0)
    return Moment("part", midnight(here), meaning.part, zone=hints.zone)


# ---------------------------------------------------------------- counted from a moment
def _shifted(shift: Shift, reference: Reference | None, story: Story, hints: Hints) -> Moment | None:
    if shift.count is None:
        return None
    if shift.unit in ("second", "minute", "hour"):
        base = _clock_base(shift, reference, story)
        return None if base is None else Moment("minute", later(base[0], **{f"{shift.unit}s": shift.count}), zone=base[1])
    if shift.anchor == "story" and shift.unit == "year" and (compared := _compared(shift, story)) is not None:
        return dataclasses.replace(compared, start=add_months(compared.start, round(shift.count * 12)))
    day = story_day(shift, reference, story) if shift.anchor == "story" else reference.day if reference else None
    if shift.anchor == "published" and story.stamp is not None:
        day = story.stamp.start.date()
    if day is None:
        return None
    start = midnight(day)
    if shift.unit in ("day", "week", "weekend"):
        return Moment("day", later(start, days=round(shift.count * (1 if shift.unit == "day" else 7))), zone=hints.zone)
    if shift.unit in ("month", "quarter"):
        back = add_months(start, round(shift.count * (1 if shift.unit == "month" else 3)))
        if shift.grain in ("day", "week"):
            return Moment(shift.grain, later(back, days=-back.weekday() if shift.grain == "week" else 0), zone=hints.zone)
        return Moment("month", back.replace(day=1), zone=hints.zone)
    years = {"year": 1, "decade": 10, "century": 100}[shift.unit]
    return Moment("year", add_months(start.replace(month=1, day=1), round(shift.count * years) * 12), zone=hints.zone)


def _compared(shift: Shift, story: Story) -> Moment | None:
    """The month that "a year earlier" is counted from; for "the year-earlier period" the last quarter too."""
    if shift.grain == "period" and story.period is not None:
        return story.period
    return story.point if story.point is not None and story.point.grain == "month" else None


def _clock_base(shift: Shift, reference: Reference | None, story: Story) -> tuple[dt.datetime, Zone | None] | None:
    if shift.anchor == "story":
        if story.last is not None and story.last.grain in ("minute", "second"):
            return story.last.start, story.last.zone
        return (story.stamp.start, story.stamp.zone) if story.stamp is not None and story.last is None else None
    if story.stamp is not None:
        return story.stamp.start, story.stamp.zone
    if reference is None or not reference.timed:
        return None
    return reference.moment, Zone(fixed=reference.offset) if reference.offset is not None else None
