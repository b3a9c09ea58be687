"""Sentences and their tense, near enough for time: no parser needed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractor.language.times.lexicon import load
from extractor.language.times.story import Tense

_TOWARDS = re.compile(r"\b(?:through|until|till|by|from|before|on|next|for) (?:the )?$", re.IGNORECASE)
_SLATED = re.compile(r"\b(?:is|are)(?: on)? (?:at|from) (?:about |around )?$", re.IGNORECASE)
_BETWEEN = re.compile(r" (?:be |not |also |all |only |then |now |just |have to |get |first )?", re.IGNORECASE)


@functools.cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words that mark a tense, and the words that only look like a past tense."""
    verbs = load("verbs")
    verb = "".join(rf"(?<!\b{word} )" for word in verbs["not_after"]) + f"(?:{verbs['schedule']})"
    mark = (
        rf"\b(?:(?P<future>{verbs['future']}|{verb})|(?P<past>{verbs['past']})|(?P<present>{verbs['present']}))\b|(?P<clitic>'ll|'s going)"
    )
    return re.compile(mark, re.IGNORECASE), re.compile(rf"(?:{verbs['not_past']})$", re.IGNORECASE)


def tense_at(sentence: str, start: int, end: int) -> Tense | None:
    """The tense of the verb nearest before ``start`` in the sentence, else of the first after ``end``; None without a verb."""
    mark = _marks()[0]
    before = [(found, tense) for found in mark.finditer(sentence, 0, start) if (tense := _tense(found))]
    if before:
        tense = before[-1][1]
        if len(before) > 1 and before[-2][1] == "future" and _BETWEEN.fullmatch(sentence, before[-2][0].end(), before[-1][0].start()):
            return "future"
        return "future" if tense == "present" and (_TOWARDS.search(sentence[:start]) or _SLATED.search(sentence[:start])) else tense
    return next((tense for tense in map(_tense, mark.finditer(sentence, end)) if tense), None)


def _tense(match: re.Match[str]) -> Tense | None:
    if match["future"] or match["clitic"]:
        return "future"
    if match["present"]:
        return "present"
    return None if _marks()[1].search(match[0]) else "past"


_STOP = re.compile(r"[.!?][\"”')]* +(?=[A-Z“\"'0-9])|\n+")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|Inc|Corp|Co|Ltd|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])$"
)
_CLOCK = re.compile(r"[ap]\.m$", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"[A-Z]{2,4}\b|Eastern|Central|Mountain|Pacific|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d"
)


def sentence_bounds(text: str) -> list[int]:
    """Where sentences start, in order: after full stops that end no abbreviation, and after line breaks."""
    return [0, *_bounds(text)]


def _bounds(text: str) -> Iterator[int]:
    for match in _STOP.finditer(text):
        if match[0][0] != "." or not _goes_on(text, match):
            yield match.end()


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    before = text[max(0, stop.start() - 6) : stop.start()]
    return bool(_ABBREVIATED.search(before) or (_CLOCK.search(before) and _AFTER_CLOCK.match(text, stop.end())))
