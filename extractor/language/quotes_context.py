"""Where something was said, and when."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from extractor.language.quotes_layout import Layout
from extractor.language.quotes_words import words
from extractor.records import Time

RENAMED = "2023-07-23"  # the day on which Twitter became X
_CLOCK = len("2025-05-06T14:05")


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
            if (
                start <= span.start < end
                and span.label_ in ("DATE", "TIME")
                and span._.timex is not None
                and span._.timex.time is not None
                and span._.timex.time.timex
            ):
                times.append(span._.timex.time)
        if times:
            return max(times, key=lambda found: len(found.timex or ""))
    return None


def stamp(layout: Layout, piece: int) -> Time | None:
    """The clock time that a live blog's entry carries: at the head of the paragraph or of the one above, else as the heading."""
    for number in range(piece, -1, -1):
        paragraph = layout.pieces[number]
        if number >= piece - 1 or paragraph.kind == "heading":
            found = time(layout.doc, [(paragraph.start, paragraph.start + 1)])
            if found is not None and len(found.timex or "") >= _CLOCK:
                return found
        if number != piece and paragraph.kind in ("heading", "title"):
            return None
    return None


def post_channel(doc: Doc, when: Time | None) -> str:
    """The network of an embedded post with a handle, by its day: Twitter, or X since the change of name."""
    day = (when.timex if when is not None else None) or doc._.published or RENAMED
    return "Twitter" if day < RENAMED else "X"
