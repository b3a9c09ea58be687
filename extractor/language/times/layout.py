"""The page: paragraphs, lines that carry a clock or a date for what follows them, stretches to pass over."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Sequence

from extractor.language.times.expression import Calendar, TimeExpression
from extractor.language.times.surroundings import is_clock
from extractor.language.times.zones import zone_pattern

_TOP = 1200  # characters in which a byline stands
_LEAD = re.compile(r"[\s|>*#•·_–—\-\[(\"“]*(?:(?:updated?|posted|published|at|last updated|upd\.?)(?: at| on)?:? )?", re.IGNORECASE)
_AFTER_STAMP = re.compile(r"[\])*_.]*\s*(?:\n|$|[|:–—]|-\s|[A-Z“\"‘'\d]|\()")
_STRONG = re.compile(r"[\])*_.]*\s*(?:[|:–—]|-\s)|[ \t]*\n")
_ALL_TIMES = re.compile(
    r"\b(?:all )?times? (?:(?:in|throughout) th(?:is|e) [a-z]+(?: [a-z]+)? |are |is |below |here |shown |given |listed |quoted |stated )*"
    r"(?:all )?(?:in )?|\btimeline \("
    r"|\((?:all )?times? (?:in )?|\|\s*time \(",
    re.IGNORECASE,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """Where the lines start; which expressions (by index) are stamps and which are date headings."""

    lines: tuple[int, ...]
    stamps: frozenset[int]
    headings: frozenset[int]

    def line(self, offset: int) -> int:
        """The number of the line that holds an offset."""
        return bisect.bisect_right(self.lines, offset) - 1

    def text_of_line(self, text: str, offset: int) -> str:
        """The line that holds an offset, without what parts it from the next; of a very long line its beginning."""
        at = self.line(offset)
        end = self.lines[at + 1] if at + 1 < len(self.lines) else len(text)
        return text[self.lines[at] : min(end, self.lines[at] + 1000)].rstrip("\n")


def layout_of(text: str, items: Sequence[TimeExpression], published: dt.date | None = None) -> Layout:
    """The layout of a text whose expressions are known; a line near the top with the date and time of publication is no stamp."""
    lines = (0, *(match.end() for match in re.finditer(r"\n+", text)))
    stamps, headings, strong = set(), set(), 0
    for at, item in enumerate(items):
        start = lines[bisect.bisect_right(lines, item.start) - 1]
        if item.start - start > 80 or not _LEAD.fullmatch(text[start : item.start]):
            continue
        if is_clock(item) and item.relation is None and _AFTER_STAMP.match(text, item.end) and not _is_byline(item, published):
            stamps.add(at)
            strong += bool(_STRONG.match(text, item.end))
        elif item.type == "DATE" and _names_day(item) and re.compile(r"[\])*_.:]*\s*(?:\n|$)").match(text, item.end):
            headings.add(at)
    return Layout(lines, frozenset(stamps) if len(stamps) > 2 or strong else frozenset(), frozenset(headings))


def _is_byline(item: TimeExpression, published: dt.date | None) -> bool:
    meaning = item.meaning
    if published is None or not isinstance(meaning, Calendar) or item.start > _TOP:
        return False
    return (meaning.year, meaning.month, meaning.day) == (published.year, published.month, published.day)


def _names_day(item: TimeExpression) -> bool:
    meaning = item.meaning
    return isinstance(meaning, Calendar) and bool(meaning.day or meaning.weekday) and meaning.shift is None


def declared_zone(text: str) -> str | None:
    """The zone word of "All times GMT", "Times are Eastern", "Timeline (UTC)"; None where the text declares none."""
    for match in _ALL_TIMES.finditer(text):
        zone = zone_pattern().match(text, match.end())
        if zone is not None:
            return zone["zone"]
    return None


def descending(minutes: Sequence[int]) -> bool:
    """Do the stamps (minutes of the day) run from the newest to the oldest? Each step goes the shorter way round the clock."""
    steps = [(later - earlier) % 1440 for earlier, later in itertools.pairwise(minutes) if later != earlier]
    return sum(step > 720 for step in steps) > sum(step <= 720 for step in steps)


_NEWEST = re.compile(r"\b(?:newest|latest|most recent)(?: \w+)? (?:first|at the top)\b|\breverse chronological", re.IGNORECASE)
_OLDEST = re.compile(r"\b(?:oldest|earliest)(?: \w+)? (?:first|at the top)\b", re.IGNORECASE)


def said_order(text: str) -> bool | None:
    """True where the text says that its newest entries come first, False for the oldest, None where it says neither."""
    return True if _NEWEST.search(text) else False if _OLDEST.search(text) else None
