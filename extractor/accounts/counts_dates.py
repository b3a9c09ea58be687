"""Whether a number or duration is of an outage long past, by the date that its sentence gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from spacy.tokens import Span

from extractor.accounts.scopes import RECENT, main_day
from extractor.accounts.story import Story
from extractor.language import spans
from extractor.records import Time


def is_long_past(story: Story, span: Span) -> bool:
    """Whether the date next before the span in its sentence lies long before the incident ("in January 2021 ... for four days")."""
    points = [each for each in spans.spans(story.doc, "outage_times") if each.label_ in ("DATE", "TIME")]
    sentence = story.sentence(span).span
    before = _times(each for each in points if sentence.start <= each.start and each.end <= span.start)
    if not before:
        return False
    first = main_day(story.article, _times(points))
    return first is not None and _ends_long_before(before[-1], first)


def _times(points: Iterable[Span]) -> list[Time]:
    return [time for each in points if (time := spans.graph_time(each)) is not None]


def _ends_long_before(time: Time, first: dt.date) -> bool:
    """Whether the time, or the year where no more is known of it, ends before the incident by more than ``RECENT``."""
    last = time.latest or (f"{time.timex[:4]}-12-31" if time.timex and time.timex[:4].isdigit() and time.timex[:4] > "0000" else None)
    return last is not None and first - dt.date.fromisoformat(last[:10]) > RECENT
