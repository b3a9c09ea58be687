"""Does the article report a concrete outage of an online or IT service?

Sentences that tell of a failure speak for it; those that tell of a retirement, of planned work, or that nothing failed, speak against
it; and so do markets, surveys and electricity where they make up a good part of the text. The weights were set by hand on ``corpus/dev``.
"""

from __future__ import annotations

from collections import Counter

from extractor.accounts.scopes import is_failing
from extractor.accounts.story import Story

AGAINST = {"planned": 2, "denied": 3}  # sentences for each sentence against that one such outweighs
DOMINANT = {"market": 0.2, "survey": 0.2, "power": 0.2}  # share of sentences from which a topic is the article's own
LITTLE_IT = 0.2  # share of sentences about IT under which a story on electricity is about electricity alone


def is_relevant(story: Story) -> bool:
    """Whether the story tells of at least one concrete outage. Asked before any fact is read; inclined to say yes."""
    counts = _sentences_by_label(story)
    total = sum(1 for sentence in story.sentences if sentence.block != "boilerplate") or 1
    score = counts["failing"] + counts["outage"] - sum(weight * counts[label] for label, weight in AGAINST.items())
    for topic, share in DOMINANT.items():
        if counts[topic] / total > share and (topic != "power" or counts["it"] / total < LITTLE_IT):
            score -= 2 * counts[topic] if counts[topic] >= counts["outage"] else counts[topic]
    return counts["failing"] > 0 and score > 0


def _sentences_by_label(story: Story) -> Counter[str]:
    """In how many sentences each label of the phrases stands; ``failing`` gathers the phrases of failing."""
    seen = {(span.label_, story.index(span)) for span in story.spans("outage_relevance")}
    seen |= {("failing", story.index(span)) for span in story.spans("outage_impact") if is_failing(span)}
    return Counter(label for label, _ in seen)
