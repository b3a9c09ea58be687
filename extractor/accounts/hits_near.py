"""What a phrase of failing speaks of by nearness, for want of syntax: the nearest services of its clause."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from extractor.accounts.hits_words import SERVICES, words
from extractor.language.names import mention_of

_LIST = 3  # members that make an enumeration a subject, wherever its verb stands


def nearest(doc: Doc, phrase: Span, lists: list[list[Span]], phrases: list[Span]) -> list[Span]:
    """The nearest services of the phrase's clause, on the side where what failed stands, for want of any found by syntax."""
    start, end = _clause(doc, phrase)
    services = [group for group in lists if any(span.label_ in SERVICES and not _is_agent(span) for span in group)]
    opening = next((group for group in services if doc[group[0].start].is_sent_start and len(group) >= _LIST), None)
    if opening is not None and phrase.label_ in ("down", "intransitive") and opening[-1].end <= phrase.start:
        return [span for span in opening if span.label_ in SERVICES]  # a list that opens the sentence is its subject
    before = [group for group in services if start <= group[0].start and group[-1].end <= phrase.start]
    after = [group for group in services if phrase.end <= group[0].start and group[-1].end <= end]
    if phrase.label_ in ("down", "intransitive", "spared", "back"):
        sides = [before[-1:]]
    elif phrase.label_ in ("trouble", "barred", "either"):
        sides = [after[:1], before[-1:]]
    else:
        sides = [after[:1]]
    group = next((side[0] for side in sides if side), [])
    between = (group[-1].end, phrase.start) if group and group[-1].end <= phrase.start else (phrase.end, group[0].start if group else 0)
    if any(between[0] <= other.start < between[1] for other in phrases if other is not phrase):
        return []
    return [span for span in group if span.label_ == "service" or (span.label_ == "generic_service" and _is_near(span, phrase))]


def _is_near(span: Span, phrase: Span) -> bool:
    """Whether nearness alone may join a generic service and a phrase: only one that someone owns or dials, or one right beside it."""
    if mention_of(span).kind in ("owned", "possessed", "number"):
        return True
    return phrase.label_ in ("down", "downs", "intransitive") and mention_of(span).kind == "phrase" and _gap(span, phrase) <= 3


def _gap(span: Span, phrase: Span) -> int:
    return phrase.start - span.end if span.end <= phrase.start else span.start - phrase.end


def _is_agent(span: Span) -> bool:
    """As in "by Kestrel", "on Kestrel's status page": what did it, or where it was said."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return before in ("by", "like", "than", "unlike", "from") or (
        before in ("to", "using") and span.doc[span.start - 2].lower_ in ("according", "instead")
    )


def _clause(doc: Doc, phrase: Span) -> tuple[int, int]:
    """Where the clause of a phrase begins and ends: a conjunction that opens a clause, a semicolon or a dash ends it."""
    start, end = phrase.start, phrase.end
    while start > 0 and not doc[start].is_sent_start and not _opens_clause(doc[start - 1]):
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start and not _opens_clause(doc[end]):
        end += 1
    return start, end


def _opens_clause(token: Token) -> bool:
    if token.lower_ in words()["clause"]:
        return True
    if token.lower_ == "and" and token.head.pos_ in ("VERB", "AUX"):
        joined = [child for child in token.head.children if child.dep_ == "conj" and child.i > token.i]
        return any(child.dep_ in ("nsubj", "nsubjpass") for verb in joined for child in verb.children)
    return False
