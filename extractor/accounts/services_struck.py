"""Things without a name that failed: what a phrase of failing speaks of, and what stands in a list with a service.

No list of nouns says that "tide gauges" or "the debt market" can be a service; that they stopped does. The learned decider judges them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from extractor.accounts.groups_verbs import lists
from extractor.accounts.hits import FAILING, subject_of
from extractor.accounts.story import MAIN, Story
from extractor.language.groups_nouns import kinds
from extractor.language.groups_words import class_of, names_nothing
from extractor.language.names import Mention
from extractor.language.names_runs import lexicon
from extractor.records import Name

STRUCK = "struck"  # the kind of such a mention
_PARTS = frozenset({"compound", "amod", "nmod"})


def struck(story: Story, named: Sequence[Span]) -> list[Span]:
    """Spans with a :class:`~extractor.language.names.Mention` of kind "struck", in order, none over a name.

    Args: named: the spans of names and generic services.
    """
    taken = {index for span in named for index in range(span.start, span.end)}
    found: dict[int, Span] = {}
    for head in _heads(story, named):
        if head.i not in taken and head.i not in found and _is_thing(head):
            span = _span(head, taken)
            if span is not None:
                found[head.i] = span
    return [found[index] for index in sorted(found)]


def _heads(story: Story, named: Sequence[Span]) -> Iterator[Token]:
    failing = [phrase for phrase in story.spans("outage_impact") if phrase.label_ in FAILING and story.sentence(phrase).scope == MAIN]
    for phrase in failing:
        for head in _spoken_of(phrase):
            yield from _listed(head)
    numbers = {story.index(phrase) for phrase in failing}
    for span in named:
        if span.label_ in ("service", "generic_service") and story.index(span) in numbers:
            yield from _listed(span.root)


def _listed(head: Token) -> Iterator[Token]:
    """A noun and those that it is joined to, also where the parse takes the next of a list for an apposition."""
    for noun in (head, *(child for child in head.children if child.dep_ == "appos")):
        yield noun
        yield from noun.conjuncts


def _spoken_of(phrase: Span) -> Iterator[Token]:
    """What failed, by the phrase's arcs: the subject of "went down", the object of "lost" or "could not make", of "problem with"."""
    if phrase.label_ in ("down", "intransitive", "either"):
        subject = subject_of(phrase)
        if subject is not None:
            yield subject
            if subject.head.dep_ == "conj" and subject.head.head.pos_ == "NOUN":
                yield subject.head.head  # "The gauges and the pumps stopped", read as "The gauges" and "the pumps stopped"
    if phrase.label_ in ("downs", "either", "barred"):
        yield from (child for child in phrase.root.children if child.dep_ == "dobj")
    if phrase[-1].pos_ == "ADP":
        yield from (child for child in phrase[-1].children if child.dep_ == "pobj")


def _is_thing(head: Token) -> bool:
    lemma = head.lemma_.lower()
    if head.pos_ != "NOUN" or class_of(head) in ("people", "organisations") or kinds(lemma)[0] == "people":
        return False
    words = lexicon()
    return not (
        lemma in lists()["harm"] or lemma in lists()["spells"] or lemma in words["company_nouns"] or head.lower_ in words["fault_nouns"]
    )


def _span(head: Token, taken: set[int]) -> Span | None:
    doc, start = head.doc, head.i
    while start > 0 and not doc[start].is_sent_start:
        before = doc[start - 1]
        hyphen = before.text == "-" and start > 1 and not before.whitespace_
        if hyphen:
            start -= 2
        elif before.i not in taken and before.dep_ in _PARTS and before.is_alpha and not names_nothing(before):
            start -= 1
        else:
            break
    if any(index in taken for index in range(start, head.i)):
        return None
    span = Span(doc, start, head.i + 1, label="generic_service", span_id="names.generic.struck")
    span._.named = Mention(
        Name(span.text.lower() if span.text.istitle() or span[0].is_sent_start else span.text), "generic_service", STRUCK, "words"
    )
    return span
