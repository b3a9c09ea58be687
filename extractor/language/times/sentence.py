"""Sentences and their tense, near enough for time: no parser needed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.language.times.story import Tense

_FUTURE = r"will|won't|'ll|shall|would(?! not| have)|could(?! not| have)|should|can(?! not)|(?-i:may)|might|must|due|expected|expects?|scheduled|planned|plans?|planning|set to|going to|about to|slated|hopes?|aims?|intends?|promises|promised to|vows|to be|upcoming|next|is to|are to|not until|by no later|until at least|forecast|warns? of|remains? (?:shut|closed)"
_SCHEDULE = r"opens?|closes?|starts?|begins?|resumes?|ends?|returns?|meets?|votes?|plays?|faces?|arrives?|leaves?|expires?|lapses?|stays?|runs?|goes|go|lasts?|takes effect|takes place|comes? into force|launches|becomes|continues|hosts?|reopens?|airs|falls on|publishes|announces|decides|hears|releases|presents|unveils|delivers|considers|speaks|travels|heads|visits|addresses|holds|kicks off|marks|switches|shuts|appears|takes|close|open|start|begin|resume"
_NO_NOUN = "".join(
    rf"(?<!\b{word} )"
    for word in ("the", "a", "an", "its", "their", "of", "to", "his", "her", "this", "at", "no", "on", "two", "and", "for")
)
_PAST = (
    r"could not|would not|could have|would have|cannot|couldn't|wouldn't|was|were|had|did|said|told|began|went|came|took|made|got|fell|rose|broke|hit|saw|found|sent|put|ran|lost|left|kept|held|brought|shut|wrote|spoke"
    r"|gave|knew|grew|led|met|paid|won|struck|sank|froze|stood|bought|sold|felt|thought|became|drew|drove|flew|withdrew|been|has|have|having|reportedly|[a-z]{3,}ed"
)
_PRESENT = r"is|are|does|do|says|warns|shows|remains|[a-z]{3,}s still"
_MARK = re.compile(
    rf"\b(?:(?P<future>{_FUTURE}|{_NO_NOUN}(?:{_SCHEDULE}))|(?P<past>{_PAST})|(?P<present>{_PRESENT}))\b|(?P<clitic>'ll|'s going)",
    re.IGNORECASE,
)
_NOT_PAST = re.compile(
    r"(?:need|speed|feed|breed|seed|indeed|hundred|embed|shed|expected|scheduled|planned|unchanged|red|based|united|limited|used)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r" (?:be |not |also |all |only |then |now |just |have to |get |first )?", re.IGNORECASE)
_TOWARDS = re.compile(r"\b(?:through|until|till|by|from|before|on|next|for) (?:the )?$", re.IGNORECASE)


def tense_at(sentence: str, start: int, end: int) -> Tense | None:
    """The tense of the verb nearest before ``start`` in the sentence, else of the first after ``end``; None without a verb."""
    before = [(mark, tense) for mark in _MARK.finditer(sentence, 0, start) if (tense := _tense(mark))]
    if before:
        tense = before[-1][1]
        if len(before) > 1 and before[-2][1] == "future" and _BETWEEN.fullmatch(sentence, before[-2][0].end(), before[-1][0].start()):
            return "future"
        if tense == "present" and _TOWARDS.search(sentence[:start]):
            return "future"
        return tense
    return next((mark for mark in map(_tense, _MARK.finditer(sentence, end)) if mark), None)


def _tense(match: re.Match[str]) -> Tense | None:
    if match["future"] or match["clitic"]:
        return "future"
    if match["present"]:
        return "present"
    return None if _NOT_PAST.search(match[0]) else "past"


_STOP = re.compile(r"[.!?][\"”')]* +(?=[A-Z“\"'0-9])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|Inc|Corp|Co|Ltd|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]))$"
)
_CLOCK_GOES_ON = re.compile(r"[ap]\.m$", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"(?:[A-Z]{2,4}\b|Eastern|Central|Mountain|Pacific|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d)"
)


def sentence_bounds(text: str) -> list[int]:
    """Where sentences start, in order: after full stops that end no abbreviation, and after line breaks."""
    return [0, *_bounds(text)]


def _bounds(text: str) -> Iterator[int]:
    for match in _STOP.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        if match[0][0] == ".":
            if _ABBREVIATED.search(before) or (_CLOCK_GOES_ON.search(before) and _AFTER_CLOCK.match(text, match.end())):
                continue
        yield match.end()
