"""What the order of the text and of time say of a moment once it is resolved: which day, which week."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re

from extractor.language.times.document import Document, minutes_of
from extractor.language.times.expression import Calendar
from extractor.language.times.moment import Moment, later, midnight
from extractor.language.times.story import Hints, Story, local_moment
from extractor.language.times.surroundings import is_clock, names_day

_INTO = re.compile(r" (?:in)?to (?:early |late )?| (?:until|till|through) (?:early |late )?|[-–]")
LONG_AFTER = dt.timedelta(hours=8)  # articles are added to for some hours after they appear


def in_order(document: Document, at: int, moment: Moment, story: Story) -> Moment:
    """The later end of "Sunday night into Monday morning" is not before the earlier one."""
    item, meaning, point = document.items[at], document.items[at].meaning, story.point
    if point is None or not isinstance(meaning, Calendar) or not meaning.weekday or meaning.day or not at:
        return moment
    gap = document.text[document.items[at - 1].end : item.start]
    if _INTO.fullmatch(gap) and later(moment.start, days=1) <= point.start and (point.start - moment.start).days < 8:
        return dataclasses.replace(moment, start=later(moment.start, days=7))
    return moment


def that_day(document: Document, at: int, moment: Moment, story: Story) -> Moment:
    """ "That Saturday" is the last Saturday that the text named, not the one before it appeared."""
    item = document.items[at]
    if not (item.text.lower().startswith("that ") and isinstance(item.meaning, Calendar) and item.meaning.weekday):
        return moment
    named = next((day for day in reversed(story.days) if day.weekday() == moment.start.weekday()), None)
    if named is None:
        return moment
    return dataclasses.replace(moment, start=later(moment.start, days=(named - moment.start.date()).days))


def not_after(document: Document, at: int, moment: Moment, hints: Hints) -> Moment:
    """What was at a clock time of no named day, long after the hour of publication, was the day before."""
    item, reference = document.items[at], document.reference
    if reference is None or not reference.timed or document.layout.stamps or hints.tense == "future":
        return moment
    local = local_moment(reference, moment.zone)
    if not is_clock(item) or names_day(item) or moment.start.date() != local.date() or local.date() == dt.date.min:
        return moment
    if moment.start - local < LONG_AFTER:
        return moment
    return dataclasses.replace(moment, start=later(moment.start, days=-1))


def stamp_day(document: Document, at: int, moment: Moment, story: Story) -> Moment:
    """The stamp of the next entry: over midnight, the day follows the order of the entries."""
    before = story.stamp
    meaning = document.items[at].meaning
    if not isinstance(meaning, Calendar) or meaning.weekday or meaning.day or meaning.shift:
        return moment
    if before is None:
        return moment if story.given else _first_stamp(document, at, moment)
    hours = (moment.start - before.start).total_seconds() / 3600
    if document.newest_first and hours > 0:
        return dataclasses.replace(moment, start=later(moment.start, days=-1))
    if not document.newest_first and hours < 0:
        return dataclasses.replace(moment, start=later(moment.start, days=1))
    return moment


def _first_stamp(document: Document, at: int, moment: Moment) -> Moment:
    """The first stamp of a page without date headings: its last one isn't after the publication."""
    reference = document.reference
    if reference is None or not reference.timed:
        return moment
    later_ones = [document.items[n] for n in sorted(document.layout.stamps) if n >= at]
    if any(map(names_day, later_ones)) or (document.layout.headings and max(document.layout.headings) > at):
        return moment
    minutes = [minutes_of(item) for item in later_ones]
    midnights = 0 if document.newest_first else sum(second < first for first, second in itertools.pairwise(minutes))
    newest = dataclasses.replace(
        moment, start=later(midnight(moment.start.date()), days=midnights, minutes=minutes[0 if document.newest_first else -1])
    )
    local = local_moment(reference, moment.zone)
    late = newest.start > later(local, hours=1)
    return dataclasses.replace(moment, start=later(moment.start, days=-max(1, midnights))) if late else moment
