"""Whether a cause is stated, suspected or ruled out: the features of the learned decider.

What the words that qualify say (:mod:`qualifiers`), and the words of the sentence and around the cause; nothing here is learned.
"""

from __future__ import annotations

import itertools

from spacy.tokens import Span

from extractor.accounts.qualifiers import denied_afterwards, stance
from extractor.accounts.story import Story
from extractor.language.tokens import columns

_NEAR = 5  # tokens on either side of the cause


def features(story: Story, span: Span, category: str) -> set[str]:
    """The features of a cause.

    Args: span: the words that tell it; category: its key in the cause scheme.
    """
    how = stance(story, span)
    status = "none" if how is None else how.status
    what = "security" if category == "security" else "other"
    sentence = story.sentence(span).span
    every = columns(span.doc).words
    words = [each for each in every[sentence.start : sentence.end] if not each.isspace()]
    found = {f"w={each}" for each in words} | {f"2={one} {other}" for one, other in itertools.pairwise(words)}
    found |= {f"b={each}" for each in every[max(sentence.start, span.start - _NEAR) : span.start]}
    found |= {f"a={each}" for each in every[span.end : min(sentence.end, span.end + _NEAR)]}
    found |= {f"S={status}", f"C={what}", f"CS={what}|{status}", f"next={denied_afterwards(story, span)}|{what}"}
    return found
