"""Every time that could date a phase, with what speaks for one phase or another.

A time stands in the sentence itself, or, in a live blog or a list of clock times, as the stamp of the entry that the sentence is in.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from spacy.tokens import Span

from extractor.accounts.story import Sentence, Story
from extractor.language.phases_features import Stretch, features
from extractor.language.spans import graph_time, spans, value
from extractor.records import Time

_POINTS = frozenset({"DATE", "TIME"})
_UNREAD = frozenset({"byline", "boilerplate"})
_STAMPED_BLOCKS = 3  # so many blocks that begin with a clock time make a live blog or a list of times
_HEAD_WORDS = 10  # a stamped block of no more words is a heading
_DAY, _PART = len("2026-01-22"), len("2026-01-22TMO")


_DONE = re.compile(r"[.!?…][\"'”’)\]*_]*\s*$")
_CLOCK_END = re.compile(r"(?i)\b[ap]\.m\.\s*$")
_GOES_ON = re.compile(r"\s*(?:[a-z(,]|[A-Z]{2,4}\b|Eastern|Central|Mountain|Pacific|local)")


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A time and the stretch that it may date; ``span`` is the time's own words, wherever they stand, ``scope`` the sentence's."""

    stretch: Span
    scope: int
    span: Span
    time: Time
    features: Set[str]


@dataclasses.dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence as a reader sees it: the parser breaks some at "4 p.m." or after a stamp."""

    stretch: Span
    sentence: Sentence
    points: tuple[Span, ...]
    triggers: tuple[Span, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class _Entry:
    unit: _Unit
    span: Span
    time: Time
    stamp: bool  # the time stands outside of the unit


_Clock = tuple[str, _Entry]  # a time to the minute, as it sorts


def candidates(story: Story) -> list[Candidate]:
    """All of the story's candidates, in order of place."""
    points = [span for span in spans(story.doc, "outage_times") if _is_point(story, span)]
    entries = list(_entries(story, _units(story, points), points))
    clocks: dict[int, list[_Clock]] = defaultdict(list)
    for entry in entries:
        if _grain(entry.time) == "clock":
            clocks[_scope(entry)].append((_instant(entry.time), entry))
    return [_candidate(story, entry, clocks[_scope(entry)]) for entry in entries]


def clock_times(story: Story) -> list[tuple[Span, Time]]:
    """The story's times to the minute, with what they stand for, in order of place."""
    points = [span for span in spans(story.doc, "outage_times") if _is_point(story, span)]
    return [(span, _time(span)) for span in points if _grain(_time(span)) == "clock"]


def _scope(entry: _Entry) -> int:
    return entry.unit.sentence.scope


def _is_point(story: Story, span: Span) -> bool:
    time = graph_time(span)
    named = span.id_ == "date.year-before-noun"  # "their 2017 returns" says whose, not when
    return span.label_ in _POINTS and not named and time is not None and bool(time.timex) and story.speaks(span)


def _time(span: Span) -> Time:
    time: Time = value(span, "timex").time
    return time


def _units(story: Story, points: Sequence[Span]) -> list[_Unit]:
    marks = [*spans(story.doc, "outage_phases"), *spans(story.doc, "outage_impact")]
    triggers = sorted(marks, key=lambda span: (span.start, span.end, span.label_, span.id_))
    found: list[tuple[Span, Sentence]] = []
    starts = {block.start for block in story.doc.spans.get("blocks", [])}
    for sentence in story.sentences:
        if sentence.block in _UNREAD:
            continue
        last = found[-1][0] if found else None
        if last is not None and last.end == sentence.span.start and last.end not in starts and _goes_on(last, sentence.span):
            found[-1] = (story.doc[last.start : sentence.span.end], found[-1][1])
        else:
            found.append((sentence.span, sentence))
    return [_Unit(stretch, sentence, _within(points, stretch), _within(triggers, stretch)) for stretch, sentence in found]


def _goes_on(last: Span, following: Span) -> bool:
    if _CLOCK_END.search(last.text):
        return bool(_GOES_ON.match(following.text))
    return not _DONE.search(last.text)


