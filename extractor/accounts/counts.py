"""Which numbers measure the incident: how many complaints, people, flights; how much money."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts.attribution import speaker_of
from extractor.accounts.counts_measures import MarkedSentence, decide, has
from extractor.accounts.story import Story, sentence_evidence
from extractor.language.counts import CountMention
from extractor.records import Agent, Count

SMALLEST = 10  # "one of its databases", "two attempts": hardly ever the extent of anything
SMALLEST_SUM = 100  # sums of a few dollars are prices and credits


def find(story: Story) -> Iterator[Count]:
    """Every Count that the story states, with its evidence; a number told twice is one fact."""
    facts: list[Count] = []
    for index, group in itertools.groupby(story.spans("outage_counts"), key=story.index):
        counts = list(group)
        marked = MarkedSentence(story.sentences[index].span, [(span.start_char, span.end_char) for span in counts])
        facts += [fact for number, span in enumerate(counts) if (fact := _fact(story, span, marked.around(number))) is not None]
    yield from _joined(facts)


def _fact(story: Story, span: Span, text: str) -> Count | None:
    mention: CountMention = span._.count
    decided = None if _too_small(mention) else decide(text, mention.kind)
    if decided is None or decided[0] == "size" or _corrected(story, span, text):
        return None
    kind = "reports" if decided[0] == "reports" else mention.kind
    return Count(
        value=mention.value,
        kind=kind,
        modifier="about" if mention.modifier == "exact" and has("estimate", text, kind) else mention.modifier,
        unit=mention.unit,
        source=_source(span),
        peak=has("peak", text, kind),
        evidence=(sentence_evidence(story, span, decided[1]),),
    )


def _too_small(mention: CountMention) -> bool:
    if mention.kind == "money":
        return mention.value < SMALLEST_SUM
    return mention.kind != "percentage" and mention.value < SMALLEST and mention.modifier == "exact"


def _corrected(story: Story, span: Span, text: str) -> bool:
    """Whether the article takes the figure back, in this sentence or the next."""
    if not has("provisional", text, span.label_):
        return False
    here = story.index(span)
    return any(has("correction", sentence.span.text.lower(), span.label_) for sentence in story.sentences[here : here + 2])


def _source(span: Span) -> Agent | None:
    return speaker_of(span, span.sent)


def _joined(facts: list[Count]) -> list[Count]:
    """One fact for each value and kind: a number told twice is one, with what either telling adds."""
    joined: dict[tuple[float, str], Count] = {}
    for fact in facts:
        first = joined.get((fact.value, fact.kind))
        joined[fact.value, fact.kind] = fact if first is None else _join(first, fact)
    return list(joined.values())


def _join(first: Count, other: Count) -> Count:
    return dataclasses.replace(
        first,
        evidence=tuple(sorted({*first.evidence, *other.evidence})),
        modifier=first.modifier if first.modifier != "exact" else other.modifier,
        unit=first.unit or other.unit,
        source=first.source or other.source,
        peak=first.peak or other.peak,
        time=first.time or other.time,
        service=first.service or other.service,
        region=first.region or other.region,
    )
