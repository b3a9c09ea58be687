"""A matcher for many rules whose patterns all hold a word: it looks only where such a word stands.

spaCy's Matcher tries every pattern at every token, which for lists of alternatives (``IN``) is slow. This one reads the same
compact patterns (``extractor.language.matching``), keeps those of token text, lemma and part of speech, and is some ten times faster.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractor.errors import RuleError
from extractor.language.matching import compile_pattern
from extractor.rules import Rule

_REPEATS = {None: (1, 1), "?": (0, 1), "*": (0, 30), "+": (1, 30)}
_ATTRIBUTES = ("LOWER", "LEMMA", "POS", "TAG", "DEP")
Columns = dict[str, list[str]]


@dataclasses.dataclass(frozen=True, slots=True)
class _Item:
    """One token of a pattern: ``attribute`` None means any but an end mark."""

    attribute: str | None
    values: frozenset[str]
    negated: bool
    least: int
    most: int


@dataclasses.dataclass(frozen=True, slots=True)
class _Pattern:
    """``anchor`` is the place of the token that is looked up; all before it have a fixed length."""

    rule: Rule
    items: tuple[_Item, ...]
    anchor: int


class AnchoredMatcher:
    """Runs rules over Docs like ``RuleMatcher``: labels are what the rules emit, ``id_`` the rule's id."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Args: rules: as loaded, patterns only. Raises RuleError for a pattern that holds no word or asks for an unknown attribute."""
        self.rules = {rule.id: rule for rule in rules}
        self._index: dict[tuple[str, str], list[_Pattern]] = defaultdict(list)
        for rule in self.rules.values():
            for text in rule.patterns:
                pattern = _pattern(rule, text)
                anchor = pattern.items[pattern.anchor]
                for value in sorted(anchor.values):
                    self._index[(str(anchor.attribute), value)].append(pattern)

    def __call__(self, doc: Doc) -> list[Span]:
        """All matches in order of place, the longest first where they overlap; within sentences, none in boilerplate."""
        columns = {
            "LOWER": [token.lower_ for token in doc],
            "LEMMA": [token.lemma_ for token in doc],
            "POS": [token.pos_ for token in doc],
            "TAG": [token.tag_ for token in doc],
            "DEP": [token.dep_ for token in doc],
        }
        skipped = [(block.start, block.end) for block in doc.spans.get("blocks", []) if block.label_ == "boilerplate"]
        found: list[Span] = []
        for sent in doc.sents:
            if not any(start <= sent.start < end for start, end in skipped):
                found += self._in_sentence(doc, columns, sent.start, sent.end)
        found.sort(key=lambda span: (-len(span), span.start, span.id_))
        return filter_spans(found)

    def _in_sentence(self, doc: Doc, columns: Columns, start: int, end: int) -> list[Span]:
        found = []
        for index in range(start, end):
            for attribute in ("LOWER", "LEMMA"):
                for pattern in self._index.get((attribute, columns[attribute][index]), ()):
                    for first, last in _matches(pattern, columns, index, start, end):
                        found.append(Span(doc, first, last, label=pattern.rule.emits, span_id=pattern.rule.id))
        return found


def _pattern(rule: Rule, text: str) -> _Pattern:
    items = tuple(_item(token, rule) for token in compile_pattern(text))
    for number, item in enumerate(items):
        if item.attribute in ("LOWER", "LEMMA") and not item.negated and item.least == 1:
            return _Pattern(rule, items, number)
        if item.least != item.most:
            break
    raise RuleError(f"rule {rule.id}: the pattern {text!r} must begin with a word (tokens before it have a fixed number)")


def _item(token: dict[str, Any], rule: Rule) -> _Item:
    operator = token.get("OP")
    if operator and operator.startswith("{"):
        low, _, high = operator[1:-1].partition(",")
        least, most = int(low or 0), int(high or 30)
    else:
        least, most = _REPEATS[operator]
    if "ORTH" in token:
        return _Item(None, frozenset(token["ORTH"]["NOT_IN"]), True, least, most)
    for name in _ATTRIBUTES:
        if name in token:
            value = token[name]
            return _Item(name, frozenset(value.get("IN") or value["NOT_IN"]), "NOT_IN" in value, least, most)
    raise RuleError(f"rule {rule.id}: an anchored pattern knows text, lemma, part of speech, tag and arc only")


def _fits(item: _Item, columns: Columns, index: int) -> bool:
    if item.attribute is None:
        return columns["LOWER"][index] not in item.values
    return (columns[item.attribute][index] in item.values) != item.negated


def _matches(pattern: _Pattern, columns: Columns, index: int, start: int, end: int) -> Iterable[tuple[int, int]]:
    first = index - sum(item.least for item in pattern.items[: pattern.anchor])
    if first < start:
        return []
    if not all(_fits(item, columns, first + offset) for offset, item in enumerate(pattern.items[: pattern.anchor])):
        return []
    last = _longest(pattern.items, pattern.anchor, columns, index, end)
    return [] if last is None else [(first, last)]


def _longest(items: tuple[_Item, ...], number: int, columns: Columns, index: int, end: int) -> int | None:
    """The end of the longest match of the items from ``number`` on at ``index``."""
    if number == len(items):
        return index
    item = items[number]
    taken = 0
    while taken < item.most and index + taken < end and _fits(item, columns, index + taken):
        taken += 1
    for count in range(taken, item.least - 1, -1):
        last = _longest(items, number + 1, columns, index + count, end)
        if last is not None:
            return last
    return None
