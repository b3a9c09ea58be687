"""What the learned readers find in a story's sentences: causes and actions that no rule names."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Set

from spacy.tokens import Span, Token

from extractor.accounts.story import ASIDE, Story
from extractor.language.kept import kept
from extractor.language.sentence_features import features, marks_of, words_of
from extractor.language.sentence_model import SentenceModel
from extractor.language.tokens import Columns, columns

_LONGEST = 14  # tokens of the stretch that is shown for what was found
_SHORTEST = 4


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A sentence that tells of a category, the stretch that speaks most for it, and how likely it is."""

    category: str
    span: Span
    share: float
    rule: str


def shares(story: Story, model: SentenceModel) -> list[dict[str, float]]:
    """How likely each sentence tells of each category; empty for one that speaks of no incident."""
    every = sentence_features(story)
    told = iter(model.shares(found for found in every if found is not None))
    return [{} if found is None else next(told) for found in every]


@dataclasses.dataclass(frozen=True, slots=True)
class Least:
    """The shares, 0 to 1, from which something is told: by the reader's ``alone``, or where it is ``ruled``; and the id of the former."""

    alone: float
    ruled: float
    rule: str


def told(
    story: Story, model: SentenceModel, spans: Iterable[Span], least: Least, refused: Callable[[Span], bool] = lambda span: False
) -> Iterator[Told]:
    """What the rules say and the reader allows, then what the reader alone says, in order of place.

    Args: spans: the rules' finds; refused: finds that are not told, whatever the reader says.
    """
    likely = shares(story, model)
    ruled: set[tuple[int, str]] = set()
    for span in spans:
        number, share = story.index(span), likely[story.index(span)].get(span.label_, 0.0)
        no = refused(span)
        if no or share >= least.ruled:
            ruled.add((number, span.label_))
        if not no and share >= least.ruled:
            yield Told(span.label_, span, share, span.id_)
    for number, (sentence, here) in enumerate(zip(story.sentences, likely, strict=True)):
        for category in sorted(category for category, share in here.items() if share >= least.alone and (number, category) not in ruled):
            yield Told(category, _stretch(sentence.span, story, model, category), here[category], least.rule)


def sentence_features(story: Story) -> tuple[Set[str] | None, ...]:
    """The features of each sentence; None for one that speaks of no incident. Computed once a Doc."""
    return kept(story.doc, "sentence_features", lambda: tuple(_each(story)))


def _each(story: Story) -> Iterator[Set[str] | None]:
    words = words_of(story.doc)
    marks = marks_of(story.doc, story.by_token, len(story.sentences))
    for sentence, marked in zip(story.sentences, marks, strict=True):
        if sentence.block == "boilerplate" or sentence.scope == ASIDE:
            yield None
        else:
            yield features(story.doc, words, (sentence.span.start, sentence.span.end), sentence.block, marked)


def _stretch(sentence: Span, story: Story, model: SentenceModel, category: str) -> Span:
    """The phrase around the word that speaks most for the category."""
    read = columns(story.doc)
    best = story.doc[max(range(sentence.start, sentence.end), key=lambda index: _weight(model, read, index, category))]
    head = best
    while head.head.i != head.i and sentence.start <= head.head.i < sentence.end and _size(head.head) <= _LONGEST:
        head = head.head
    low, high = max(head.left_edge.i, sentence.start), min(head.right_edge.i + 1, sentence.end)
    if high - low < _SHORTEST:  # "The council": with its verb and what follows
        while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i and sentence.start <= head.head.i < sentence.end:
            head = head.head
        low, high = min(low, head.i), max(high, min(head.right_edge.i + 1, sentence.end, low + _LONGEST))
    return story.doc[low:high]


def _weight(model: SentenceModel, read: Columns, index: int, category: str) -> int:
    word = read.words[index]
    pair = f"d={read.words[read.heads[index]]} {read.deps[index]} {word}"
    return model.weight(f"w={word}", category) + model.weight(pair, category)


def _size(token: Token) -> int:
    return int(token.right_edge.i - token.left_edge.i + 1)
