"""Which causes are facts of the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts.providers import main_providers
from extractor.accounts.qualifiers import denied_afterwards, stance
from extractor.accounts.story import Story, sentence_evidence
from extractor.records import Cause

UNKNOWN = "unknown"
NAMED = "cause.dependency.named"  # the rule that reads another firm by its name


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
    if span.id_.startswith(NAMED) and not _names_another(story, span):
        return None
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


def _names_another(story: Story, span: Span) -> bool:
    """Whether a firm named in the span is none of those whose outage it is, nor a product of theirs."""
    own = {label for name in main_providers(story) for label in (name.label, *name.aliases)}
    named = [mention for mention in story.spans("outage_names") if mention.start < span.end and span.start < mention.end]
    others = [mention._.named.name for mention in named if mention.label_ not in ("place", "person", "generic_service")]
    return bool(own) and bool(others) and not any({name.label, name.owner} & own for name in others)
