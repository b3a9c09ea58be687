"""What stands around a naming, as features of the learned deciders: the words beside it, the arcs above it, its verb, its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extractor.accounts.story import Story
from extractor.language.kept import kept
from extractor.language.names_types import apposed_noun
from extractor.language.tokens import columns

NONE: tuple[Span, ...] = ()
AROUND = 3  # words on either side
_STEPS = 5  # arcs from a name to its verb
_TELLING = frozenset({"prt", "acomp", "attr", "xcomp", "advmod", "dobj"})


def by_sentence(story: Story, group: str) -> dict[int, list[Span]]:
    """The spans of a group by the number of the sentence in which they start; gathered once a Doc."""
    return kept(story.doc, f"by_sentence {group}", _by_sentence, story, group)


def _by_sentence(story: Story, group: str) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for span in story.spans(group):
        found.setdefault(story.index(span), []).append(span)
    return found


def is_quoted(story: Story, span: Span) -> bool:
    """Whether the span stands within a quotation."""
    return span.start in kept(story.doc, "quoted", _quoted, story)


def _quoted(story: Story) -> frozenset[int]:
    return frozenset(index for quote in story.spans("outage_quotes") for index in range(quote.start, quote.end))


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
    words = columns(span.doc).words
    for step, each in enumerate(reversed(words[max(span.start - AROUND, sentence.start) : span.start]), 1):
        yield from (f"left{step}={each}", f"left={each}")
    for step, each in enumerate(words[span.end : min(span.end + AROUND, sentence.end)], 1):
        yield from (f"right{step}={each}", f"right={each}")


def syntax(root: Token) -> tuple[str, ...]:
    """The arcs from a name's head up to its verb, that verb, and what else hangs on it."""
    return kept(root.doc, f"syntax {root.i}", lambda: tuple(_syntax(root)))


def _syntax(root: Token) -> Iterator[str]:
    read = columns(root.doc)
    words, deps, heads = read.words, read.deps, read.heads
    verb, arcs = verb_above(root)
    arc, head = deps[root.i], heads[root.i]
    yield from (f"arc={arc}", f"arcs={'/'.join(arcs[:3])}")
    if arc == "pobj":
        preposition = root.head.lower_
        yield from (f"prep={preposition}", f"prep={preposition}|{words[heads[head]]}")
    elif arc in ("compound", "poss", "nmod"):
        yield f"of={words[head]}"
    if verb is None:
        return
    yield from (f"verb={words[verb.i]}", f"verb={words[verb.i]}|{arcs[-1]}", f"tag={read.tags[verb.i]}|{arcs[-1]}")
    for child in (child.i for child in verb.children):
        if deps[child] == "neg":
            yield f"negated|{arcs[-1]}"
        elif deps[child] == "aux":
            yield f"aux={words[child]}"
        elif deps[child] in _TELLING:
            yield f"{deps[child]}={words[child]}"


def verb_above(root: Token) -> tuple[Token | None, list[str]]:
    """The verb above a name, None where there is none within a few arcs, and the arcs that lead there."""
    read = columns(root.doc)
    arcs: list[str] = []
    at = root.i
    for step in range(_STEPS):
        if step and read.parts[at] in ("VERB", "AUX"):
            return root.doc[at], arcs
        arcs.append(read.deps[at])
        at = read.heads[at]  # the top of a sentence is its own head
    return None, arcs
