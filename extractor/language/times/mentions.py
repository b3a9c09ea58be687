"""The days that a text names, and which of them it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from extractor.language.times.document import Document
from extractor.language.times.expression import Calendar, TimeExpression
from extractor.language.times.moment import Moment
from extractor.language.times.story import Mention
from extractor.language.times.surroundings import is_clock, names_day
from extractor.language.times.wording import aside, indefinite, is_publication, opens_line, reported, spoken

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SPELL = dt.timedelta(days=3)  # the aftermath of an event is named as often as the event
RECENT = dt.timedelta(days=730)  # a day longer ago than this is history, not the day of the story


class Dated(Protocol):
    """Anything resolved: its TIMEX3 value."""

    @property
    def value(self) -> str: ...


def mentions(document: Document, tagged: Sequence[Dated]) -> Iterator[Mention]:
    """Every day that the text names, in order; lines that say when it was published are left out.

    Args: tagged: the expressions as a first reading resolved them.
    """
    for at, (item, time) in enumerate(zip(document.items, tagged, strict=True)):
        if not (names_day(item) or _counted(item)) or indefinite(document, item) or (day := _day(time)) is None:
            continue
        if not is_publication(document, item, Moment("day", dt.datetime.combine(day, dt.time()))):
            yield Mention(at, item.start, day, _kind(item), spoken(document, item), opens_line(document, item), aside(document, item))


def _day(time: Dated) -> dt.date | None:
    """The day of a value; None where it has none, or one that no calendar has (31 February)."""
    try:
        return dt.date.fromisoformat(time.value[:10]) if _DAY.match(time.value) else None
    except ValueError:
        return None


def _counted(item: TimeExpression) -> bool:
    shift = item.meaning.shift if isinstance(item.meaning, Calendar) else None
    return shift is not None and shift.unit in ("day", "week")


def _kind(item: TimeExpression) -> Literal["clock", "part", "day", "counted"]:
    meaning = item.meaning
    if isinstance(meaning, Calendar) and meaning.shift is not None and meaning.shift.anchor == "story":
        return "counted"
    return "clock" if is_clock(item) else "part" if isinstance(meaning, Calendar) and meaning.part else "day"


def event_day(document: Document, tagged: Sequence[Dated]) -> dt.date | None:
    """The day up to the publication that most expressions name, or one shortly before it that is named first, and half as often.

    Days that say when somebody spoke or wrote are left out.

    Args: tagged: the expressions as a first reading resolved them. Returns: None where no day is named.
    """
    if document.reference is None or document.layout.stamps:
        return None
    days: Counter[dt.date] = Counter()
    for item, time in zip(document.items, tagged, strict=True):
        if not names_day(item) or reported(document, item) or indefinite(document, item) or (day := _day(time)) is None:
            continue
        moment = Moment("day", dt.datetime.combine(day, dt.time()))
        if dt.timedelta(0) <= document.reference.day - day <= RECENT and not is_publication(document, item, moment):
            days[day] += 1
    if not days:
        return None
    most, order = max(days.values()), list(days)
    main = next(day for day, count in days.items() if count == most)
    named = order[: order.index(main) + 1]
    return min(day for day in named if 2 * days[day] >= most and dt.timedelta(0) <= main - day <= SPELL)
