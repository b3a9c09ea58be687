"""The noun that a number counts, and what kind of count that makes."""

from __future__ import annotations

import dataclasses
import functools
import re

from spacy.tokens import Doc, Token

from extractor.resources import data
from extractor.rules import load_data

KINDS = ("reports", "users", "devices", "organisations", "transactions", "flights", "sites", "locations", "requests", "other")
_SKIPPED = frozenset(
    {
        "the",
        "its",
        "their",
        "those",
        "these",
        "his",
        "her",
        "our",
        "them",
        "such",
        "all",
        "another",
        "other",
        "more",
        "further",
        "so",
        "or",
        "odd",
        "different",
    }
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE_NOUN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV"})
PEOPLES = ("ians", "eans", "icans", "landers")  # "Canadians", "New Zealanders"
_REACH = 8


@dataclasses.dataclass(frozen=True, slots=True)
class Unit:
    """The noun as written ("voice calls"), the lexicon's class for it (None where it has none), and the tokens that it takes."""

    text: str
    group: str | None
    start: int
    end: int


@functools.cache
def lexicon() -> dict[str, frozenset[str]]:
    """The word lists of ``rules/counts_units.yaml``. Raises RuleError where the file is no YAML."""
    lists: dict[str, list[str]] = load_data(data("extractor.language", "rules", "counts_units.yaml"))
    return {key: frozenset(words) for key, words in lists.items()}


@functools.cache
def _groups() -> dict[str, str]:
    """Each noun's first list, in the order of the file."""
    lists: dict[str, list[str]] = load_data(data("extractor.language", "rules", "counts_units.yaml"))
    groups: dict[str, str] = {}
    for key, words in lists.items():
        for word in words if key not in ("tally", "trackers") else ():
            groups.setdefault(word, key)
    return groups


@functools.cache
def tracker() -> re.Pattern[str]:
    """Finds a complaint tracker in a text."""
    return re.compile(r"(?i)\b(?:" + "|".join(re.escape(word) for word in sorted(lexicon()["trackers"], key=len, reverse=True)) + r")")


def group_of(token: Token, before: Token | None = None) -> str | None:
    """The lexicon's list that the noun stands in, its compound with the word before it first; None where it stands in none."""
    groups = _groups()
    lemma = token.lemma_.lower()
    if before is not None and (found := groups.get(f"{before.lower_} {lemma}") or groups.get(f"{before.lower_} {token.lower_}")):
        return found
    found = groups.get(lemma) or groups.get(token.lower_) or groups.get(token.lower_.rstrip("s"))
    return "users" if found is None and token.text[:1].isupper() and token.lower_.endswith(PEOPLES) else found


def unit_after(doc: Doc, end: int) -> Unit | None:
    """The noun that a number ending before token ``end`` counts: "75 [domestic flights]", "85% of [Fastly's network]"."""
    start = _noun_phrase(doc, end)
    stop = min(len(doc), start + _REACH)
    last = -1
    for index in range(start, stop):
        token = doc[index]
        if token.is_sent_start and index > end:
            break
        if _is_noun(token):
            last = index
        elif last >= 0 or not _modifies(token):
            if last >= 0 and index > start and doc[index - 1].text == "-":  # "self-employed people"
                continue
            if last >= 0 and token.text in ("-", "'s", "’s", "'", "’") and index + 1 < stop:
                continue
            break
    if last < 0:
        return None
    return Unit(doc[start : last + 1].text, group_of(doc[last], doc[last - 1] if last > start else None), start, last + 1)


def _noun_phrase(doc: Doc, index: int) -> int:
    """The token at which the noun phrase starts, past "of the", "more", "or so"."""
    passed = 0
    while (
        index < len(doc)
        and passed < 4
        and (doc[index].lower_ in _SKIPPED or (passed < 2 and doc[index].lower_ == "of") or doc[index].text in ("*", "**"))
    ):
        index += 1
        passed += 1
    return index


def _is_noun(token: Token) -> bool:
    if token.pos_ in _NOUNS:
        return True
    return token.pos_ in ("ADJ", "VERB", "X") and group_of(token) not in (None, "time", "never") and token.tag_ in ("NNS", "NN", "VBZ")


def _modifies(token: Token) -> bool:
    return token.pos_ in _BEFORE_NOUN or token.tag_ in ("VBG", "VBN", "JJ") or token.text in ("-", "–", "'s", "’s", ",")
