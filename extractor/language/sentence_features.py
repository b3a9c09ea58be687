"""What a sentence says, as features of the learned readers of causes and actions.

Plain strings: its words, pairs of neighbours, pairs that syntax joins, its verbs' forms, the kind of block, and what other
components marked in it. Nothing here is learned.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.tokens import columns

_MARKS = {
    "outage_impact": "I",
    "outage_names": "N",
    "outage_phases": "P",
    "outage_background": "B",
    "outage_quotes": "Q",
    "outage_relevance": "L",
    "outage_causes": "C",
    "outage_actions": "A",
}
_ARCS = frozenset(
    ["dobj", "nsubj", "nsubjpass", "prep", "prt", "neg", "aux", "acomp", "attr", "compound", "amod", "agent", "xcomp", "pobj"],
)


def words_of(doc: Doc) -> list[str]:
    """The Doc's tokens as words: lemmas; figures and proper names are all alike. White space is empty."""
    return ["" if word.isspace() else word for word in columns(doc).words]


def marks_of(doc: Doc, by_token: Sequence[int], count: int) -> list[set[str]]:
    """What the components marked in each of ``count`` sentences.

    Args: by_token: the number of the sentence in which each token stands.
    """
    found: list[set[str]] = [set() for _ in range(count)]
    for group, letter in _MARKS.items():
        for span in spans.spans(doc, group):
            found[by_token[span.start]].add(f"{letter}={span.label_}")
    for marked in found:
        for letter in "CA":  # the rules' word on the very questions
            told = sorted(mark for mark in marked if mark[0] == letter)
            marked.add(f"{letter}s={' '.join(told)}")
    return found


def features(doc: Doc, words: Sequence[str], stretch: tuple[int, int], block: str, marks: set[str]) -> set[str]:
    """The features of the sentence of the tokens in ``stretch`` (end excluded).

    Args: words: :func:`words_of` the Doc; block: the kind of block; marks: what :func:`marks_of` found in it.
    """
    return {*_words(words[stretch[0] : stretch[1]]), *_syntax(doc, words, stretch), *marks, f"block={block}"}


def _words(words: Sequence[str]) -> Iterator[str]:
    kept = [each for each in words if each]
    for each in kept:
        yield f"w={each}"
    for one, other in itertools.pairwise(kept):
        yield f"2={one} {other}"


def _syntax(doc: Doc, words: Sequence[str], stretch: tuple[int, int]) -> Iterator[str]:
    read = columns(doc)
    for index in range(*stretch):
        if (arc := read.deps[index]) in _ARCS:
            yield f"d={words[read.heads[index]]} {arc} {words[index]}"
        if read.parts[index] in ("VERB", "AUX"):
            yield f"v={words[index]}|{read.tags[index]}"
