"""When a telling says its incident began, and how well two such times agree."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterator
from typing import Literal

from extractor.records import Telling, Time, TimelineEntry
from extractor.records.values import fineness

Grain = Literal["clock", "part", "day", "month", "year"]
Late = Literal["", "phase", "published"]
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
WIDEST = dt.timedelta(days=370)  # a start known no closer than this links nothing
WAVES = dt.timedelta(hours=36)  # starts this close to the first are waves of one incident
PART_GAP = 6 * HOUR  # "Tuesday night" and "early Wednesday"
WEST, EAST = -8, 10  # the offsets between which most articles are written; the day of a moment is read in any of them

# What agreement is worth, in the units of decision.py: an even chance is 0.
SAME_DAY, SAME_PART, OTHER_PART, ACROSS_MIDNIGHT = 1.5, 1.75, 0.25, 0.75
LATE_SAME_DAY, LATE_DAY_BEFORE, PUBLISHED = 1.25, 0.5, 0.5
IN_MONTH, IN_YEAR = 1.0, 0.25
CLOCKS = ((1, 3.0), (3, 1.5), (6, 0.75), (12, -1.0))  # hours apart


@dataclasses.dataclass(frozen=True, slots=True)
class When:
    """A start: its ``date`` on the article's own clock, as much as is known; bounds in UTC; ``fact`` says so.

    ``late`` tells what it was taken from where no start is told: a later phase, or the day of publication.
    """

    date: str
    grain: Grain
    earliest: dt.datetime
    latest: dt.datetime
    zoned: bool = False
    late: Late = ""
    fact: TimelineEntry | None = None

    @property
    def is_loose(self) -> bool:
        """Known to no more than a month, a week or a year."""
        return self.grain in ("month", "year")

    @property
    def rank(self) -> int:
        """The better known, the less."""
        if self.is_loose:
            return 6 if self.grain == "month" else 7
        return {"": 0, "phase": 4, "published": 5}[self.late] or {"clock": 0 if self.zoned else 1, "part": 2, "day": 3}[self.grain]

    def dates(self) -> Iterator[str]:
        """The days on which another telling of the same incident may have it start; nothing for loose ones."""
        if not self.is_loose:
            yield from _around(self.date, 2 + bool(self.late))

    def months(self) -> list[str]:
        """The months, as ``2025-03``, in which another telling of the same incident may have it start."""
        if not self.is_loose:
            return sorted({date[:7] for date in self.dates()})
        first, last = (self.date, self.date) if len(self.date) == 7 else (str(self.earliest)[:7], str(self.latest)[:7])
        if self.grain == "year" and len(self.date) == 4:
            first, last = f"{self.date}-01", f"{self.date}-12"
        months = int(first[:4]) * 12 + int(first[5:]) - 1, int(last[:4]) * 12 + int(last[5:]) - 1
        return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(months[0], months[1] + 1)]


@functools.lru_cache(maxsize=4096)
def _around(date: str, before: int) -> tuple[str, ...]:
    """The days from so many before a date to two after it."""
    day = dt.date.fromisoformat(date)
    return tuple((day + dt.timedelta(days=shift)).isoformat() for shift in range(-before, 2 + 1))


def starts(telling: Telling) -> tuple[When, ...]:
    """When the incident began, the best known first: its waves where several are told; empty where nothing tells."""
    entries = [fact for fact in telling.account.facts if isinstance(fact, TimelineEntry) and fact.status in ("stated", "suspected")]
    begun = _whens(entries, ("started",)) or _whens(entries, ("detected",))
    if begun and not begun[0].is_loose:
        return begun
    later = [dataclasses.replace(when, late="phase") for when in _whens(entries, ("acknowledged", "identified", "mitigated", "resolved"))]
    if not begun and later and not later[0].is_loose:
        return tuple(later[:1])
    published = _published(telling) if telling.account.role == "main" else None
    return begun or tuple(later[:1]) or ((published,) if published else ())


def _whens(entries: list[TimelineEntry], phases: tuple[str, ...]) -> tuple[When, ...]:
    """The times of the first phase that has any: the finest one, and those of its fineness soon after it."""
    for phase in phases:
        timed = [when for entry in entries if entry.phase == phase and (when := _when(entry.time, entry))]
        if timed:
            finest = max(fineness(when.fact.time) for when in timed if when.fact)
            same = [when for when in timed if when.fact and fineness(when.fact.time) == finest]
            ordered = sorted(same, key=lambda when: (when.earliest, when.latest, when.date, repr(when.fact)))
            return tuple(when for when in ordered if when.earliest - ordered[0].earliest <= WAVES)
    return ()


def _when(time: Time, fact: TimelineEntry | None = None) -> When | None:
    ends = sorted(dt.datetime.fromisoformat(end) for end in (time.earliest, time.latest) if end)
    if not ends or ends[-1] - ends[0] > WIDEST:
        return None
    day, _, clock = (time.timex or "").partition("T")
    grain: Grain = "clock" if ":" in clock else "part" if clock else "day"
    if len(day) < len("2026-01-22"):
        grain = "month" if day or ends[-1] - ends[0] < 40 * DAY else "year"
        grain = "year" if len(day) == len("2026") else grain
    date = day or ends[0].date().isoformat()
    return When(date, grain, ends[0], ends[-1], zoned=len(clock) > len("14:37"), fact=fact)


def _published(telling: Telling) -> When | None:
    """The day of publication, for articles that name no time at all."""
    date = (telling.article.published or "")[:10]
    if len(date) < len("2026-01-22"):
        return None
    midnight = dt.datetime.fromisoformat(f"{date}T00:00:00+00:00")
    return When(date, "day", midnight, midnight + DAY, late="published")


def agreement(first: When, second: When) -> float | None:
    """What the two starts are worth for being one; None where they cannot be one. The order does not matter."""
    if first.is_loose or second.is_loose:
        disjoint = first.earliest > second.latest or second.earliest > first.latest
        return None if disjoint else IN_YEAR if "year" in (first.grain, second.grain) else IN_MONTH
    if first.late or second.late:
        return _late(first, second)
    if first.zoned and second.zoned:
        return _clocks(first, second)
    apart = max(first.earliest - second.latest, second.earliest - first.latest)
    if first.date == second.date:
        if apart > dt.timedelta(0):
            return OTHER_PART
        return SAME_DAY if "day" in (first.grain, second.grain) else SAME_PART
    if first.zoned or second.zoned:
        return _moment_and_day(*((first, second) if first.zoned else (second, first)))
    near = "day" not in (first.grain, second.grain) and apart <= PART_GAP and abs(_day(first) - _day(second)) <= DAY
    return ACROSS_MIDNIGHT if near else None


def _clocks(first: When, second: When) -> float | None:
    apart = abs(first.earliest - second.earliest)
    return next((worth for hours, worth in CLOCKS if apart <= hours * HOUR), None)


def _moment_and_day(moment: When, other: When) -> float | None:
    """A moment on one clock and a day or an hour on another: can the one be read as the other?"""
    days = {(moment.earliest + offset * HOUR).date().isoformat() for offset in (WEST, EAST)}
    if other.grain == "day":
        return ACROSS_MIDNIGHT if other.date in days else None
    inside = other.earliest - PART_GAP / 2 <= moment.earliest <= other.latest + PART_GAP / 2
    return ACROSS_MIDNIGHT if inside and other.date in days else None


def _late(first: When, second: When) -> float | None:
    """One of them tells only by when the incident was known: it may have begun up to two days before."""
    known, late = sorted((first, second), key=lambda when: when.rank)
    before = (_day(late) - _day(known)).days
    if known.late:
        before = abs(before)
    if late.late == "published":
        return PUBLISHED if before in (0, 1, 2) else None
    return {0: LATE_SAME_DAY, 1: LATE_DAY_BEFORE}.get(before)


def _day(when: When) -> dt.date:
    return dt.date.fromisoformat(when.date)
