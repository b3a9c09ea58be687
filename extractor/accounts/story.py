"""The article as the account stage sees it: its sentences, each with the block it stands in and the incident it speaks of."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Doc, Span, Token

from extractor.language import spans
from extractor.language.kept import kept
from extractor.language.spans import text_of
from extractor.records import Article, Evidence

MAIN = 0
ASIDE = -1  # speaks of no incident: advice, market colour, the firm's size


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the kind of block it stands in, and ``scope``: 0 the main incident, 1 and up a background one, -1 none."""

    span: Span
    block: str
    scope: int


@dataclasses.dataclass(frozen=True, slots=True)
class Story:
    """What the ``find`` functions of this stage read: ``for span in story.spans("outage_causes"): ...``."""

    doc: Doc
    article: Article
    sentences: tuple[Sentence, ...]
    by_token: tuple[int, ...]  # token index -> index in ``sentences``

    def spans(self, group: str) -> list[Span]:
        """The group's spans in order of place, those outside of every block and in asides left out."""
        return list(kept(self.doc, f"story {group}", lambda: [span for span in spans.spans(self.doc, group) if self.speaks(span)]))

    def speaks(self, span: Span | Token) -> bool:
        """Whether the sentence tells of an incident at all."""
        sentence = self.sentence(span)
        return sentence.block != "boilerplate" and sentence.scope != ASIDE

    def sentence(self, span: Span | Token) -> Sentence:
        """The sentence in which the span starts."""
        return self.sentences[self.by_token[span.start if isinstance(span, Span) else span.i]]

    def index(self, span: Span | Token) -> int:
        """The number of that sentence, for looking at its neighbours."""
        return self.by_token[span.start if isinstance(span, Span) else span.i]

    def scope_at(self, offset: int) -> int:
        """The scope of the sentence in which a character stands: the incident that evidence from there on is of."""
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        return self.sentence(span).scope if span is not None else MAIN


def evidence(span: Span, rule: str | None = None) -> Evidence:
    """The span as evidence: its offsets without white space at the ends, and the rule that found it."""
    start, end = span.start_char, span.end_char
    text = text_of(span.doc)[start:end]
    start += len(text) - len(text.lstrip())
    return Evidence(start, end - (len(text) - len(text.rstrip())), rule or span.id_ or "none")


def sentence_evidence(story: Story, span: Span, rule: str | None = None) -> Evidence:
    """The whole sentence in which the span stands, as evidence for what was read from the span."""
    return evidence(story.sentence(span).span, rule or span.id_)
