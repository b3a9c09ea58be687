"""The story from one expression to the next: what it is at when the reading arrives, with what stands behind, and when it leaves."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re

from extractor.language.times.conversions import GAP, day_of
from extractor.language.times.conversions import same_moment as same_moment_as
from extractor.language.times.document import RANGE, Document, minutes_of
from extractor.language.times.expression import Calendar, TimeExpression
from extractor.language.times.moment import Moment
from extractor.language.times.resolve import Resolved, resolve
from extractor.language.times.story import Hints, Story
from extractor.language.times.surroundings import is_clock, names_day
from extractor.language.times.wording import elsewhen, in_brackets, indefinite, is_publication, opens_line, quoted, reported
from extractor.language.times.zones import carried

_BACKGROUND = re.compile(r"\b(?:after|having|following|since|compared|down from|up from)\b")  # what comes behind is of another time
_OTHER_CLAUSE = re.compile(r";|\b(?:because|having|when|while|compared)\b")  # no clock behind it belongs to the same night
_CLOSE = re.compile(r",? (?:from|by|at|until|before|after|around|shortly before|shortly after)(?: about| around)? ")
_AT_DAY = re.compile(r"(?: in [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)?\)?,? (?:on |of )?")
_UNTIL = re.compile(r"(?<!\b[Nn]ot )\b(?:until|till|to|through) (?:about |around )?$")


def arrive(document: Document, at: int, story: Story) -> Story:
    """The story when the reading comes to an expression: a new paragraph may end an excursion."""
    item = document.items[at]
    if at and document.layout.line(item.start) != document.layout.line(document.items[at - 1].start):
        story = story.paragraph()
    return story


def lookahead(document: Document, at: int, story: Story, hints: Hints) -> Story:
    """The story as the expression sees it: a clock time before any day takes the day that its sentence names after it."""
    item = document.items[at]
    if not is_clock(item) or at in document.layout.stamps or names_day(item):
        return story
    behind = _day_behind(document, at)
    if behind is not None:
        theirs = document.zone_of(behind.zone, behind.start) if behind.zone else hints.zone
        moment = resolve(behind, document.reference, story, dataclasses.replace(hints, zone=theirs)).moment
        if moment is not None and moment.grain in ("day", "part", "minute"):
            day = day_of(minutes_of(item), hints.zone, moment) or moment.start.date()
            same = not item.zone or not behind.zone or item.zone == behind.zone
            if same and document.opens_range(at) and is_clock(behind) and minutes_of(item) % 1440 > minutes_of(behind) % 1440:
                return _night_before(document, item, behind, story, hints)
            return dataclasses.replace(story, day=day, given=True, last=None)
    if _follows_date(document, at, story):
        return dataclasses.replace(story, day=story.point.start.date() if story.point else None, given=True, last=None)
    if story.day is not None:
        return story
    end = document.sentence(item.start)[1]
    spoke: Story | None = None
    for near in itertools.islice(document.items, at + 1, at + 12):
        if near.start >= end:
            break
        if _OTHER_CLAUSE.search(document.text, item.end, near.start):
            break
        if is_clock(near) and _own_day(near) and minutes_of(near) >= 0:
            return _night_before(document, item, near, story, hints)
        until = _UNTIL.search(document.text[max(0, near.start - 20) : near.start])
        if _BACKGROUND.search(document.text, item.end, near.start):
            break
        if near.type == "DATE" and near.relation is None and not until:
            resolved = resolve(near, document.reference, story, Hints(tense=hints.tense or "past", day_first=document.day_first))
            if resolved.moment is not None and resolved.moment.grain == "day":
                named = dataclasses.replace(story, day=resolved.moment.start.date(), given=True)
                if not reported(document, near):
                    return named
                spoke = spoke or named
    told = spoke is not None and hints.tense == "past" and not document.layout.stamps
    return spoke if spoke is not None and told and not story.tells_day() else story


def _day_behind(document: Document, at: int) -> TimeExpression | None:
    """The day that belongs to this clock past a conversion or the end of a range: "3 p.m. EDT (1900 GMT) on Thursday"."""
    for gap, near in zip(document.items[at:], document.items[at + 1 : at + 4], strict=False):
        between = document.text[gap.end : near.start]
        joined = is_clock(near) and bool(RANGE.fullmatch(between) or GAP.fullmatch(between))
        if _own_day(near) and (joined or _AT_DAY.fullmatch(between)):
            return near
        if not joined:
            return None
    return None


def _follows_date(document: Document, at: int, story: Story) -> bool:
    """Does the clock follow close on a day that it doesn't share an extent with: "due tomorrow by noon"?"""
    if story.point is None or story.point.grain != "day" or not at:
        return False
    before, item = document.items[at - 1], document.items[at]
    return names_day(before) and not is_clock(before) and bool(_CLOSE.fullmatch(document.text[before.end : item.start]))


