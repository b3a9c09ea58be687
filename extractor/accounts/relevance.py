"""Does the article report a concrete outage of an online or IT service?"""

from __future__ import annotations

from extractor.accounts.relevance_features import features
from extractor.accounts.story import Story
from extractor.language.logistic import load_model

REPORT = "report"
LEAST = 0.35  # the share from which an article is a report: a lost report costs more than one that is none (scripts/train_relevance.py)


def is_relevant(story: Story) -> bool:
    """Whether the story tells of at least one concrete outage. Asked before any fact is read; inclined to say yes."""
    return load_model("relevance").probabilities(features(story))[REPORT] >= LEAST
