"""Whether dates in figures ("04/05/2025") put the day or the month first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from extractor.language.times.expression import Calendar, TimeExpression
from extractor.language.times.story import Reference
from extractor.language.times.zones import Zone

_MONTH_FIRST = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Anchorage",
    "Asia/Manila",
)
_DAY_FIRST = frozenset({"America/Toronto", "America/Vancouver"})


def day_first(text: str, items: Sequence[TimeExpression], reference: Reference | None, places: Callable[[], Iterable[Zone]]) -> bool | None:
    """True or False, told by the other dates of the text, by the publication, or by its places; None where none of them tells."""
    open_ones = [item.meaning for item in items if isinstance(item.meaning, Calendar) and item.meaning.order_open]
    if not open_ones:
        return None
    votes = [_order(text, item) for item in items]
    first, second = votes.count(True), votes.count(False)
    if first != second and not (first and second):
        return first > 0
    if reference is not None:
        near = [_published_order(meaning, reference) for meaning in open_ones]
        if near.count(True) != near.count(False):
            return near.count(True) > near.count(False)
    if first != second:
        return first > second
    return _zone_order(items) if (order := _place_order(places())) is None else order


_AMERICAN = re.compile(
    r"(?:US |U\.S\. )?(?:[ECMP][SD]?T|(?:Eastern|Central|Mountain|Pacific)(?: (?:Standard |Daylight )?Time)?)", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"GMT|BST|CES?T|EES?T|A[EWC][SD]?T|NZ[SD]?T|[JK]ST|SGT|HKT|SAST")


def _zone_order(items: Iterable[TimeExpression]) -> bool | None:
    """The zones of clock times tell it as places do."""
    said = {item.zone for item in items if item.zone}
    first = {False for word in said if _AMERICAN.fullmatch(word)} | {True for word in said if _ELSEWHERE.fullmatch(word)}
    return first.pop() if len(first) == 1 else None


def _place_order(places: Iterable[Zone]) -> bool | None:
    """The United States and the Philippines put the month first, the rest of the world the day; None where no place is named."""
    names = {zone.name for zone in places if zone.name}
    first = {name.startswith(_MONTH_FIRST) and name not in _DAY_FIRST for name in names}
    return None if len(first) != 1 else not first.pop()


def _order(text: str, item: TimeExpression) -> bool | None:
    """True where a date shows the day first, False the month, None where it shows neither."""
    meaning = item.meaning
    if not isinstance(meaning, Calendar) or not meaning.day or not meaning.month or meaning.order_open:
        return None
    said = text[item.start : item.end]
    figures = re.match(r"(\d\d?)[/.-](\d\d?)[/.-]", said)
    if figures:
        return int(figures[1]) == meaning.day
    word = re.search(
        r"[A-Za-z]{3,}", re.sub(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}[:.]\d\d ?[ap]\.?m\.?", "", said)
    )
    number = re.search(r"(?<![\d:.])\d\d?(?![\d:.])", said)
    return None if word is None or number is None else said.find(number[0]) < said.find(word[0])


def _published_order(meaning: Calendar, reference: Reference) -> bool | None:
    """Which reading of two figures is the day of publication: day first (True), month first (False), neither (None)."""
    day = reference.day
    readings = {True: (meaning.day, meaning.month), False: (meaning.month, meaning.day)}
    late = {first: (meaning.year, *reading) > (day.year, day.month, day.day) for first, reading in readings.items()}
    if meaning.year == day.year and late[True] != late[False]:
        return late[False]
    if (meaning.month, meaning.day) == (day.day, day.month):
        return True if meaning.month != meaning.day else None
    return False if (meaning.month, meaning.day) == (day.month, day.day) else None
