"""The nouns of ``rules/groups.yaml``: which heads name a group, which only with a word before or after them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from spacy.tokens import Token

from extractor.language import vocabulary
from extractor.language.groups_nouns import kinds
from extractor.resources import data
from extractor.rules import load_data

_RELATIVE = frozenset({"who", "whose", "with", "that"})
_CLAUSE_END = 12  # tokens of "people who had lost their jobs" that the name takes in


@functools.cache
def lexicon() -> dict[str, frozenset[str]]:
    """The plain lists. Raises RuleError where the file is no YAML."""
    return {key: frozenset(map(str, words)) for key, words in _file().items() if isinstance(words, list)}


@functools.cache
def with_word() -> dict[str, frozenset[str]]:
    """For each head that needs a word before it, the words that may stand there; ``any`` for any noun."""
    return {head: frozenset(map(str, words)) for head, words in _file()["with_word"].items()}


@functools.cache
def _file() -> dict[str, Any]:
    lists: dict[str, Any] = load_data(data("extractor.language", "rules", "groups.yaml"))
    return lists


def class_of(token: Token) -> str | None:
    """``people``, ``organisations`` or ``qualified`` (needs a word more) for a head noun; None for any other token."""
    found = _class_of(token.lemma_.lower(), token.lower_) or (_class_of(word, word) if (word := hyphenated(token)) else None)
    if found is None and token.lower_.endswith(("shop", "shops", "store", "stores")) and token.pos_ in ("NOUN", "PROPN"):
        return "organisations"
    return found or ("people" if token.pos_ in ("NOUN", "PROPN") and _does_something(token.lemma_.lower(), token.lower_) else None)


def likely(token: Token) -> str | None:
    """``likely`` for a noun that no list holds and that names people or a body in one of its commonest senses; None for any other."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN") or lemma in lexicon()["things"] or lemma in with_word():
        return None
    return "likely" if {"people", "body"} & set(kinds(lemma)) else None


def may_be_body(token: Token) -> bool:
    """Whether the noun names a body of a kind, whatever else it names ("retailer" is a person's trade too)."""
    lemma = token.lemma_.lower()
    kind = class_of(token)
    return (
        kind == "organisations"
        or lemma in lexicon()["organisations"]
        or lemma in ("firm", "company")
        or (kind is None and "body" in kinds(lemma))
    )


def tells_a_kind(token: Token) -> bool:
    """Whether a head that needs a word more still tells a little by itself: "agents", "firms", but not "users"."""
    return token.lemma_.lower() not in lexicon()["plainest"]


def hyphenated(token: Token) -> str:
    """The whole word where the token is the last part of one with a hyphen ("start-up"); empty for others."""
    doc, index = token.doc, token.i
    if index < 2 or doc[index - 1].text != "-" or doc[index - 1].whitespace_ or doc[index - 2].whitespace_:
        return ""
    return f"{doc[index - 2].lower_}-{token.lower_}"


@functools.lru_cache(maxsize=20_000)
def _class_of(lemma: str, lower: str) -> str | None:
    words = lexicon()
    for form in (lemma, lower, lower.removesuffix("s")):
        if form in words["people"]:
            return "people"
        if form in words["organisations"]:
            return "organisations"
        if form in with_word() or form in words["with_clause"]:
            return "qualified"
    return None


@functools.lru_cache(maxsize=20_000)
def _does_something(lemma: str, lower: str) -> bool:
    """Whether a plural's ending says that it names people by what they do: "mariners", "parishioners", not "he suffers"."""
    last, things = lower.rpartition("-")[2], lexicon()["things"]
    if len(last) <= 5 or not last.endswith(_endings()) or last.removesuffix("s") in things or lemma in things:
        return False
    one = last.removesuffix("s")
    return "people" in kinds(one) or not vocabulary.is_known(one)


@functools.cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(lexicon()["endings"]))


@functools.cache
def qualifying() -> frozenset[str]:
    """All words that make some head a group, "gp" and "tv" among them, which are spelled as names are."""
    return frozenset(word for words in with_word().values() for word in words)


def takes_of(token: Token, words: Sequence[Token], after: bool = False) -> bool:
    """Whether the words before (or the thing after "of") make a head that needs one a group.

    Args: token: the head; words: its qualifiers, or the noun after "of"; after: that they follow.
    """
    lemma = token.lemma_.lower()
    if after:
        return lemma in lexicon()["with_of"] and words[0].pos_ in ("NOUN", "PROPN") and words[0].tag_ in ("NNS", "NNPS")
    allowed = with_word().get(lemma) or with_word().get(token.lower_.removesuffix("s"), frozenset())
    said = [word for word in words if word.is_alpha]
    if "noun" in allowed and any(_is_kind(word) for word in said):
        return True
    if "any" in allowed:
        return any(word.pos_ in ("NOUN", "ADJ", "PROPN") for word in said)
    joined = {"-".join(word.lower_ for word in words if word.text != "-")}
    return bool({form for word in said for form in (word.lower_, word.lemma_.lower())} & allowed or joined & allowed)


def _is_kind(word: Token) -> bool:
    """Whether a noun before "users" or "customers" tells of what kind they are; a capital counts at a sentence's start alone."""
    return (word.pos_ == "NOUN" or (word.pos_ == "PROPN" and bool(word.is_sent_start))) and word.lower_ not in lexicon()["plain"]


def names_nothing(token: Token) -> bool:
    """Whether a word before a head tells nothing of its kind: "many", "affected", "stranded"."""
    return token.lower_ in lexicon()["vague"] or token.like_num or (token.pos_ in ("DET", "PRON", "NUM") and token.text != "IT")


def generic_with_clause(token: Token) -> int:
    """The end of "people who had lost their jobs"; just after the head for anything else."""
    end = token.i + 1
    doc = token.doc
    if token.lower_ not in lexicon()["with_clause"] or end >= len(doc):
        return end
    if doc[end].lower_ == "with":
        objects = [child for child in doc[end].children if child.dep_ == "pobj"]
        return objects[0].i + 1 if objects else end
    return end
