"""Where something was said, and when."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from extractor.language.quotes_words import words
from extractor.records import Time


def channel(doc: Doc, stretches: Iterable[tuple[int, int]]) -> str | None:
    """Where it was said, as the first of the token stretches that tells has it: "X", "status page", "letter"; None where none does."""
    for start, end in stretches:
        text = doc[start:end].text
        if found := words().network.search(text):
            return words().networks[found[1].lower()]
        if found := words().issued.search(text):
            return found[1].lower()
        if found := words().speaking.search(text):
            return (found[1] or found[2]).lower()
    return None


def time(doc: Doc, stretches: Iterable[tuple[int, int]]) -> Time | None:
    """When it was said: the finest time in the first of the token stretches that holds one."""
    for start, end in stretches:
        times: list[Time] = []
        for span in doc.spans.get("outage_times", []):
            if start <= span.start < end and span._.timex is not None and span._.timex.time is not None and span._.timex.time.timex:
                times.append(span._.timex.time)
        if times:
            return max(times, key=lambda found: len(found.timex or ""))
    return None
