"""How long it lasted: of the durations that an article names, those of the outage, of one service's outage, of the recovery."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Span

from extractor.accounts.counts_dates import is_long_past
from extractor.accounts.counts_measures import MarkedSentence, decide
from extractor.accounts.qualifiers import is_told
from extractor.accounts.story import MAIN, Story, sentence_evidence
from extractor.language.numbers import modifier_around
from extractor.language.spans import text_of
from extractor.records import DurationReport
from extractor.records.values import Modifier

_DURING = re.compile(r"\bover an? § (?:period|window|spell|stretch)\b")
_TIMEX = re.compile(
    r"P(?:(?P<M>\d+(?:\.\d+)?)M)?(?:(?P<W>\d+(?:\.\d+)?)W)?(?:(?P<D>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<h>\d+(?:\.\d+)?)H)?(?:(?P<m>\d+(?:\.\d+)?)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?)?"
)
_MINUTES = {"M": 30 * 1440, "W": 7 * 1440, "D": 1440, "h": 60, "m": 1, "s": 1 / 60}  # a month is 30 days (GOLD.md)
_MODIFIERS: dict[str | None, Modifier] = {
    "APPROX": "about",
    "MORE_THAN": "more_than",
    "EQUAL_OR_MORE": "more_than",
    "LESS_THAN": "less_than",
    "EQUAL_OR_LESS": "less_than",
}
_LEADING = re.compile(r"(?i)(?:(?:for|within|in|the|past|last|next|previous|first|after|every|each|another)\s+)+")
_TRAILING = re.compile(r"(?i)[\s-]+(?:ago|later|earlier|before|after|on|in|from\s+now|since|old|long)$")
_HEADS = frozenset({"title", "standfirst", "summary", "heading"})
_ROUNDING = 0.35  # how far a headline's round figure may be from the text's


@dataclasses.dataclass(frozen=True, slots=True)
class _Told:
    report: DurationReport
    minutes: float
    head: bool
    scope: int


def find(story: Story) -> Iterator[DurationReport]:
    """Every DurationReport that the story states, with its evidence; the same one twice is merged later."""
    told = list(_told(story))
    for one in told:
        if not (one.head and any(_rounds(one, other) for other in told)):
            yield one.report


def xsd_duration(value: str) -> str | None:
    """A TIMEX3 duration as ``xsd:duration`` without weeks or fractions: ``P2W`` is ``P14D``, ``PT2.5H`` is ``PT2H30M``.

    Returns: None where it is vague (``PXD``), longer than its grain allows (years), or nothing.
    """
    minutes = _minutes(value)
    if minutes is None or minutes <= 0:
        return None
    if value.startswith("P") and "T" not in value and minutes % 1440 == 0:
        return f"P{int(minutes // 1440)}D"
    days = int(minutes // 1440) if "D" in value.split("T")[0] else 0
    rest = minutes - days * 1440
    hours, left = divmod(round(rest * 60), 3600)
    parts = ((hours, "H"), (left // 60, "M"), (left % 60, "S"))
    return f"P{f'{days}D' if days else ''}T{''.join(f'{int(amount)}{unit}' for amount, unit in parts if amount)}"


def _minutes(value: str) -> float | None:
    match = _TIMEX.fullmatch(value)
    if match is None:
        return None
    return sum(float(amount) * _MINUTES[unit] for unit, amount in match.groupdict().items() if amount)


def core(span: Span) -> tuple[int, int]:
    """The offsets of the duration alone: "three weeks" of "three weeks ago", "24 hours" of "the past 24 hours"."""
    leading, trailing = _LEADING.match(span.text), _TRAILING.search(span.text)
    end = trailing.start() if trailing else len(span.text)
    return span.start_char + (leading.end() if leading and leading.end() < end else 0), span.start_char + end


def _told(story: Story) -> Iterator[_Told]:
    spans = [span for span in story.spans("outage_times") if span.label_ == "DURATION"]
    for index, group in itertools.groupby(spans, key=story.index):
        sentence, durations = story.sentences[index], list(group)
        marked = MarkedSentence(sentence.span, [core(span) for span in durations])
        for number, span in enumerate(durations):
            if (report := _report(story, span, marked.around(number))) is not None:
                minutes = _minutes(span._.timex.value) or 0.0
                yield _Told(report, minutes, sentence.block in _HEADS, sentence.scope)


def _report(story: Story, span: Span, text: str) -> DurationReport | None:
    timex: Any = span._.timex
    duration = xsd_duration(timex.value)
    if duration is None:
        return None
    decided = decide(text, "duration")
    if decided is None or decided[0] == "other" or (story.sentence(span).scope == MAIN and is_long_past(story, span)):
        return None
    if not is_told(story, span):
        return None
    modifier: Modifier = modifier_around(text_of(span.doc), span.start_char, span.end_char)
    if modifier == "exact":
        modifier = _MODIFIERS.get(timex.mod, "exact")
    if _DURING.search(text):  # its "over" says when, not how much
        modifier = "exact"
    if decided[0] == "within" and modifier == "exact":
        modifier = "less_than"
    return DurationReport(duration=duration, modifier=modifier, evidence=(sentence_evidence(story, span, decided[1]),))


def _rounds(head: _Told, other: _Told) -> bool:
    """Whether the text gives the headline's figure more closely."""
    return not other.head and other.scope == head.scope and 0 < abs(other.minutes - head.minutes) <= _ROUNDING * other.minutes
