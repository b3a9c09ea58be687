"""What is known so far on the way through a document: the day, the last event, the zone, the stamp of the entry."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Literal

from extractor.language.times.moment import Moment, later
from extractor.language.times.zones import Zone

Tense = Literal["past", "present", "scheduled", "future"]  # scheduled: a timetable in the present tense, or its like
_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?")


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """The publication: its local moment, whether its clock time is known, and its offset."""

    moment: dt.datetime
    timed: bool = False
    offset: dt.timedelta | None = None

    @property
    def day(self) -> dt.date:
        """The day of publication, on the clock that it was given in."""
        return self.moment.date()


def reference_of(published: str | None) -> Reference | None:
    """The reference that an ISO 8601 date or date-time makes; None for None, for a bare year or month, and for anything else."""
    match = _PUBLISHED.fullmatch((published or "").strip())
    if match is None or match[3] is None:
        return None
    try:
        moment = dt.datetime(int(match[1]), int(match[2]), int(match[3]), int(match[4] or 0), int(match[5] or 0))
    except ValueError:
        return None
    return Reference(moment, match[4] is not None, _offset(match[6]))


def local_moment(reference: Reference, zone: Zone | None) -> dt.datetime:
    """The publication on a clock of the zone, where both its hour and its offset are known; else as it was given."""
    offset = zone.offset(reference.moment) if zone is not None and reference.timed and reference.offset is not None else None
    if offset is None or reference.offset is None:
        return reference.moment
    return later(reference.moment, seconds=(offset - reference.offset).total_seconds())


def told_hour(reference: Reference, zone: Zone | None) -> bool:
    """Can the hour of publication be told on a clock of the zone? Not on UTC's where its own offset is unknown: nobody lives by that."""
    if not reference.timed or reference.offset is not None or zone is None:
        return reference.timed
    return zone.offset(reference.moment) != dt.timedelta(0) or zone.name == "Europe/London"


def _offset(text: str | None) -> dt.timedelta | None:
    if text is None:
        return None
    if text == "Z":
        return dt.timedelta(0)
    size = dt.timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return -size if text[0] == "-" else size


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """A day that the text names: in which expression (``at``, ``start``), whether it says when somebody spoke or wrote (``reported``).

    ``kind``: it stands with a clock time or part of the day, alone, or is counted from the story ("the next day"); ``opens``: its
    paragraph begins with it; ``aside``: it dates what came before the events.
    """

    at: int
    start: int
    day: dt.date
    kind: Literal["clock", "part", "day", "counted"]
    reported: bool = False
    opens: bool = False
    aside: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Story:
    """The story so far.

    ``day`` is the day that clock times fall on, ``given`` whether the text named it; ``last`` the last event, ``first`` the first one
    at a clock time; ``main`` the day to come back to after an excursion to an older one, ``used`` whether clock times hang on it.
    ``stamp`` is the moment of the live-blog entry or status line that is being read; ``point`` the last date, of any grain;
    ``period`` the last month or quarter, which figures are compared with ("a year earlier"); ``event`` the day that most dates
    of the text name; ``days`` those named so far, ``opened`` whether a paragraph began with the last of them; ``mentions`` all days
    that the whole text names, as a first reading had them.
    """

    day: dt.date | None = None
    given: bool = False
    last: Moment | None = None
    first: Moment | None = None
    zone: Zone | None = None
    main: dt.date | None = None
    used: bool = False
    stamp: Moment | None = None
    point: Moment | None = None
    period: Moment | None = None
    event: dt.date | None = None
    days: tuple[dt.date, ...] = ()
    opened: bool = False
    mentions: tuple[Mention, ...] = ()

    def on(self, day: dt.date, opens: bool = False) -> Story:
        """The story after the text has named a day; ``opens``: its paragraph begins with it."""
        main = self.main if self.main and self.used and _far(day, self.main) else day
        used = self.used and main == self.main
        return dataclasses.replace(self, day=day, given=True, main=main, used=used, days=(*self.days, day), opened=opens)

    def ahead(self, published: dt.date | None, hints: Hints) -> dt.date | None:
        """The day that clock times fall on; for what surely lies ahead of the publication the last day named that does, or its own."""
        if published is None or not hints.surely or self.stamp is not None:
            return self.day
        named = self.point.start.date() if self.point is not None and self.point.grain in _DAYS else None
        return named if named is not None and named > published else max(published, self.day or published)

    def tells_day(self) -> bool:
        """Does the text name a day on which something happened, rather than one when somebody spoke?"""
        return any(not mention.reported for mention in self.mentions)

    def paragraph(self) -> Story:
        """The story at a new paragraph: an excursion to a far day is over, and a day that no clock time hung on yet."""
        if self.stamp is None and self.event is not None and self.given:
            if self.opened or self.day == self.event:
                return self
            last = self.last.start.date() if self.last else None
            return dataclasses.replace(self, day=last if last and not _far(last, self.event) else self.event)
        if self.main is not None and self.day is not None and self.used and _far(self.day, self.main):
            return dataclasses.replace(self, day=self.main)
        return self

    def after(self, moment: Moment) -> Story:
        """The story after an event at a clock time or part of a day."""
        day = moment.start.date()
        timed = moment.grain in ("minute", "second")
        first = self.first or (moment if timed and self.event in (None, day) else None)
        return dataclasses.replace(
            self, day=day, last=moment, first=first, used=self.used or (timed and day == self.main), main=self.main or day
        )


_DAYS = frozenset({"day", "part", "minute", "second"})


def _far(day: dt.date, main: dt.date) -> bool:
    return abs((day - main).days) > 20


@dataclasses.dataclass(frozen=True, slots=True)
class Hints:
    """What the sentence and the page say about an expression.

    ``zone`` is its clock's, ``day_first`` the order of dates in figures; ``stamped``: it is the stamp of an entry; ``apposed``:
    it explains the date before it ("the 15th, a Saturday"); ``definite``: "the" stands before it ("the Tuesday afternoon"); ``opens``:
    it is the first end of a range ("between midnight and 6am"); ``onward``: it ends what went on before ("by 2 a.m.");
    ``doubtful``: its tense is future only if a word like "returns" is a verb; ``aims``: what was done
    was done for it ("orders for Friday"); ``previous``: "last" stands before it ("last July 20"); ``surely``: its sentence says that it
    lies ahead of the publication ("will", "is expected to"); ``owned``: "'s" follows it ("Wednesday's launch").
    """

    tense: Tense | None = None
    zone: Zone | None = None
    day_first: bool | None = None
    stamped: bool = False
    apposed: bool = False
    definite: bool = False
    opens: bool = False
    onward: bool = False
    doubtful: bool = False
    aims: bool = False
    previous: bool = False
    surely: bool = False
    owned: bool = False
