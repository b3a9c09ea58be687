"""Which actions are facts of the story."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from extractor.accounts.actors import actor_of, time_of
from extractor.accounts.learned import Told, shares, told
from extractor.accounts.qualifiers import stance
from extractor.accounts.story import Story, sentence_evidence
from extractor.language.sentence_model import SentenceModel, load_sentence_model
from extractor.records import Action, Status

ANNOUNCED = "compensate"  # counts from its announcement on, before anything is paid
LEARNED = "action.learned"  # what no rule found
LEAST = 0.3  # the share from which the reader's word alone is a fact: by F1 on articles held out (scripts/train_causes_actions.py)
LEAST_RULED = 0.02  # the same where a rule finds it


def find(story: Story, reader: SentenceModel | None = None) -> Iterator[Action]:
    """Every Action that the story states, with its evidence; the same one twice is merged later.

    What the rules find, unless the learned reader is sure that the sentence tells nothing of it, and what the reader alone finds.
    What was only guessed at ("whether any would be paid") was not done.

    Args: reader: which action a sentence tells of; the packaged one where none is given.
    """
    for found in _found(story, reader or load_sentence_model("actions")):
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


def _found(story: Story, reader: SentenceModel) -> Iterator[Told]:
    """What the rules say and the reader allows, then what the reader alone says."""
    likely = shares(story, reader)
    ruled = set()
    for span in story.spans("outage_actions"):
        share = likely[story.index(span)].get(span.label_, 0.0)
        if share >= LEAST_RULED:
            ruled.add((story.index(span), span.label_))
            yield Told(span.label_, span, share, span.id_)
    for found in told(story, reader, likely, LEAST):
        if (story.index(found.span), found.category) not in ruled:
            yield dataclasses.replace(found, rule=LEARNED)
