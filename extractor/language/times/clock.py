"""On which day a clock time falls."""

from __future__ import annotations

import datetime as dt

from extractor.language.times.expression import Calendar
from extractor.language.times.moment import Moment, later, midnight
from extractor.language.times.story import Hints, Reference, Story, local_moment, told_hour
from extractor.language.times.zones import Zone

_EVENING, _NOON, _MORNING = 18, 12, 7


def clock_time(
    meaning: Calendar, day: dt.date | None, reference: Reference | None, story: Story, hints: Hints, relation: str | None
) -> Moment | None:
    """The moment of a clock time. ``day`` is the day that the expression names itself, None where it names none."""
    entry = story.stamp.start.date() if hints.stamped and story.stamp is not None else None
    elsewhere = story.last is not None and story.last.grain != "part" and not story.given and _apart(story.last.zone, hints.zone)
    published = local_moment(reference, hints.zone).date() if reference else None
    here = day or entry or (None if elsewhere else story.ahead(published, hints)) or published
    if here is None or meaning.hour is None:
        return None
    hour, minute = meaning.hour, meaning.minute or 0
    if day is None and meaning.twelve and not hints.stamped:
        hour = _half(hour, minute, story)
    start = later(midnight(here), hours=hour, minutes=minute, seconds=meaning.second or 0)
    fresh = day is not None or story.last is None or story.last.start.date() != story.day
    if hour == 24 and fresh and (relation == "after" or minute or hints.opens):
        start = later(start, days=-1)
    if day is None:
        start = _moved(start, hour, reference, story, hints)
    return Moment("second" if meaning.second is not None else "minute", start, zone=hints.zone)


def _apart(zone: Zone | None, other: Zone | None) -> bool:
    return zone is not None and other is not None and zone != other


def _half(hour: int, minute: int, story: Story) -> int:
    """The half of the day of an hour on a twelve-hour dial: the last before the entry's stamp, else the next after the last event."""
    options = (hour % 12, hour % 12 + 12)
    if story.stamp is not None:
        until = story.stamp.start.hour * 60 + story.stamp.start.minute
        earlier = [option for option in options if option * 60 + minute <= until]
        return max(earlier) if earlier else hour
    last = story.last
    if last is not None and last.grain in ("minute", "second") and last.start.date() == story.day:
        since = last.start.hour * 60 + last.start.minute
        ahead = [option for option in options if option * 60 + minute >= since]
        return min(ahead) if ahead else hour
    if last is not None and last.grain == "part" and last.part in ("AF", "EV") and last.start.date() == story.day:
        return options[1]
    return hour


def _moved(start: dt.datetime, hour: int, reference: Reference | None, story: Story, hints: Hints) -> dt.datetime:
    """The day before or after where order, tense and the publication call for it."""
    if hints.stamped:
        return start
    if story.stamp is not None and story.day == story.stamp.start.date():
        return (
            later(start, days=-1)
            if start > later(story.stamp.start, minutes=1) and hints.tense != "future" and start.hour >= 12 > story.stamp.start.hour
            else start
        )
    last = story.last
    if last is not None and last.start.date() == story.day and _crosses_midnight(last, start, hints):
        moved = later(start, days=1)
        if reference is None or not reference.timed or moved <= later(local_moment(reference, hints.zone), hours=14):
            return moved
    if reference is None or hints.tense != "past":
        return start
    local = local_moment(reference, hints.zone)
    if told_hour(reference, hints.zone) and not story.given:
        return later(start, days=-1) if start > later(local, hours=2) else start
    told = later(midnight(local.date()), hours=start.hour, minutes=start.minute)
    return told if story.given and start.date() > local.date() and (not reference.timed or told <= later(local, hours=2)) else start
    return start


def _crosses_midnight(last: Moment, start: dt.datetime, hints: Hints) -> bool:
    if hints.onward and last.grain == "minute" and last.start.hour >= _EVENING and start.hour < _NOON:
        return True
    if start.hour >= _MORNING:
        return False
    if last.grain == "part":
        return last.part == "NI" or (last.part == "EV" and start.hour < 5)
    return last.start.hour >= (_NOON if hints.onward else _EVENING)
