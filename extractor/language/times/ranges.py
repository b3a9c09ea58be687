"""Ranges whose first or second end is only a number: "from 9 to 11 a.m.", "7–8 February", "Nov. 3 and 4"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from extractor.language.times.expression import Calendar, TimeExpression
from extractor.language.times.surroundings import is_clock

_HOUR_BEFORE = re.compile(
    r"(?<![\d:.,$£€/-])(?P<hour>1\d|2[0-3]|0?\d)(?:[:.](?P<minute>[0-5]\d))? ?(?:-|–|—|to|and|until|till|or) ?(?:about |around )?$"
)
_DAY_BEFORE = re.compile(r"(?<![\d:.,$£€/-])(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)? ?(?:-|–|—|to|and|or|until|,) ?$")
_DAY_AFTER = re.compile(
    r" ?(?:-|–|—|to|and|or|until) ?(?:the )?(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d| ?[ap]\.?m"
    r"| (?:million|billion|per|people|users|\w+s\b|January|February|March|April|May|June|July|August|September|October|November|December))"
)
_YEAR_AFTER = re.compile(r" ?[-–/] ?(?P<year>(?:19|20)?\d\d)(?!\d)")


_FISCAL = re.compile(r"\b(?:fiscal|budget|financial|GDP|gdp|revenue|deficit|crop|tax)\b")


def _is_fiscal(text: str, item: TimeExpression, second: str) -> bool:
    """ "2025-26" in words of money is one fiscal year, named by the year that it ends in."""
    year = item.meaning.year if isinstance(item.meaning, Calendar) else None
    return (
        year is not None
        and len(second) == 2
        and (year + 1) % 100 == int(second)
        and bool(_FISCAL.search(text, max(0, item.start - 100), item.end + 100))
    )


def _fiscal(text: str, item: TimeExpression) -> TimeExpression:
    match = _YEAR_AFTER.match(text, item.end) if item.rule == "date.year" else None
    if match is None or not isinstance(item.meaning, Calendar) or not _is_fiscal(text, item, match["year"]):
        return item
    meaning = Calendar(year=(item.meaning.year or 0) + 1, fiscal=True)
    return dataclasses.replace(item, end=match.end(), meaning=meaning, rule="range.fiscal-year")


def open_ends(text: str, items: list[TimeExpression]) -> list[TimeExpression]:
    """The expressions, with those added that are one end of a range and say no more than a number."""
    return sorted(_with_ends(text, items), key=lambda item: item.start)


def _with_ends(text: str, items: list[TimeExpression]) -> Iterator[TimeExpression]:
    reached = 0
    for item in items:
        if item.start < reached:
            continue
        item = _fiscal(text, item)
        before = _before(text, item, reached)
        after = _after(text, item)
        yield from (found for found in (before, item, after) if found is not None)
        reached = after.end if after is not None else item.end


def _before(text: str, item: TimeExpression, reached: int) -> TimeExpression | None:
    meaning = item.meaning
    if not isinstance(meaning, Calendar):
        return None
    left = text[max(reached, item.start - 24) : item.start]
    shift = max(reached, item.start - 24)
    if is_clock(item) and item.rule.startswith("clock.") and meaning.minute is not None and not meaning.twelve:
        match = _HOUR_BEFORE.search(left)
        if match is None or int(match["hour"]) > 23:
            return None
        start, end = shift + match.start(), shift + (match.end("minute") if match["minute"] else match.end("hour"))
        hour = _half(int(match["hour"]), meaning.hour or 0, item.text)
        return TimeExpression(start, end, text[start:end], "TIME", Calendar(hour=hour, minute=int(match["minute"] or 0)), "range.hour")
    if meaning.day and meaning.month and not meaning.order_open and item.rule in ("date.day-month", "date.day-month-rel-year"):
        match = _DAY_BEFORE.search(left)
        if match is None or int(match["day"]) >= meaning.day:
            return None
        start, end = shift + match.start(), shift + match.end("day")
        return TimeExpression(start, end, text[start:end], "DATE", dataclasses.replace(meaning, day=int(match["day"])), "range.day")
    return None


def _half(hour: int, until: int, said: str) -> int:
    """The hour that a bare number before "11 a.m." or "16:40" means: the latest that lies before the end of the range."""
    if not re.search(r"[ap]\.? ?m|noon|morning|afternoon|evening|night", said, re.IGNORECASE) or hour > 12:
        return hour
    options = [hour % 12, hour % 12 + 12]
    earlier = [option for option in options if option <= until]
    return max(earlier) if earlier else options[1]


def _after(text: str, item: TimeExpression) -> TimeExpression | None:
    meaning = item.meaning
    if not isinstance(meaning, Calendar):
        return None
    if item.rule == "date.month-day" and meaning.year is None and meaning.day:
        match = _DAY_AFTER.match(text, item.end)
        if match and int(match["day"]) > meaning.day:
            start, end = match.span("day")
            return TimeExpression(
                start, match.end(), text[start : match.end()], "DATE", dataclasses.replace(meaning, day=int(match["day"])), "range.day"
            )
    if item.rule == "date.year" and meaning.year:
        match = _YEAR_AFTER.match(text, item.end)
        if match and not _is_fiscal(text, item, match["year"]):
            year = int(match["year"]) if len(match["year"]) == 4 else meaning.year // 100 * 100 + int(match["year"])
            start, end = match.span("year")
            return TimeExpression(start, end, text[start:end], "DATE", Calendar(year=year), "range.year") if year > meaning.year else None
    return None


_TO = re.compile(r" ?(?:-|–|—|to|and|until|till|through) ?(?:about |around )?")
_UNMARKED = re.compile(r",? ?\(?(?:UTC|GMT|CES?T|EES?T|WES?T|Zulu|hrs|hours|Uhr)\b")
_MARKED = re.compile(r"[ap]\.? ?m\b", re.IGNORECASE)


def twelve_hours(text: str, items: list[TimeExpression]) -> list[TimeExpression]:
    """The expressions, where "6:15" in a text that writes "5:32 p.m." and no "18:15" may be of either half of the day."""
    clocks = [item for item in items if is_clock(item) and isinstance(item.meaning, Calendar)]
    if not any(_MARKED.search(item.text) for item in clocks) or any(map(_twenty_four, clocks)):
        return items
    return [_dial(text, item, items[at + 1 : at + 2]) for at, item in enumerate(items)]


def _twenty_four(item: TimeExpression) -> bool:
    return item.rule in ("clock.twenty-four", "clock.military") and not re.match(r"(?:1[0-2]|[1-9]):", item.text)


def _dial(text: str, item: TimeExpression, behind: list[TimeExpression]) -> TimeExpression:
    meaning = item.meaning
    if item.rule != "clock.twenty-four" or not isinstance(meaning, Calendar) or not meaning.hour or not 1 <= meaning.hour <= 12:
        return item
    if item.text[-1] == "Z" or _UNMARKED.match(text, item.end):
        return item
    for end in behind:
        until = end.meaning
        if isinstance(until, Calendar) and until.hour and _MARKED.search(end.text) and _TO.fullmatch(text[item.end : end.start]):
            return dataclasses.replace(item, meaning=dataclasses.replace(meaning, hour=_half(meaning.hour, until.hour, end.text)))
    return dataclasses.replace(item, meaning=dataclasses.replace(meaning, twelve=True))


_JOINED = re.compile(r" ?(?:-|–|—|to|and|or|through|until) ?")


def share_years(text: str, items: list[TimeExpression]) -> list[TimeExpression]:
    """The expressions, where "March" of "between March and June 2022" has its year from "June 2022"."""
    shared = list(items)
    for at in range(len(items) - 1):
        first, second = items[at].meaning, items[at + 1].meaning
        if not isinstance(first, Calendar) or not isinstance(second, Calendar) or not first.month or not second.month:
            continue
        ordered = (first.month, first.day or 0) < (second.month, second.day or 0) and bool(first.day) == bool(second.day)
        if (
            first.year is None
            and first.shift is None
            and second.year
            and ordered
            and _JOINED.fullmatch(text[items[at].end : items[at + 1].start])
        ):
            shared[at] = dataclasses.replace(items[at], meaning=dataclasses.replace(first, year=second.year))
    return shared
