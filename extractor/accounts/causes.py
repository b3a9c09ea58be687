"""Which causes are facts of the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts.qualifiers import denied_afterwards, stance
from extractor.accounts.story import Story, sentence_evidence
from extractor.records import Cause

UNKNOWN = "unknown"


def find(story: Story) -> Iterator[Cause]:
    """Every Cause that the story states, with its evidence; the same one twice is merged later.

    Within one incident what was ruled out is no longer suspected, and nothing is unknown beside a cause that is stated.
    """
    told: dict[int, list[Cause]] = defaultdict(list)
    for span in story.spans("outage_causes"):
        cause = _cause(story, span)
        if cause is not None:
            told[story.sentence(span).scope].append(cause)
    for causes in told.values():
        yield from _settled(causes)


def _cause(story: Story, span: Span) -> Cause | None:
    how = stance(story, span)
    if how is None or how.status == "planned" or (span.label_ == UNKNOWN and how.status == "suspected"):
        return None
    status = "stated" if span.label_ == UNKNOWN else how.status
    if status == "suspected" and denied_afterwards(story, span):
        status = "ruled_out"
    return Cause(
        category=span.label_,
        description=span.text,
        evidence=(sentence_evidence(story, span),),
        status=status,
        attributed_to=how.attributed_to,
    )


def _settled(causes: list[Cause]) -> Iterator[Cause]:
    stated = {cause.category for cause in causes if cause.status == "stated"}
    ruled_out = {cause.category for cause in causes if cause.status == "ruled_out"}
    for cause in causes:
        if cause.category == UNKNOWN and stated - {UNKNOWN}:
            continue
        if cause.status == "suspected" and cause.category in stated | ruled_out:
            continue
        if cause.category == "security" and cause.status == "stated" and "security" in ruled_out:
            continue
        yield cause
