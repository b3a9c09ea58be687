"""Which actions are facts of the story."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.accounts.qualifiers import stance
from extractor.accounts.story import Story, sentence_evidence
from extractor.records import Action, Status

ANNOUNCED = "compensate"  # counts from its announcement on, before anything is paid


def find(story: Story) -> Iterator[Action]:
    """Every Action that the story states, with its evidence; the same one twice is merged later.

    What was only guessed at ("whether any would be paid") was not done.
    """
    for span in story.spans("outage_actions"):
        how = stance(story, span)
        if how is None or how.status in ("ruled_out", "suspected"):
            continue
        status: Status = "stated" if span.label_ == ANNOUNCED else how.status
        yield Action(category=span.label_, description=span.text, status=status, evidence=(sentence_evidence(story, span),))
