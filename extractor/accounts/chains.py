"""Chains of cause: which cause of an incident brought about which other, as one sentence or two that follow each other tell it.

"A power failure knocked out the cooling", "an overload due to a faulty release", "A link failed. This overwhelmed the router." What joins
two causes stands in ``rules/chains.yaml``; a link is told only where all that stands between the two says the same.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from extractor.accounts.story import Story
from extractor.language.spans import spans as spans_of
from extractor.language.token_regex import TokenRules
from extractor.resources import data
from extractor.rules import load_rules

_GROUP = "outage_chains"
_APART = 10  # tokens between two causes of one sentence, at most
_HEAD = 4  # tokens of a sentence in which a word that points back may begin
_OVERLAP = 2  # tokens of a cause's own words that may be what joins: "[caused by] a leak"


def links(story: Story, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``spans``: what the first tells of brought about what the second tells of.

    Args: spans: the words that tell each cause, in any order.
    """
    order = sorted(range(len(spans)), key=lambda number: (spans[number].start, spans[number].end, number))
    for one, other in itertools.pairwise(order):
        first, second = spans[one], spans[other]
        if second.start < first.end:
            continue
        apart = story.index(second) - story.index(first)
        if apart == 0 and (direction := "forward" if _does(first, second) else _between(first, second)):
            yield (one, other) if direction == "forward" else (other, one)
        elif apart == 1 and _points_back(story, second):
            yield one, other


def _does(first: Span, second: Span) -> bool:
    """Whether what the first names is the subject of a verb of the second: "a broken link overwhelmed the router"."""
    return any(
        child.dep_ == "nsubj" and first.start <= child.i < first.end for token in second if token.pos_ == "VERB" for child in token.children
    )


def _between(first: Span, second: Span) -> str | None:
    """The one way in which all that joins the two points."""
    if second.start - first.end > _APART:
        return None
    low, high = first.end - min(_OVERLAP, len(first) - 1), second.start + min(_OVERLAP, len(second) - 1)
    joints = [joint for joint in _joints(first.doc) if low <= joint.start and joint.end <= high and joint.label_ != "onward"]
    kinds = {joint.label_ for joint in joints}
    return kinds.pop() if len(kinds) == 1 else None


def _points_back(story: Story, span: Span) -> bool:
    """Whether its sentence begins with what points to the one before: "This in turn overwhelmed ..."."""
    start = story.sentence(span).span.start
    onward = [joint for joint in _joints(span.doc) if joint.label_ == "onward" and start <= joint.start < start + _HEAD]
    return any(joint.start <= span.start for joint in onward)


def _joints(doc: Doc) -> list[Span]:
    """What joins, of any two that overlap the longer: "caused by" is no "caused"."""
    if _GROUP not in doc.spans:
        found = sorted(filter(_is_verbal, _rules()(doc)), key=lambda span: (-len(span), span.start, span.id_))
        kept: list[Span] = []
        for span in found:
            if not any(span.start < other.end and other.start < span.end and "onward" not in (span.label_, other.label_) for other in kept):
                kept.append(span)
        doc.spans[_GROUP] = kept
    return spans_of(doc, _GROUP)


def _is_verbal(joint: Span) -> bool:
    """ "a flood of retries" joins nothing; what follows may be no verb to the parser: "led to"."""
    return joint.label_ != "forward" or len(joint) > 1 or joint[0].tag_[:2] == "VB"


@functools.cache
def _rules() -> TokenRules:
    return TokenRules(load_rules([data("extractor.accounts", "rules", "chains.yaml")]), {}, keep_all=True)
