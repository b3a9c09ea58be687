"""What else an article says of a count: who gives the number, when it held, of which service and region."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from spacy.tokens import Span

from extractor.accounts.attribution import speaker_of
from extractor.accounts.story import Story
from extractor.language.counts_units import tracker
from extractor.language.names import mention_of
from extractor.language.spans import graph_time
from extractor.records import Agent, Name, Time

_OF_SERVICE = frozenset({"about", "for", "with", "on", "against", "concerning", "at"})
_OF_REGION = frozenset({"in", "from", "across", "throughout", "around"})
_SERVICES = frozenset({"service", "organization", "name"})
_REACH = 6  # tokens between a count and what it is of
_REACH_BACK = 9
_REACH_TIME = 12


@dataclasses.dataclass(frozen=True, slots=True)
class Details:
    """None for what the article leaves open."""

    source: Agent | None
    time: Time | None
    service: Name | None
    region: Name | None


def details(story: Story, span: Span, counts: Sequence[Span], kind: str) -> Details:
    """Args: span: the count; counts: all counts of its sentence, which part what belongs to one from what belongs to another."""
    sentence = story.sentence(span).span
    near = _Near(sentence, span, counts)
    return Details(
        _tracker(story, span, sentence) if kind == "reports" else speaker_of(span, sentence),
        near.time(),
        near.name("outage_names", _OF_SERVICE, lambda s: mention_of(s).name if s.label_ in _SERVICES else None, back=kind == "reports"),
        near.name("outage_regions", _OF_REGION, lambda s: s._.place, back=kind == "reports"),
    )


class _Near:
    """The spans of one sentence as seen from one of its counts."""

    def __init__(self, sentence: Span, span: Span, counts: Sequence[Span]) -> None:
        self._span, self._sentence_ends = span, (sentence.start, sentence.end)
        self._before = max((other.end for other in counts if other.end <= span.start), default=sentence.start)
        self._after = min((other.start for other in counts if other.start >= span.end), default=sentence.end)

    def time(self) -> Time | None:
        """The next point in time after the count, else the last one before it."""
        times = [span for span in self._sentence("outage_times") if graph_time(span) is not None]
        after = [span for span in times if self._span.end <= span.start < min(self._after, self._span.end + _REACH_TIME)]
        before = [span for span in times if span.end <= self._span.start]
        chosen = after[:1] or before[-1:]
        return graph_time(chosen[0]) if chosen else None

    def name(self, group: str, prepositions: frozenset[str], name_of: Callable[[Span], Name | None], back: bool) -> Name | None:
        """What stands after the count with a preposition; where ``back``, else what stands nearest before it."""
        named = [(span, name) for span in self._sentence(group) if (name := name_of(span)) is not None]
        for span, name in named:
            if self._span.end <= span.start < min(self._after, self._span.end + _REACH):
                between = {token.lower_ for token in span.doc[self._span.end : span.start]}
                if between & prepositions:
                    return name
        before = [
            (span, name) for span, name in named if max(self._before, self._span.start - _REACH_BACK) <= span.start < self._span.start
        ]
        return before[-1][1] if back and before else None

    def _sentence(self, group: str) -> list[Span]:
        start, end = self._sentence_ends
        return sorted((span for span in self._span.doc.spans.get(group, []) if start <= span.start < end), key=lambda span: span.start)


def _tracker(story: Story, span: Span, sentence: Span) -> Agent | None:
    """The tracker named in the sentence, else the last one before it in the article."""
    named = [
        one for one in span.doc.spans.get("outage_names", []) if one.label_ == "tracker" and one.start < sentence.end and story.speaks(one)
    ]
    if named:
        name: Name = mention_of(max(named, key=lambda one: one.start)).name
        return Agent(name.label, "organization", name.iri)
    found = tracker().search(sentence.text)
    return Agent(found[0], "organization") if found and found[0][:1].isupper() else None
