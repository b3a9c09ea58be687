"""Which numbers measure the incident: how many complaints, people, flights; how much money."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts.counts_dates import is_long_past
from extractor.accounts.counts_details import Details, details
from extractor.accounts.counts_measures import MarkedSentence, decide, has
from extractor.accounts.qualifiers import is_told
from extractor.accounts.story import MAIN, Story, sentence_evidence
from extractor.language.counts import CountMention
from extractor.records import Count, Evidence

SMALLEST = 10  # "two of its databases", "two attempts": seldom the extent of anything
SMALLEST_SUM = 100  # sums of a few dollars are prices and credits


def find(story: Story) -> Iterator[Count]:
    """Every Count that the story states, with its evidence; a number told twice is one fact."""
    facts: list[tuple[int, Count]] = []
    for index, group in itertools.groupby(story.spans("outage_counts"), key=story.index):
        sentence = story.sentences[index]
        if sentence.block != "byline":
            facts += [(sentence.scope, fact) for fact in _of_sentence(story, sentence.span, list(group))]
    yield from _joined(facts)


def _of_sentence(story: Story, sentence: Span, spans: list[Span]) -> Iterator[Count]:
    marked = MarkedSentence(sentence, [(span.start_char, span.end_char) for span in spans])
    kind = None
    for number, span in enumerate(spans):
        text = marked.around(number)
        decided = _decided(story, span, text)
        if decided is None or not is_told(story, span):
            continue
        inherits = kind if span._.count.inherited and span.label_ == "users" else None
        kind = "reports" if decided[0] == "reports" else inherits or span.label_
        yield _fact(span, text, kind, details(story, span, spans, kind), sentence_evidence(story, span, decided[1]))


def _decided(story: Story, span: Span, text: str) -> tuple[str, str] | None:
    sort = _sort(span._.count)
    decided = decide(text, sort) if sort else None
    if decided is None or decided[0] == "size" or _corrected(story, span, text):
        return None
    other = story.sentence(span).scope != MAIN  # then the date is its own
    return None if sort not in ("money", "percentage") and not other and is_long_past(story, span) else decided


def _fact(span: Span, text: str, kind: str, said: Details, evidence: Evidence) -> Count:
    mention: CountMention = span._.count
    return Count(
        value=mention.value,
        kind=kind,
        modifier="about" if mention.modifier == "exact" and has("estimate", text, kind) else mention.modifier,
        unit=mention.unit,
        source=said.source,
        peak=has("peak", text, kind),
        time=said.time,
        service=said.service,
        region=said.region,
        evidence=(evidence,),
    )


def _sort(mention: CountMention) -> str | None:
    """What the rules take the count for: its kind, ``close`` where only words of harm right beside it will do, None for nothing."""
    if mention.kind == "money":
        return "money" if mention.value >= SMALLEST_SUM else None
    if mention.kind == "percentage":
        return mention.kind
    if mention.value < 2:
        return None
    small = mention.value < SMALLEST and mention.modifier == "exact"
    return "close" if small or not mention.listed else mention.kind


def _corrected(story: Story, span: Span, text: str) -> bool:
    """Whether the article takes the figure back, in this sentence or the next."""
    if not has("provisional", text, span.label_):
        return False
    here = story.index(span)
    return any(has("correction", sentence.span.text.lower(), span.label_) for sentence in story.sentences[here : here + 2])


def _joined(facts: list[tuple[int, Count]]) -> list[Count]:
    """One fact for each incident, value and kind: a number told twice is one, with what either telling adds."""
    joined: dict[tuple[int, float, str], Count] = {}
    for scope, fact in facts:
        first = joined.get((scope, fact.value, fact.kind))
        joined[scope, fact.value, fact.kind] = fact if first is None else _join(first, fact)
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
