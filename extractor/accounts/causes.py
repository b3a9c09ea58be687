"""Which causes are facts of the story."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.accounts.story import Story, sentence_evidence
from extractor.records import Cause


def find(story: Story) -> Iterator[Cause]:
    """Every Cause that the story states, with its evidence; the same one twice is merged later."""
    for span in story.spans("outage_causes"):
        yield Cause(category=span.label_, description=span.text, evidence=(sentence_evidence(story, span),))
