"""TIMEX3 values for what cannot be resolved: X stands for what isn't known."""

from __future__ import annotations

from extractor.language.times.expression import Amount, Calendar
from extractor.language.times.values import duration


def unresolved(meaning: Calendar) -> str:
    """The value of a calendar expression without reference: "XXXX-01-22", "XXXX-WXX-5TEV", "T10:30", "PT1H"."""
    shift = meaning.shift
    if shift is not None and not shift.named:
        return duration(Amount(((None if shift.count is None else abs(shift.count), shift.unit),)))
    date = _date(meaning)
    if meaning.hour is not None:
        return f"{date or 'XXXX-XX-XX'}T{meaning.hour % 24:02d}:{meaning.minute or 0:02d}"
    return f"{date or 'XXXX-XX-XX'}T{meaning.part}" if meaning.part else date or "XXXX"


def _date(meaning: Calendar) -> str:
    year = f"{meaning.year:04d}" if meaning.year else "XXXX"
    if meaning.month and not meaning.order_open:
        return f"{year}-{meaning.month:02d}" + (f"-{meaning.day:02d}" if meaning.day else "")
    if meaning.order_open:
        return f"{year}-XX-XX"
    if meaning.weekend:
        return "XXXX-WXX-WE"
    if meaning.weekday:
        return f"XXXX-WXX-{meaning.weekday}"
    if meaning.day:
        return f"XXXX-XX-{meaning.day:02d}"
    for letter, value in (("-Q", meaning.quarter), ("-H", meaning.half), ("-", meaning.season)):
        if value:
            return f"{year}{letter}{value}"
    if meaning.shift is not None:
        return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "decade": "XXX"}.get(
            meaning.shift.unit, "XXXX"
        )
    return "XXXX-XX-XX" if meaning.holiday else ""
