"""A resolved point or stretch of the calendar: its grain, its local start, its zone; and what follows from them."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
from typing import Literal

from extractor.language.times.expression import Mod, Part, Season
from extractor.language.times.zones import EASTMOST, WESTMOST, Zone

Grain = Literal["second", "minute", "part", "day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century"]

#: Local hours (first, end) of the parts of a day, as GOLD.md's judge has them; TIMEX3 gives none.
PART_HOURS: dict[Part, tuple[int, int]] = {"MO": (0, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30), "DT": (6, 18)}
_SEASON_MONTH: dict[Season, int] = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_EDGE_PART: dict[Mod, Part] = {"start": "MO", "mid": "MI", "end": "EV"}


@dataclasses.dataclass(frozen=True, slots=True)
class Moment:
    """``start`` is the local start of the stretch, without offset; ``zone`` is None where unknown.

    A ``fiscal`` year or quarter begins when its company says so: it has neither a graph time nor bounds.
    """

    grain: Grain
    start: dt.datetime
    part: Part | None = None
    season: Season | None = None
    zone: Zone | None = None
    fiscal: bool = False

    @property
    def end(self) -> dt.datetime:
        """The local end of the stretch; of a minute or second: the start itself."""
        start = self.start
        if self.grain in ("second", "minute"):
            return start
        if self.grain == "part":
            _, last = PART_HOURS[self.part or "DT"]
            return later(start, hours=last)
        if self.grain in ("day", "weekend", "week"):
            return later(start, days={"day": 1, "weekend": 2, "week": 7}[self.grain])
        months = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}[self.grain]
        return add_months(start, months)

    @property
    def first(self) -> dt.datetime:
        """The local first instant: a part's own first hour."""
        return later(self.start, hours=PART_HOURS[self.part][0]) if self.grain == "part" and self.part else self.start

    def value(self) -> str:
        """TIMEX3's value: local time, no offset."""
        start = self.start
        day = start.date().isoformat()
        if self.fiscal:
            return f"FY{dataclasses.replace(self, fiscal=False).value()}"
        if self.grain == "second":
            return f"{day}T{start:%H:%M:%S}"
        if self.grain == "minute":
            return f"{day}T{start:%H:%M}"
        if self.grain == "part":
            return f"{day}T{self.part}"
        if self.grain in ("week", "weekend"):
            year, week, _ = start.isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if self.grain == "weekend" else "")
        if self.grain == "season":
            return f"{start.year:04d}-{self.season}"
        return {
            "day": day,
            "month": day[:7],
            "quarter": f"{day[:4]}-Q{(start.month + 2) // 3}",
            "half": f"{day[:4]}-H{1 if start.month < 7 else 2}",
            "year": day[:4],
            "decade": day[:3],
            "century": day[:2],
        }[self.grain]

    def timex(self, mod: Mod) -> str | None:
        """GOLD.md's form on the article's own clock; None for the grains that it hasn't got."""
        if self.fiscal:
            return None
        if self.grain in ("minute", "second"):
            return f"{self.start:%Y-%m-%dT%H:%M}".rjust(16, "0") + offset_text(self.zone.offset(self.start) if self.zone else None)
        if self.grain == "day" and mod in _EDGE_PART:
            return f"{self.start.date().isoformat()}T{_EDGE_PART[mod]}"
        if self.grain in ("part", "day", "month", "year"):
            return self.value()
        return None

    def bounds(self, mod: Mod, relation: str | None) -> tuple[str | None, str | None]:
        """Earliest and latest instant in ``Z``; None where open. An unknown zone widens them to what zones allow."""
        if self.fiscal:
            return None, None
        early = _instant(self.first, self.zone, EASTMOST)
        end = self.end if self.grain in ("second", "minute") else later(self.end, seconds=-1)
        late = _instant(end, self.zone, WESTMOST)
        if relation == "before":
            return None, late
        if relation == "after":
            return early, None
        return early, late


def offset_text(offset: dt.timedelta | None) -> str:
    """``Z``, ``-05:00`` or nothing for an unknown one."""
    if offset is None:
        return ""
    minutes = int(offset.total_seconds() // 60)
    if minutes == 0:
        return "Z"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _instant(local: dt.datetime, zone: Zone | None, widest: dt.timedelta) -> str | None:
    offset = zone.offset(local) if zone else None
    try:
        moment = local - (widest if offset is None else offset)
    except OverflowError:
        return None
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M:%S}Z"


def later(start: dt.datetime, **delta: float) -> dt.datetime:
    """``start`` moved, held within the years that ``datetime`` knows."""
    try:
        return start + dt.timedelta(**delta)
    except OverflowError:
        return dt.datetime.max if sum(delta.values()) > 0 else dt.datetime.min


def add_months(start: dt.datetime, months: int) -> dt.datetime:
    """The same day so many months on, or the last day of a shorter month; held within the years that ``datetime`` knows."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.datetime.max if months > 0 else dt.datetime.min
    return start.replace(year=year, month=month + 1, day=min(start.day, calendar.monthrange(year, month + 1)[1]))


def season_start(year: int, season: Season) -> dt.datetime:
    """The first day of a (northern, meteorological) season of a year; winter begins in its December."""
    return dt.datetime(year, _SEASON_MONTH[season], 1)


def midnight(day: dt.date) -> dt.datetime:
    """The start of a day."""
    return dt.datetime(day.year, day.month, day.day)