def _within(found: Sequence[Span], stretch: Span) -> tuple[Span, ...]:
    return tuple(span for span in found if stretch.start <= span.start < stretch.end)


def _entries(story: Story, units: Sequence[_Unit], points: Sequence[Span]) -> Iterator[_Entry]:
    """The times in each unit, or else the stamp of the entry that it stands in."""
    blocks = list(story.doc.spans.get("blocks", []))
    stamps = _stamps(blocks, points)
    for unit in units:
        yield from (_Entry(unit, span, _time(span), False) for span in unit.points)
        if not unit.points and unit.sentence.block != "title" and (stamp := _stamp_of(unit.stretch, blocks, stamps)) is not None:
            yield _Entry(unit, stamp, _time(stamp), True)


def _stamps(blocks: Sequence[Span], points: Sequence[Span]) -> dict[int, Span]:
    """By the number of its block: the clock time that a block begins with; none where too few blocks do."""
    first = {span.start: span for span in points if len(_time(span).timex or "") > _PART}
    found = {number: first[at] for number, block in enumerate(blocks) for at in (block.start, block.start + 1) if at in first}
    return found if len(found) >= _STAMPED_BLOCKS else {}


def _stamp_of(stretch: Span, blocks: Sequence[Span], stamps: dict[int, Span]) -> Span | None:
    """The stamp of a sentence's entry: its own block's, or that of the heading above."""
    number = next((n for n, block in enumerate(blocks) if block.start <= stretch.start < block.end), None)
    if number is None or not stamps:
        return None
    if number in stamps:
        return stamps[number]
    above = max((n for n in stamps if n < number), default=None)
    return stamps[above] if above is not None and _alone(blocks[above], stamps[above]) else None


def _alone(block: Span, stamp: Span) -> bool:
    """Whether a stamped block is the head of an entry rather than the entry itself."""
    return block.label_ == "heading" or block.end - stamp.end <= _HEAD_WORDS


def _candidate(story: Story, entry: _Entry, clocks: Sequence[_Clock]) -> Candidate:
    unit = entry.unit
    at: Stretch = (unit.stretch.start, unit.stretch.start) if entry.stamp else (entry.span.start, entry.span.end)
    times = [(span.start, span.end) for span in unit.points]
    told = {*features(unit.stretch, at, times, unit.triggers), *_circumstances(story, entry), *_order(entry, clocks)}
    return Candidate(unit.stretch, unit.sentence.scope, entry.span, entry.time, told)


def _circumstances(story: Story, entry: _Entry) -> Iterator[str]:
    """Grain, modifier, place in the article, day."""
    yield f"grain={_grain(entry.time)}"
    yield f"mod={entry.time.modifier}"
    yield f"block={entry.unit.sentence.block}"
    if entry.stamp:
        yield "stamp"
    published = (story.article.published or "")[:_DAY]
    day = (entry.time.timex or "")[:_DAY]
    if published and len(day) == _DAY:
        yield "day=published" if day == published else "day=later" if day > published else "day=earlier"


def _order(entry: _Entry, clocks: Sequence[_Clock]) -> Iterator[str]:
    """Where the time stands among the story's, and which phases earlier and later ones may be of."""
    here = _instant(entry.time)
    instants = sorted({instant for instant, _ in clocks})
    if here in instants:
        yield f"rank={['first', 'second', 'third', 'middle'][min(instants.index(here), 3)]}"
        yield f"rank from end={['last', 'second', 'third', 'middle'][min(len(instants) - 1 - instants.index(here), 3)]}"
    for there, other in clocks:
        if there != here:
            yield from (f"{'earlier' if there < here else 'later'}={trigger.label_}" for trigger in other.unit.triggers)


def _grain(time: Time) -> str:
    length = len(time.timex or "")
    return "clock" if length > _PART else {4: "year", 7: "month", _DAY: "day", _PART: "part"}.get(length, "none")


def _instant(time: Time) -> str:
    return time.earliest or time.latest or ""
