"""Which actions are facts of the story."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.accounts.actors import actor_of, time_of
from extractor.accounts.learned import Least, told
from extractor.accounts.qualifiers import stance
from extractor.accounts.story import Story, sentence_evidence
from extractor.language.sentence_model import SentenceModel, load_sentence_model
from extractor.records import Action, Status

ANNOUNCED = "compensate"  # counts from its announcement on, before anything is paid
LEAST = Least(alone=0.3, ruled=0.02, rule="action.learned")  # by F1 on articles held out (scripts/train_causes_actions.py)


def find(story: Story, reader: SentenceModel | None = None) -> Iterator[Action]:
    """Every Action that the story states, with its evidence; the same one twice is merged later.

    What the rules find, unless the learned reader is sure that the sentence tells nothing of it, and what the reader alone finds.
    What was only guessed at ("whether any would be paid") was not done.

    Args: reader: which action a sentence tells of; the packaged one where none is given.
    """
    for found in told(story, reader or load_sentence_model("actions"), story.spans("outage_actions"), LEAST):
        how = stance(story, found.span)
        if how is None or how.status in ("ruled_out", "suspected"):
            continue
        status: Status = "stated" if found.category == ANNOUNCED else how.status
        yield Action(
            category=found.category,
            description=found.span.text.strip(),
            status=status,
            actor=actor_of(story, found.span),
            time=time_of(story, found.span),
            evidence=(sentence_evidence(story, found.span, found.rule),),
            confidence=round(found.share, 3),
        )
