"""What stands around a naming, as features of the learned deciders: the words beside it, the arcs above it, its verb, its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extractor.accounts.story import Story
from extractor.language.names_types import apposed_noun
from extractor.language.tokens import word

NONE: tuple[Span, ...] = ()
AROUND = 3  # words on either side
_STEPS = 5  # arcs from a name to its verb
_TELLING = frozenset({"prt", "acomp", "attr", "xcomp", "advmod", "dobj"})


def by_sentence(story: Story, group: str) -> dict[int, list[Span]]:
    """The spans of a group by the number of the sentence in which they start; gathered once a Doc."""
    kept: dict[str, dict[int, list[Span]]] = story.doc.user_data.setdefault("outage_by_sentence", {})
    if group not in kept:
        found: dict[int, list[Span]] = {}
        for span in story.spans(group):
            found.setdefault(story.index(span), []).append(span)
        kept[group] = found
    return kept[group]


def is_quoted(story: Story, span: Span) -> bool:
    """Whether the span stands within a quotation."""
    kept: frozenset[int] | None = story.doc.user_data.get("outage_quoted")
    if kept is None:
        kept = frozenset(index for quote in story.spans("outage_quotes") for index in range(quote.start, quote.end))
        story.doc.user_data["outage_quoted"] = kept
    return span.start in kept


def stage(number: int) -> int:
    """How far on in the article a sentence stands, 0 for its first."""
    return 0 if number == 0 else 1 if number < 4 else 2 if number < 10 else 3


def nouns_beside(span: Span) -> Iterator[Token]:
    """What may say what a name is: "*Oakmart*, a grocer", "the chain *Oakmart*"."""
    before = span.doc[span.start - 1] if span.start and not span[0].is_sent_start else None
    for noun in (apposed_noun(span), before):
        if noun is not None and noun.pos_ in ("NOUN", "PROPN"):
            yield noun


def beside(span: Span, sentence: Span) -> Iterator[str]:
    """The words on either side, within the sentence: with their distance and without."""
    for step in range(1, AROUND + 1):
        if span.start - step >= sentence.start:
            yield from (f"left{step}={word(span.doc[span.start - step])}", f"left={word(span.doc[span.start - step])}")
        if span.end - 1 + step < sentence.end:
            yield from (f"right{step}={word(span.doc[span.end - 1 + step])}", f"right={word(span.doc[span.end - 1 + step])}")


def syntax(root: Token) -> Iterator[str]:
    """The arcs from a name's head up to its verb, that verb, and what else hangs on it."""
    verb, arcs = verb_above(root)
    yield from (f"arc={root.dep_}", f"arcs={'/'.join(arcs[:3])}")
    if root.dep_ == "pobj":
        yield from (f"prep={root.head.lower_}", f"prep={root.head.lower_}|{word(root.head.head)}")
    elif root.dep_ in ("compound", "poss", "nmod"):
        yield f"of={word(root.head)}"
    if verb is None:
        return
    yield from (f"verb={word(verb)}", f"verb={word(verb)}|{arcs[-1]}", f"tag={verb.tag_}|{arcs[-1]}")
    for child in verb.children:
        if child.dep_ == "neg":
            yield f"negated|{arcs[-1]}"
        elif child.dep_ == "aux":
            yield f"aux={word(child)}"
        elif child.dep_ in _TELLING and child is not root:
            yield f"{child.dep_}={word(child)}"


def verb_above(root: Token) -> tuple[Token | None, list[str]]:
    """The verb above a name, None where there is none within a few arcs, and the arcs that lead there."""
    arcs: list[str] = []
    head = root
    for _ in range(_STEPS):
        if head is not root and head.pos_ in ("VERB", "AUX"):
            return head, arcs
        arcs.append(head.dep_)
        if head.head is head:
            break
        head = head.head
    return None, arcs
