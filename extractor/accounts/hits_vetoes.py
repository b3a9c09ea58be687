"""Names that no phrase of failing speaks of: whoever tells of it, and what people are told to use instead."""

from __future__ import annotations

from spacy.tokens import Span

from extractor.accounts.hits_words import SERVICES, words


def tells(span: Span) -> bool:
    """As in "It hit the coast, the *Norland police* said": whoever tells of it is not what was hit."""
    doc, start = span.doc, span.start
    if span.label_ in SERVICES or span.end >= len(doc) or doc[span.end].lower_ not in words()["told"]:
        return False
    while start > 1 and doc[start - 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN"):
        start -= 1
    return start > 0 and doc[start - 1].text in (",", "”", '"', "’") and not doc[start].is_sent_start


def is_way_round(span: Span) -> bool:
    """As in "urged clients to bank by *phone*", "told them to use the *website* instead": what is advised works."""
    verb, root = None, span.root
    while root.dep_ in ("conj", "compound") and root.head.i < root.i and root.head.pos_ in ("NOUN", "PROPN"):
        root = root.head
    if root.dep_ == "pobj" and root.head.lower_ in ("via", "through", "by", "using", "over", "on", "with"):
        verb = root.head.head
    elif root.dep_ == "dobj" and root.head.lemma_ in ("use", "call", "try", "dial", "text", "ring", "contact", "visit"):
        verb = root.head
    for _ in range(4):
        if verb is None or any(child.dep_ == "neg" for child in verb.children):
            return False
        if verb.lemma_ in words()["advising"]:
            return verb.i < span.start
        verb = verb.head if verb.dep_ in ("xcomp", "ccomp", "advcl", "conj", "prep", "pcomp") else None
    return False
