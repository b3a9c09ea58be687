"""Who is cited for what a sentence says: "X said ...", "according to X"."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Span, Token

from extractor.records import Agent

_SAYING = frozenset(
    {
        "say",
        "tell",
        "write",
        "announce",
        "confirm",
        "state",
        "report",
        "admit",
        "acknowledge",
        "explain",
        "claim",
        "add",
        "post",
        "tweet",
        "note",
        "warn",
        "blame",
        "attribute",
        "insist",
        "stress",
        "concede",
        "deny",
        "reveal",
        "disclose",
        "declare",
        "suggest",
        "believe",
        "suspect",
        "estimate",
        "conclude",
        "find",
    }
)
_ORGANISATIONS = frozenset(
    {"company", "firm", "bank", "operator", "provider", "carrier", "agency", "airline", "exchange", "ministry", "regulator", "platform"}
)
_LABEL = frozenset({"compound", "poss", "amod", "det", "case", "nmod"})


def speaker_of(span: Span, sentence: Span) -> Agent | None:
    """The one whom the sentence cites for the words of the span; None for the article's own voice and for bare pronouns.

    Args: span: what is told; sentence: the sentence around it.
    """
    verb = next((t for t in (span.root, *span.root.ancestors) if t.lemma_ in _SAYING and _subject(t) is not None), None)
    subject = _subject(verb) if verb is not None else _according_to(sentence)
    if subject is None or subject.pos_ == "PRON" or subject in span:
        return None
    return Agent(_label(subject), _kind(subject))


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def _according_to(sentence: Span) -> Token | None:
    for token in sentence:
        if token.lower_ == "according":
            return next((t for t in token.subtree if t.dep_ == "pobj"), None)
    return None


def _label(head: Token) -> str:
    words = [t for t in head.subtree if (t.i <= head.i and t.dep_ in _LABEL) or t is head]
    start = min(t.i for t in words)
    text: str = head.doc[start : head.i + 1].text
    return text.strip()


def _kind(head: Token) -> Literal["organization", "unnamed"]:
    return "organization" if head.pos_ == "PROPN" or head.lemma_.lower() in _ORGANISATIONS else "unnamed"
