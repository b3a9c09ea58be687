"""Rules to spaCy: the compact pattern language, and a matcher that runs rules over a Doc.

A pattern is tokens separated by blanks, each compiled to one spaCy Matcher token:

======================  =====================================================
``word`` ``a|b``        the lower-case text is the word, or one of them
``@be`` ``@go|@come``   the lemma is this, or one of them
``<NOUN>`` ``<NOUN|PROPN>``  coarse part of speech
``{DEP:nsubj}`` ``{TAG:VBD|VBN}``  any other token attribute, one value or several
``#``                   like a number
``_``                   any token but a sentence's end mark
``~x``                  not x (text, lemma or class)
suffix ``?`` ``*`` ``+`` ``{2,4}``  how often
======================  =====================================================

Alternatives of one token must be of one sort (all text or all lemmas). Matches never cross a sentence or a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from extractor.errors import RuleError
from extractor.rules import Rule

_TOKEN = re.compile(r"(?P<no>~)?(?P<body>\{\w+:[^}]+\}|<[\w|]+>|_|#|[^\s?*+{}]+)(?P<op>[?*+]|\{\d*,\d*\})?")
_END_MARKS = [".", "!", "?"]


def compile_pattern(pattern: str) -> list[dict[str, Any]]:
    """One compact pattern as a spaCy Matcher pattern. Raises RuleError where a token cannot be read."""
    return [_token(word, pattern) for word in pattern.split()]


def _token(word: str, pattern: str) -> dict[str, Any]:
    parsed = _TOKEN.fullmatch(word)
    if not parsed:
        raise RuleError(f"pattern {pattern!r}: cannot read the token {word!r}")
    attributes = _attributes(parsed["body"], parsed["no"] is not None)
    return attributes | ({"OP": parsed["op"]} if parsed["op"] else {})


def _attributes(body: str, negated: bool) -> dict[str, Any]:
    if body == "_":
        return {"ORTH": {"NOT_IN": _END_MARKS}, "IS_SPACE": False}
    if body == "#":
        return {"LIKE_NUM": not negated}
    if body.startswith("{"):
        name, values = body[1:-1].split(":", 1)
    elif body.startswith("<"):
        name, values = "POS", body[1:-1]
    elif body.startswith("@"):
        name, values = "LEMMA", body.replace("@", "")
    else:
        name, values = "LOWER", body
    if negated:
        return {name: {"NOT_IN": values.split("|")}, "IS_SPACE": False}
    return {name: {"IN": values.split("|")}}


class RuleMatcher:
    """Runs rules over Docs; spans come labelled with what the rule emits, their ``id_`` is the rule's id."""

    def __init__(self, vocab: Vocab, rules: Iterable[Rule]) -> None:
        """Args: vocab: the pipeline's; rules: as loaded. Raises RuleError for a pattern or regex that does not compile."""
        self.rules = {rule.id: rule for rule in rules}
        self._matcher = Matcher(vocab, validate=False)
        self._regexes: list[tuple[re.Pattern[str], Rule]] = []
        for rule in self.rules.values():
            if rule.patterns:
                self._matcher.add(rule.id, [compile_pattern(p) for p in rule.patterns], greedy="LONGEST")
            self._regexes += [(_regex(text, rule), rule) for text in rule.regexes]

    def __call__(self, doc: Doc) -> list[Span]:
        """All matches in order of place, the longest first where they overlap; none in boilerplate."""
        skipped = [(s.start, s.end) for s in doc.spans.get("blocks", []) if s.label_ == "boilerplate"]
        found = [span for span in self._candidates(doc) if _within_one_sentence(span) and not _inside(span, skipped)]
        found.sort(key=lambda span: (-len(span), span.start, span.id_))
        return filter_spans(found)

    def _candidates(self, doc: Doc) -> Iterator[Span]:
        strings = doc.vocab.strings
        for key, start, end in self._matcher(doc):
            rule = self.rules[strings[key]]
            yield Span(doc, start, end, label=rule.emits, span_id=rule.id)
        for regex, rule in self._regexes:
            for match in regex.finditer(doc.text):
                group = "span" if "span" in regex.groupindex else 0
                span = doc.char_span(*match.span(group), label=rule.emits, span_id=rule.id, alignment_mode="expand")
                if span is not None and len(span):
                    yield span


def _regex(text: str, rule: Rule) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise RuleError(f"rule {rule.id}: bad regex {text!r}: {error}") from error


def _within_one_sentence(span: Span) -> bool:
    return not any(token.is_sent_start for token in span[1:])


def _inside(span: Span, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= span.start < end for start, end in stretches)
