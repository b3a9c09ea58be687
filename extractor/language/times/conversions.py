"""One moment on two clocks: "7:45 a.m. in Tokyo, 22:45 UTC on Saturday"."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from extractor.language.times.moment import Moment, later
from extractor.language.times.zones import Zone

#: What stands between a clock time and the same moment on another clock.
GAP = re.compile(r" ?\((?:or )?|,? or |, which (?:is|was) |, | ?/ ?| [-–—] | ?= ?| \| |; ")
_THERE = re.compile(r"\b[Ii]n (?P<place>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}),? at (?:about |around |just )?$")
_ELSEWHERE = re.compile(
    r"\b(?:[Ii]n )?(?P<place>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}),? (?:where (?:[^.,]{0,60}, )?)?"
    r"(?:it (?:was|is)|(?:the )?(?:local )?time (?:was|is)"
    r"|the clocks? (?:showed|read|said|stood at))(?: already| only| still| then| just| now| barely)? (?:about |around |nearly )?$"
)


_DAYS_OFF = (dt.timedelta(days=1), dt.timedelta(days=2), dt.timedelta(days=7))  # a week where the wrong Monday was taken


def same_moment(moment: Moment, other: Moment) -> Moment:
    """The clock time put on the day before or after, where only then it is the same moment as ``other``; else as it is."""
    here, there = instant(moment), instant(other)
    if here is None or there is None or abs(here - there) not in _DAYS_OFF:
        return moment
    return dataclasses.replace(moment, start=later(moment.start, days=(there - here).days))


def instant(moment: Moment) -> dt.datetime | None:
    """The moment in UTC, None where its zone isn't known or it is no clock time."""
    offset = moment.zone.offset(moment.start) if moment.zone is not None and moment.grain in ("minute", "second") else None
    try:
        return None if offset is None else moment.start - offset
    except OverflowError:
        return None


def day_of(minutes: int, zone: Zone | None, other: Moment) -> dt.date | None:
    """The day on which a clock of the zone shows ``minutes`` at the moment ``other``; None where it shows another time then."""
    there = instant(other)
    offset = zone.offset(other.start) if zone is not None else None
    if there is None or offset is None:
        return None
    local = later(there, seconds=offset.total_seconds())
    return local.date() if local.hour * 60 + local.minute == minutes else None


def place_elsewhere(left: str) -> str | None:
    """The place of "Sydney, where it was [7.20am]" or "in Sydney at [7.20am]" from the words before the clock time."""
    match = _ELSEWHERE.search(left) or _THERE.search(left)
    return match["place"] if match else None
