"""Dates and clock times as datelines, bylines, meta tags and fields write them, to ISO 8601 at the grain they have."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator

from extractor.reading import zones

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})(?![\d%])"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d/.-])(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        rf"(?<![\d/.]){_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s,-]+{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY}(?:\s*,\s*|\s+){_YEAR}",
        rf"(?<!\d){_YEAR}[\s,/-]+{_MONTH}[\s,/-]+{_DAY}(?![\d:])",
        r"(?<![\d/.-])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>20\d{2})(?![\d/])",
    )
)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r?s?day|urday)?\b", re.IGNORECASE)
_TIME = re.compile(
    r"(?<![\d:./-])(?:"
    r"(?P<h12>\d{1,2})(?:[:.](?P<m12>[0-5]\d)(?::[0-5]\d)?)?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<h24>[01]?\d|2[0-3])(?::|(?<=\d\d)[.](?=[0-5]\d\b(?!\.)))(?P<m24>[0-5]\d)(?::(?P<s24>[0-5]\d)(?:[.,]\d+)?)?(?![\d:/%])"
    r"|(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)(?=\s?(?:hrs|hours)?\s?(?-i:UTC|GMT|[A-Z]{1,4}T\b|Z\b)))"
    r"(?:\s?(?:hrs|hours)\b)?",
    re.IGNORECASE,
)
_ZONE_AFTER = re.compile(rf"\s*[(\[]?(?P<zone>{zones.ZONE})")


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """A date with the clock time and zone word that stand with it, as far as they do. Either the date or the time is there."""

    date: dt.date | None
    time: dt.time | None = None
    zone: str | None = None

    def iso(self, country: str | None = None) -> str | None:
        """ISO 8601 at the stamp's grain: ``2026-01-22``, ``2026-01-22T16:12``, ``2026-01-22T16:12-05:00``, ``…Z``; None without a date."""
        if self.date is None:
            return None
        if self.time is None:
            return self.date.isoformat()
        clock = dt.datetime.combine(self.date, self.time)
        ahead = zones.offset(self.zone, clock, country) if self.zone else None
        return clock_text(clock if ahead is None else clock.replace(tzinfo=dt.timezone(ahead)))


def clock_text(clock: dt.datetime) -> str:
    """A date-time as the records have it: minutes, seconds only where they are not nil, ``Z`` for no offset from UTC."""
    text = clock.replace(microsecond=0).isoformat(timespec="seconds" if clock.second else "minutes")
    return re.sub(r"[+]00:00$", "Z", text)


def find_stamp(text: str, country: str | None = None) -> Stamp | None:
    """The first date of a line, with the clock time and zone that stand nearest to it; a lone clock time where there is no date."""
    found = next(_dates(text, country), None)
    date, start, end = found if found else (None, 0, 0)
    times = [match for match in _TIME.finditer(text) if _clock(match) and not (start < match.end() and match.start() < end)]
    if date is None and not times:
        return None
    if not times:
        return Stamp(date)
    nearest = min(times, key=lambda match: max(match.start() - end, start - match.end(), 0))
    zone = _ZONE_AFTER.match(text, nearest.end()) or (_ZONE_AFTER.match(text, end) if end > nearest.end() else None)
    word = zone["zone"] if zone and zones.is_zone(zone["zone"]) else None
    return Stamp(date, _clock(nearest), word)


def has_date(text: str) -> bool:
    """Whether a full date, with its year, stands in the text."""
    return next(_dates(text, None), None) is not None


def without_dates(text: str) -> str:
    """The text without its dates, weekdays, clock times and zones: what is left of a byline."""
    for pattern in (*_DATES, _TIME, _WEEKDAY):
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def _dates(text: str, country: str | None) -> Iterator[tuple[dt.date, int, int]]:
    """The dates of a text with where they stand, in order."""
    matches = sorted((match for pattern in _DATES for match in pattern.finditer(text)), key=lambda match: match.start())
    for match in matches:
        if date := _date(match, text, country):
            yield date, match.start(), match.end()


def _date(match: re.Match[str], text: str, country: str | None) -> dt.date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if "one" in parts:
        return _numeric(year, int(parts["one"]), int(parts["two"]), text, country)
    month = _MONTHS.index(parts["name"][:3].lower()) + 1 if "name" in parts else int(parts["month"])
    return _valid(year, month, int(parts["day"]))


def _numeric(year: int, one: int, two: int, text: str, country: str | None) -> dt.date | None:
    """``22/01/2026`` or ``01/22/2026``: what only one order allows, else what the weekday beside it says, else the country's order."""
    day_first, month_first = _valid(year, two, one), _valid(year, one, two)
    if day_first is None or month_first is None:
        return day_first or month_first
    if named := _WEEKDAY.search(text):
        weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(named[1].lower())
        fitting = [date for date in (day_first, month_first) if date.weekday() == weekday]
        if len(set(fitting)) == 1:
            return fitting[0]
    return month_first if zones.month_first(country) else day_first


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> dt.time | None:
    hour = match["h12"] or match["h24"] or match["h4"]
    minute, second = match["m12"] or match["m24"] or match["m4"] or "0", match["s24"] or "0"
    number = int(hour)
    if match["half"]:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if match["half"].lower() == "p" else 0)
    return dt.time(number, int(minute), int(second))
