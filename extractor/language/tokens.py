"""What the stages ask of a Doc's tokens again and again, read once and kept on the Doc: spaCy builds each token anew at every access."""

from __future__ import annotations

import itertools

from spacy.tokens import Doc

_BOUNDS = "outage_sentences"


def sentence_bounds(doc: Doc) -> tuple[tuple[int, int], ...]:
    """The sentences of a parsed Doc as (first token, end), in order."""
    kept: tuple[tuple[int, int], ...] | None = doc.user_data.get(_BOUNDS)
    if kept is None:
        marks = doc.to_array("SENT_START").tolist()
        starts = [index for index, mark in enumerate(marks) if mark == 1 or not index]
        kept = doc.user_data[_BOUNDS] = tuple(itertools.pairwise([*starts, len(doc)]))
    return kept
