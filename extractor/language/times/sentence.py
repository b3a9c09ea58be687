"""Sentences and their tense, near enough for time: no parser needed."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence

from extractor.language.times.lexicon import load
from extractor.language.times.story import Tense

_TOWARDS = re.compile(r"\b(?:through|until|till|by|from|before|on|next|for) (?:the )?$", re.IGNORECASE)
_SLATED = re.compile(r"\b(?:is|are)(?: on)? (?:at|from) (?:about |around )?$", re.IGNORECASE)
_BETWEEN = re.compile(r" (?:(?:be|not|also|all|only|then|now|just|have to|get|first|best|soon|still|[a-z]+ly) )*", re.IGNORECASE)


@functools.cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words that mark a tense, and the words that only look like a past tense."""
    verbs = load("verbs")
    verb = "".join(rf"(?<!\b{word} )" for word in verbs["not_after"]) + f"(?:{verbs['schedule']})"
    tenses = {"future": verbs["future"], "timetable": verb, "past": verbs["past"], "present": verbs["present"]}
    mark = "|".join(f"(?P<{tense}>{words})" for tense, words in tenses.items())
    return re.compile(rf"(?:{mark})\b|(?P<clitic>'ll|'s going)", re.IGNORECASE), re.compile(rf"(?:{verbs['not_past']})", re.IGNORECASE)


@functools.cache
def _beginnings() -> tuple[str, ...]:
    """What the marks can begin with, by the patterns' own letters."""
    verbs = load("verbs")
    entries = [entry for name in ("future", "schedule", "past", "present") for entry in re.split(r"\|", verbs[name])]
    found = {_LITERAL.match(_GROUPS.sub("", entry))[0] for entry in entries}  # type: ignore[index]
    return tuple(sorted(word for word in found if len(word) > 1))


_GROUPS = re.compile(r"^(?:\(\?<[=!][^)]*\)|\(\?(?:-?i)?:|\()*")
_LITERAL = re.compile(r"[a-z]*(?![?*])(?<=[a-z])|")
_WORD = re.compile(r"[A-Za-z]+|'(?=ll|s going)")


@functools.lru_cache(maxsize=4096)
def _may_mark(word: str) -> bool:
    return word == "'" or word.endswith(("ed", "s")) or word.startswith(_beginnings())


def tense_marks(text: str, start: int, stop: int) -> list[tuple[int, int, Tense]]:
    """Where (start, end) the words of a stretch of the text mark a tense, in order."""
    mark = _marks()[0]
    found: list[tuple[int, int, Tense]] = []
    reached = 0
    for word in _WORD.finditer(text, start, stop):
        if word.start() >= reached and _may_mark(word[0].lower()) and (match := mark.match(text, word.start())):
            reached = match.end()
            tense = _tense(match)
            if tense is not None:
                found.append((match.start(), match.end(), tense))
    return found


def tense_at(text: str, marks: Sequence[tuple[int, int, Tense]], bounds: tuple[int, int], start: int, end: int) -> Tense | None:
    """The tense of the verb nearest before ``start`` in its sentence, else of the first after ``end``; None without a verb.

    Args: marks: ``tense_marks`` of the sentence. bounds: its own. start, end: of the expression.
    """
    first, at = bisect.bisect_left(marks, (bounds[0],)), bisect.bisect_left(marks, (start,))
    if first < at and marks[at - 1][1] > start:
        at -= 1
    if _ahead().search(text, max(bounds[0], start - 90), start):
        return "future"
    if first < at:
        tense = marks[at - 1][2]
        if tense == "future" and _HAD_BEEN.search(text, bounds[0], marks[at - 1][0]):
            return "past"
        if _FOLLOWING.search(text, marks[at - 1][1], start):
            return "past"
        sentence = text[bounds[0] : start]
        aux = marks[at - 2] if at - 1 > first else None
        if aux is not None and aux[2] in ("future", "scheduled") and _BETWEEN.fullmatch(text, aux[1], marks[at - 1][0]):
            return aux[2]
        if tense == "past" and text[:start].endswith("through ") and _after(marks, bounds, end) in ("future", "scheduled"):
            return "future"
        aimed = tense == "present" and (_TOWARDS.search(sentence) or _SLATED.search(sentence))
        if tense == "scheduled" and _after(marks, bounds, end) == "past" and _near(text, marks, end):
            return "past"  # "a test run on Friday had not shown it": a noun
        return "scheduled" if aimed else tense
    return _after(marks, bounds, end)


def _near(text: str, marks: Sequence[tuple[int, int, Tense]], end: int) -> bool:
    """Does the first mark after ``end`` stand in the clause of what ends there?"""
    behind = marks[bisect.bisect_left(marks, (end,))][0]
    return not _CLAUSE.search(text, end, behind)


_HAD_BEEN = re.compile(r"\bhad been (?:originally |initially )?$")  # "had been due on Sunday"
_FOLLOWING = re.compile(r"\bfollowing (?:an?|the|its|his|her|their) [^,;.]*$")
_CLAUSE = re.compile(r"[,;:—–]|\b(?:and|but|or|which|that|who|as|when|where|after|before)\b")


def _after(marks: Sequence[tuple[int, int, Tense]], bounds: tuple[int, int], end: int) -> Tense | None:
    behind = bisect.bisect_left(marks, (end,))
    return marks[behind][2] if behind < len(marks) and marks[behind][1] <= bounds[1] else None


@functools.cache
def _ahead() -> re.Pattern[str]:
    """Words before a date that put it ahead whatever the verb's tense: "postponed to", "ahead of"."""
    return re.compile(rf"(?:{load('verbs')['ahead']}) (?:about |around |the |at )?$", re.IGNORECASE)


def _tense(match: re.Match[str]) -> Tense | None:
    if match["future"] or match["clitic"]:
        return "scheduled" if match["future"] and match["future"].lower() == "to be" else "future"
    if match["timetable"]:
        return "scheduled"
    if match["present"]:
        return "present"
    return None if _marks()[1].fullmatch(match[0]) else "past"


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
