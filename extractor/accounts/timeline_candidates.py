"""Every time that could date a phase, with what speaks for one phase or another.

A time stands in the sentence itself, or, in a live blog or a list of clock times, as the stamp of the entry that the sentence is in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extractor.accounts.story import Sentence, Story
from extractor.language.phases_features import Stretch, features
from extractor.language.spans import spans
from extractor.records import Time

_POINTS = frozenset({"DATE", "TIME"})
_UNREAD = frozenset({"byline", "boilerplate"})
_STAMPED_BLOCKS = 3  # so many blocks that begin with a clock time make a live blog or a list of times
_DAY, _PART = len("2026-01-22"), len("2026-01-22TMO")


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A time and the sentence that it may date; ``span`` is the time's own words, wherever they stand."""

    sentence: Sentence
    span: Span
    time: Time
    features: tuple[str, ...]


def candidates(story: Story) -> list[Candidate]:
    """All of the story's candidates, in order of their sentences."""
    points = [span for span in spans(story.doc, "outage_times") if _is_point(story, span)]
    entries = _entries(story, points)
    read = [(entry.sentence, entry.span, entry.stamp) for entry in entries]
    ranks = _ranks([_time(span) for sentence, span, _ in read if sentence.scope == 0])
    triggers = spans(story.doc, "outage_phases")
    return [_candidate(story, sentence, span, stamp, points, triggers, ranks) for sentence, span, stamp in read]


@dataclasses.dataclass(frozen=True, slots=True)
class _Entry:
    sentence: Sentence
    span: Span
    stamp: bool  # the time stands outside of the sentence


def _is_point(story: Story, span: Span) -> bool:
    tagged = span._.timex
    return span.label_ in _POINTS and tagged is not None and tagged.time is not None and bool(tagged.time.timex) and story.speaks(span)


def _time(span: Span) -> Time:
    time: Time = span._.timex.time
    return time


def _entries(story: Story, points: Sequence[Span]) -> Iterator[_Entry]:
    """The times in each sentence, or else the stamp of the entry that it stands in."""
    blocks = list(story.doc.spans.get("blocks", []))
    stamps = _stamps(blocks, points)
    inside: dict[int, list[Span]] = {}
    for span in points:
        inside.setdefault(story.index(span), []).append(span)
    for number, sentence in enumerate(story.sentences):
        if sentence.block in _UNREAD:
            continue
        own = inside.get(number, [])
        yield from (_Entry(sentence, span, False) for span in own)
        if not own and sentence.block != "title" and (stamp := _stamp_of(sentence, blocks, stamps)) is not None:
            yield _Entry(sentence, stamp, True)


def _stamps(blocks: Sequence[Span], points: Sequence[Span]) -> dict[int, Span]:
    """By the number of its block: the clock time that a block begins with; none where too few blocks do."""
    first = {span.start: span for span in points if len(_time(span).timex or "") > _PART}
    found = {number: first[at] for number, block in enumerate(blocks) for at in (block.start, block.start + 1) if at in first}
    return found if len(found) >= _STAMPED_BLOCKS else {}


def _stamp_of(sentence: Sentence, blocks: Sequence[Span], stamps: dict[int, Span]) -> Span | None:
    """The stamp of a sentence's entry: its own block's, or that of the heading above."""
    number = next((n for n, block in enumerate(blocks) if block.start <= sentence.span.start < block.end), None)
    if number is None or not stamps:
        return None
    if number in stamps:
        return stamps[number]
    above = max((n for n in stamps if n < number), default=None)
    return stamps[above] if above is not None and all(blocks[n].label_ == "heading" for n in stamps) else None


def _candidate(
    story: Story, sentence: Sentence, span: Span, stamp: bool, points: Sequence[Span], triggers: Sequence[Span], ranks: dict[str, str]
) -> Candidate:
    here = sentence.span
    times = [(p.start, p.end) for p in points if here.start <= p.start < here.end]
    at: Stretch = (here.start, here.start) if stamp else (span.start, span.end)
    near = [trigger for trigger in triggers if here.start <= trigger.start < here.end]
    told = {*features(here, at, times, near), *_circumstances(story, sentence, span, stamp, ranks)}
    return Candidate(sentence, span, _time(span), tuple(sorted(told)))


def _circumstances(story: Story, sentence: Sentence, span: Span, stamp: bool, ranks: dict[str, str]) -> Iterator[str]:
    """Grain, modifier, place in the article, place among the story's times."""
    time = _time(span)
    yield f"grain={_grain(time)}"
    yield f"mod={time.modifier}"
    yield f"block={sentence.block}"
    if stamp:
        yield "stamp"
    yield f"rank={ranks.get(_instant(time), 'none')}"
    published = (story.article.published or "")[:_DAY]
    if published and time.timex and len(time.timex) >= _DAY:
        day = time.timex[:_DAY]
        yield "day=published" if day == published else "day=later" if day > published else "day=earlier"


def _grain(time: Time) -> str:
    length = len(time.timex or "")
    return "clock" if length > _PART else {4: "year", 7: "month", _DAY: "day", _PART: "part"}.get(length, "none")


def _instant(time: Time) -> str:
    return time.earliest or time.latest or ""


def _ranks(times: Sequence[Time]) -> dict[str, str]:
    """Whether a clock time is the story's first, second, last or another one."""
    instants = sorted({_instant(time) for time in times if _grain(time) == "clock"})
    ranks = dict.fromkeys(instants, "middle")
    for place, name in ((-1, "last"), (1, "second"), (0, "first")):
        if len(instants) > abs(place):
            ranks[instants[place]] = name
    return ranks
