"""What the stages ask of a Doc's tokens again and again, read once and kept on the Doc: spaCy builds each token anew at every access."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
from spacy.tokens import Doc, Token

from extractor.language.kept import kept

_NAMED = frozenset({"downdetector", "netblocks", "twitter"})  # proper names that mean something here
_WORDS: dict[tuple[int, int, int], str] = {}  # by spaCy's numbers of text, lemma and part of speech, which are the same in every Doc


@dataclasses.dataclass(frozen=True, slots=True)
class Columns:
    """A parsed Doc's tokens by attribute; ``words`` are those of :func:`word`."""

    words: list[str]
    heads: list[int]  # each token's head, by its place in the Doc
    deps: list[str]
    parts: list[str]  # coarse parts of speech
    tags: list[str]  # fine ones


def columns(doc: Doc) -> Columns:
    """The tokens' attributes, read once a Doc, after all components that set them."""
    return kept(doc, "columns", _columns, doc)


def _columns(doc: Doc) -> Columns:
    orths, lemmas, parts, deps, tags = doc.to_array(["ORTH", "LEMMA", "POS", "DEP", "TAG"]).T.tolist()
    steps = doc.to_array("HEAD").astype(np.int64)  # from the token to its head
    strings = doc.vocab.strings
    names = {key: strings[key] for key in {*parts, *deps, *tags}}
    keys = list(zip(orths, lemmas, parts, strict=True))
    for orth, lemma, part in set(keys) - _WORDS.keys():
        _WORDS[orth, lemma, part] = _word(strings[orth], strings[lemma], names[part] == "PROPN")
    return Columns(
        words=[_WORDS[key] for key in keys],
        heads=(steps + np.arange(len(doc))).tolist(),
        deps=[names[key] for key in deps],
        parts=[names[key] for key in parts],
        tags=[names[key] for key in tags],
    )


def word(token: Token) -> str:
    """The word as a feature of the learned deciders: its lemma; figures and proper names are all alike."""
    return columns(token.doc).words[token.i]


def _word(text: str, lemma: str, proper: bool) -> str:
    if any(char.isdigit() for char in text):
        return "#"
    lemma = lemma.lower()
    return "PROPN" if proper and lemma not in _NAMED else lemma


def sentence_bounds(doc: Doc) -> tuple[tuple[int, int], ...]:
    """The sentences of a parsed Doc as (first token, end), in order."""
    return kept(doc, "sentences", _sentence_bounds, doc)


def _sentence_bounds(doc: Doc) -> tuple[tuple[int, int], ...]:
    marks = doc.to_array("SENT_START").tolist()
    starts = [index for index, mark in enumerate(marks) if mark == 1 or not index]
    return tuple(itertools.pairwise([*starts, len(doc)]))
