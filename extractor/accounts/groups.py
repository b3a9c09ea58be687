"""Which groups are facts of the story: people and bodies of a kind, and named organisations, that are said to be hurt."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts.groups_harm import hurt
from extractor.accounts.groups_named import named
from extractor.accounts.story import Story, sentence_evidence
from extractor.records import GroupImpact


def find(story: Story) -> Iterator[GroupImpact]:
    """Every GroupImpact that the story states, with its evidence; the same one twice is merged later."""
    for span in story.spans("outage_groups"):
        how = None if _describes_name(story, span) else hurt(span.root)
        if how is not None:
            yield GroupImpact(group=span._.group, evidence=(sentence_evidence(story, span, how),))
    for name, span, how in named(story):
        yield GroupImpact(group=name, evidence=(sentence_evidence(story, span, how),))


def _describes_name(story: Story, span: Span) -> bool:
    """ "Kelpie Direct, a web pharmacy, ...": one body that the name before it stands for."""
    named = span.root.head if span.root.dep_ == "appos" and span.root.tag_ == "NN" else None
    return named is not None and any(name.start <= named.i < name.end for name in story.spans("outage_names"))
