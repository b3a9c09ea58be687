"""Which actions are facts of the story."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.accounts.qualifiers import stance
from extractor.accounts.story import Story, sentence_evidence
from extractor.records import Action


def find(story: Story) -> Iterator[Action]:
    """Every Action that the story states, with its evidence; the same one twice is merged later."""
    for span in story.spans("outage_actions"):
        how = stance(story, span)
        if how is None or how.status == "ruled_out":
            continue
        yield Action(category=span.label_, description=span.text, status=how.status, evidence=(sentence_evidence(story, span),))