def _night_before(document: Document, item: TimeExpression, near: TimeExpression, story: Story, hints: Hints) -> Story:
    """The day of the clock time in "at 10:40 p.m., and by 1:15 a.m. on Wednesday": the one behind's, or the day before it."""
    moment = resolve(near, document.reference, story, hints).moment
    if moment is None or moment.start.date() == dt.date.min:
        return story
    earlier = minutes_of(item) % 1440 <= minutes_of(near) % 1440
    until = _UNTIL.search(document.text[max(0, near.start - 20) : near.start])
    if until and not earlier and not (minutes_of(item) >= 1020 and minutes_of(near) < 720):
        return story
    return dataclasses.replace(story, day=moment.start.date() - dt.timedelta(0 if earlier else 1), given=True, last=None)


def leave(document: Document, at: int, story: Story, resolved: Resolved, hints: Hints) -> Story:
    """The story after the expression."""
    item, moment = document.items[at], resolved.moment
    carries = item.zone and (not document.is_conversion(at) or (story.zone is None and item.zone.startswith("in ")))
    if hints.zone is not None and (carries or (not document.is_conversion(at) and story.zone is None and document.converted(at, story))):
        story = dataclasses.replace(story, zone=carried(item.zone or "", hints.zone))
    if moment is None or is_publication(document, item, moment):
        return story
    if not in_brackets(document, item) and not _compares(item):
        period = moment if moment.grain in ("month", "quarter", "half") else story.period
        story = dataclasses.replace(story, point=moment, period=period)
    if at in document.layout.stamps and moment.grain in ("minute", "second"):
        return dataclasses.replace(story, day=moment.start.date(), given=True, last=None, stamp=moment)
    if at in document.layout.headings:
        return dataclasses.replace(story.on(moment.start.date(), opens=True), last=None, stamp=None)
    if moment.grain in ("minute", "second", "part"):
        if in_brackets(document, item) or (
            story.last is not None
            and _UNTIL.search(document.text[max(0, item.start - 20) : item.start])
            and moment.start.date() != story.day
        ):
            return story
        if moment.grain == "part" and story.given and elsewhen(document, item):
            return story
        return (story.on(moment.start.date()) if names_day(item) else story).after(moment)
    if moment.grain == "day" and not indefinite(document, item):
        ahead = document.reference is not None and moment.start.date() > document.reference.day
        if ahead or (story.given and (elsewhen(document, item) or quoted(document, item, story))):
            return story
        story = story.on(moment.start.date(), opens_line(document, item))
        return (
            story.after(dataclasses.replace(moment, grain="part", part="EV"))
            if item.mod == "end" and not reported(document, item)
            else story
        )
    return story


def same_moment(document: Document, at: int, moment: Moment, story: Story) -> Moment:
    """The same moment on another clock, as the one before it in the text is: "8:37 a.m. JST on Wednesday (2337 GMT)"."""
    item, last = document.items[at], story.last
    if not at or last is None or not is_clock(item) or not is_clock(document.items[at - 1]):
        return moment
    return same_moment_as(moment, last) if GAP.fullmatch(document.text[document.items[at - 1].end : item.start]) else moment


def _compares(item: TimeExpression) -> bool:
    """ "A year earlier" is what a figure is compared with; the story goes on from the date before it."""
    shift = item.meaning.shift if isinstance(item.meaning, Calendar) else None
    return shift is not None and shift.anchor == "story" and (shift.count or 0) < 0 and shift.unit in ("year", "quarter", "month")


def _own_day(item: TimeExpression) -> bool:
    """Does it name a day that isn't counted from the story ("the next morning")?"""
    shift = item.meaning.shift if isinstance(item.meaning, Calendar) else None
    return names_day(item) and (shift is None or shift.anchor == "published")
