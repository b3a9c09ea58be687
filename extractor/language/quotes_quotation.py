"""What is read of a quotation."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Span

from extractor.language.quotes_attribution import Attribution
from extractor.language.quotes_speakers import Refers
from extractor.records import Agent, Time


@dataclasses.dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``text`` is the words inside the marks.

    ``speaker`` is who speaks it, None where nobody is named. ``refers`` says that the article only writes "the company"
    (``organization``) or "she" (``person``): then the speaker is the nearest one who fits, None where there is none near. ``continues``
    says that it goes on, after its attribution, with the sentence of the quotation before. ``social`` says that it was written on a
    social network.
    """

    text: str
    speaker: Agent | None = None
    channel: str | None = None
    time: Time | None = None
    refers: Refers | None = None
    continues: bool = False
    social: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation's attribution and the speaker whom it comes to."""

    attribution: Attribution
    speaker: Agent | None


def quoted(span: Span, label: str, rule: str, quotation: Quotation) -> Span:
    """The span as the component writes it: labelled, with the rule that found it and the quotation as its value."""
    marked = Span(span.doc, span.start, span.end, label=label, span_id=rule)
    marked._.quotation = quotation
    return marked
