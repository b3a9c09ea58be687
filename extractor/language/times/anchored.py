"""Lengths of time that lead from one event of the story to another: "seven hours after the initial failure"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from extractor.language.times.expression import Amount, TimeExpression
from extractor.language.times.moment import Moment, later
from extractor.language.times.story import Story
from extractor.language.times.surroundings import is_clock

_AFTER = re.compile(
    r",? (?:after|into) (?:the|its|their|that|this|it|they|things|everything|services?|systems?|users|customers|engineers|staff)\b"
    r"(?! (?:fact|hours|event of))(?P<event>[^.;]{0,50})"
)
_IN = re.compile(r" in[.,:;]")
_WITHIN = re.compile(r"(?:^|[.!?\n] ?[\W_]*)Within (?:about |around |the next )?$")
_BEGINNING = re.compile(
    r"\b(?:initial|first|original|onset|began|begun|starte?d?|broke|failed|failure|crash(?:ed)?|collapsed?|went (?:down|dark|offline|out)"
    r"|outages?|disruption|blackout|trouble|problems?|incident|fault)\b"
)
_LENGTHS = {"second": "seconds", "minute": "minutes", "hour": "hours"}


def anchored(text: str, items: Sequence[TimeExpression], at: int, bounds: tuple[int, int], story: Story) -> Moment | None:
    """The moment that a length of time leads to; None where it leads from no clock time, or its sentence tells a clock time itself.

    Args: bounds: of its sentence. Counted from the first clock time of the story where the words speak of the beginning, else from
    the last one. Parts of a day and days are no moments to count from.
    """
    item = items[at]
    near = (other for other in items[max(0, at - 9) : at + 9] if bounds[0] <= other.start < bounds[1])
    if not isinstance(item.meaning, Amount) or any(map(is_clock, near)):
        return None
    left, after = text[max(0, item.start - 40) : item.start], _AFTER.match(text, item.end)
    if after is not None:
        base = story.first if _BEGINNING.search(after["event"]) else story.last
    else:
        base = story.first if _IN.match(text, item.end) else story.last if _WITHIN.search(left) else None
    if base is None or base.grain not in ("minute", "second"):
        return None
    lengths: dict[str, float] = {}
    for count, unit in item.meaning.parts:
        if count is None or unit not in _LENGTHS:
            return None
        lengths[_LENGTHS[unit]] = count
    return dataclasses.replace(base, grain="minute", start=later(base.start, **lengths))


def within(text: str, item: TimeExpression) -> bool:
    """Does it say that the event came before the length was over?"""
    return bool(_WITHIN.search(text[max(0, item.start - 40) : item.start]))
