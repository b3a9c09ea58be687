"""The words of generic services: which can head one, which say nothing about which."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from extractor.resources import data
from extractor.rules import load_data


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The lists of ``rules/names_generic.yaml``. Raises RuleError where the file is no YAML."""
    lists: dict[str, list[Any]] = load_data(data("extractor.language", "rules", "names_generic.yaml"))
    return {key: frozenset(str(word) for word in values) for key, values in lists.items()}


@lru_cache(maxsize=1)
def _phrase_heads() -> frozenset[str]:
    return frozenset(phrase.split()[-1].split("-")[-1] for phrase in words()["phrases"])


@lru_cache(maxsize=1)
def candidates() -> frozenset[int]:
    """The hashes of all words, singular and plural, at which a generic service's head can begin."""
    lists = words()
    heads = (
        {re.split(r"[ -]|(?<=\d)(?=[a-z])", word)[0] for key in ("alone", "modified", "weak", "numbers") for word in lists[key]}
        | _phrase_heads()
        | lists["itself"]
    )
    heads |= lists["alone"] | lists["modified"] | lists["weak"]
    plural = {
        f"{word[:-1]}ies" if word.endswith("y") else f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s" for word in heads
    }
    return frozenset(get_string_id(word) for word in heads | plural)


def head_of(token: Token) -> str:
    return token.lower_ if token.lower_ in words()["alone"] else token.lemma_.lower()


def pair_at(doc: Doc, token: Token, taken: set[int]) -> str | None:
    """Heads of two words, with or without a hyphen: "check-in", "call centre"."""
    if token.i + 1 >= len(doc) or token.i + 1 in taken:
        return None
    second = doc[token.i + 1]
    if second.text == "-" and not token.whitespace_ and token.i + 2 < len(doc):
        joined = f"{token.lower_}-{doc[token.i + 2].lemma_.lower()}"
    else:
        joined = f"{token.lower_} {second.lemma_.lower()}" if token.whitespace_ else f"{token.lower_}{second.lower_}"
    return joined if joined in words()["alone"] or joined in words()["modified"] else None


def is_phrase(doc: Doc, start: int, end: int) -> bool:
    text = (doc[start : end - 1].text_with_ws + doc[end - 1].lemma_).lower()
    known = words()["phrases"]
    return text in known or doc[start:end].text.lower() in known or ("-" in text and text.replace("-", " ") in known)


def ends_phrase(doc: Doc, index: int) -> bool:
    return doc[index].lemma_.lower() in _phrase_heads() and any(
        is_phrase(doc, index - count, index + 1) for count in range(4) if index >= count
    )


def has_content(doc: Doc, start: int, end: int) -> bool:
    return any(token.lower_ not in words()["empty_modifiers"] and token.is_alpha for token in doc[start : end - 1])
