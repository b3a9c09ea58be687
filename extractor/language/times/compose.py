"""Neighbouring expressions that make one time are joined: "7 p.m. ET on Friday", "the morning of 31 January"."""

from __future__ import annotations

import dataclasses
import itertools
import re
from typing import Any

from extractor.language.times.expression import Calendar, Recurring, TimeExpression
from extractor.language.times.surroundings import attach_zone, is_clock, names_day

_CLOCK_DAY = re.compile(r"(?: ?[(\[][A-Za-z]{2,5}(?: ?[+−-]\d\d?(?::?\d\d)?)?[)\]])?,? (?:on (?:the )?|of |the )?")
_DAY_CLOCK = re.compile(r",? (?:at (?:around |about |roughly |approximately |just )?)?|, at |,? [-–—|·•] |: ?|, (?:around|about) ")
_PART_DAY = re.compile(r" (?:of |on |of the )")
_NAME_DATE = re.compile(r",? ")
_DATE_YEAR = re.compile(r",? (?:of )?")


def compose(text: str, items: list[TimeExpression]) -> list[TimeExpression]:
    """The expressions with neighbours joined that fill each other's gaps."""
    joined: list[TimeExpression] = []
    for item, behind in itertools.zip_longest(items, items[1:]):
        while joined and not _listed(text, joined[-1], item, behind) and (both := _join(text, joined[-1], item)) is not None:
            joined.pop()
            item = attach_zone(text, both)
        joined.append(item)
    return joined


def _listed(text: str, left: TimeExpression, item: TimeExpression, behind: TimeExpression | None) -> bool:
    """In "at 8 a.m., on July 8 at 9 a.m." the day belongs to the clock behind it, in "on Monday, 7am Tuesday" the clock to the day."""
    if behind is None or is_clock(left) != is_clock(behind) or is_clock(item) == is_clock(left):
        return False
    gap = text[item.end : behind.start]
    nearer = _DAY_CLOCK.fullmatch(gap) if is_clock(behind) else names_day(behind) and re.fullmatch(r" (?:on )?", gap)
    return text[left.end : item.start].startswith(",") and bool(nearer)


def _join(text: str, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    if isinstance(right.meaning, Recurring) and is_clock(left) and text[left.end : right.start].strip(" ,") in ("", "on"):
        return _recurring(text, left, right, left, right)
    if isinstance(left.meaning, Recurring) and is_clock(right) and text[left.end : right.start].strip(" ,") in ("", "at"):
        return _recurring(text, left, right, right, left)
    if right.start - left.end > 18 or not isinstance(left.meaning, Calendar) or not isinstance(right.meaning, Calendar):
        return None
    gap = text[left.end : right.start]
    pattern = _connector(left, right)
    if pattern is None or not pattern.fullmatch(gap):
        return None
    meaning = _merge(left.meaning, right.meaning)
    if meaning is None:
        return None
    mod = "about" if re.search(r"\b(?:around|about|roughly|approximately)\b", gap) else left.mod if left.mod != "exact" else right.mod
    mod = "exact" if meaning.hour is not None and mod in ("start", "mid", "end") else mod
    kind = "TIME" if "TIME" in (left.type, right.type) else "DATE"
    extent = text[left.start : right.end]
    return TimeExpression(left.start, right.end, extent, kind, meaning, f"{left.rule}+{right.rule}", left.zone or right.zone, mod)  # type: ignore[arg-type]


def _recurring(
    text: str, left: TimeExpression, right: TimeExpression, timed: TimeExpression, repeated: TimeExpression
) -> TimeExpression | None:
    """ "Midnight UTC every day", "8 a.m. on Mondays"."""
    clock, every = timed.meaning, repeated.meaning
    assert isinstance(clock, Calendar)
    assert isinstance(every, Recurring)
    day = "XXXX-XX-XX" if every.value == "P1D" else every.value
    if clock.hour is None or not re.fullmatch(r"XXXX-XX-XX|XXXX-WXX-(?:\d|WD|WE)", day):
        return None
    value = Recurring(f"{day}T{clock.hour % 24:02d}:{clock.minute or 0:02d}", every.quant, every.freq)
    return TimeExpression(
        left.start, right.end, text[left.start : right.end], "SET", value, f"{left.rule}+{right.rule}", timed.zone, timed.mod
    )


def _connector(left: TimeExpression, right: TimeExpression) -> re.Pattern[str] | None:
    first, second = left.meaning, right.meaning
    assert isinstance(first, Calendar)
    assert isinstance(second, Calendar)
    if is_clock(left) and not is_clock(right) and not _has_day(first) and _has_day(second):
        return _CLOCK_DAY
    if is_clock(right) and not is_clock(left) and not _has_day(second) and _has_day(first):
        return _DAY_CLOCK
    if first.part and not first.shift and not _has_day(first) and _has_day(second) and not is_clock(right) and second.part is None:
        return _PART_DAY
    if first.weekday and not first.day and second.day and second.month and not second.weekday and not is_clock(left):
        return _NAME_DATE
    if (
        first.month
        and first.year is None
        and second == Calendar(shift=second.shift)
        and second.shift
        and second.shift.unit == "year"
        and second.shift.named
    ):
        return _DATE_YEAR
    return None


def _has_day(meaning: Calendar) -> bool:
    shift = meaning.shift
    if meaning.weekday or (meaning.day and not meaning.order_open) or meaning.holiday or (meaning.day and meaning.year):
        return True
    return shift is not None and shift.unit == "day" and shift.named


def _merge(left: Calendar, right: Calendar) -> Calendar | None:
    fields: dict[str, Any] = {}
    for field in dataclasses.fields(Calendar):
        one, two = getattr(left, field.name), getattr(right, field.name)
        if one is None or one is False:
            fields[field.name] = two
        elif two is None or two is False or two == one:
            fields[field.name] = one
        else:
            return None
    merged = Calendar(**fields)
    return _halved(merged) if merged.hour is not None and merged.part is not None else merged


def _halved(meaning: Calendar) -> Calendar | None:
    """A clock time and a part of the day: the part tells the half of the day and is used up."""
    hour, part = meaning.hour or 0, meaning.part
    if meaning.twelve or hour <= 12:
        late = part in ("AF", "EV") or (part == "NI" and hour % 12 >= 5)
        if part == "NI" and not meaning.twelve and 1 <= hour <= 5:
            hour += 24  # "on Tuesday night at 2 a.m." is on Wednesday
        if (meaning.twelve or (late and 1 <= hour <= 11)) and part in ("AF", "EV", "NI", "MO", "MI"):
            hour = hour % 12 + (12 if late or (part == "MI" and hour < 10) else 0)
    return dataclasses.replace(meaning, hour=hour, part=None, twelve=False)
