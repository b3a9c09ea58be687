"""Rules over tokens, fast: a Doc becomes a string of four characters a token, a rule one regular expression over it.

spaCy's Matcher tries every pattern at every token: some 0.3 microseconds each, so that 500 patterns cost more than the model.
Here the rules are compiled to Python's regular expressions and tried only in sentences that hold one of their rarest words.

A pattern is tokens separated by blanks:

======================  =====================================================
``word`` ``a|b``        the lower-case text is the word, or one of them
``@be`` ``@go|@come``   the lemma is this, or one of them
``$name``               one of a named set of words and phrases, each by text or by lemma
``went_dark|failed``    a phrase among alternatives is joined by ``_``
``<NOUN|PROPN>``        coarse part of speech; ``{TAG:VBD|VBN}`` the fine one
``#``                   like a number
``_``                   any token but a sentence's end mark
``~x``                  not x
suffix ``?`` ``*`` ``+`` ``{2,4}``  how often
``[`` ``]``             on their own, they mark what the span covers
======================  =====================================================

Matches never cross a sentence or a block.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span

from extractor.errors import RuleError
from extractor.language.token_alphabet import ANY_NUMBER, ANY_TEXT, WIDTH, Alphabet, Stretch
from extractor.resources import data
from extractor.rules import Rule, load_data

WordSets = Mapping[str, Sequence[str]]

_TOKEN = re.compile(r"(?P<no>~)?(?P<body>\{TAG:[\w|$]+\}|<[\w|]+>|_|#|[^\s?*+{}]+)(?P<op>[?*+]|\{\d*,\d*\})?")
_PIECE = re.compile(r"n't\b|'s\b|\w+|[^\w\s]")
_ALPHABET = Alphabet()  # of all rules in the process


class Compiler:
    """Turns patterns into regular expressions over one alphabet."""

    def __init__(self, sets: WordSets, alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._sets = sets

    def pattern(self, pattern: str) -> tuple[str, list[frozenset[str]]]:
        """The regular expression of a pattern, and sets of characters: a match holds one of each, the smallest set first.

        Raises: RuleError where a token cannot be read or a set is unknown.
        """
        parts: list[str] = []
        needed: list[frozenset[str]] = []
        for word in pattern.split():
            if word in "[]":
                parts.append("(?P<span>" if word == "[" else ")")
                continue
            parsed = _TOKEN.fullmatch(word)
            if not parsed:
                raise RuleError(f"pattern {pattern!r}: cannot read the token {word!r}")
            expression, chars = self._token(parsed["body"], parsed["no"] is not None, pattern)
            operator = parsed["op"] or ""
            parts.append(f"(?:{expression}){operator}" if operator else expression)
            if chars and operator in ("", "+"):
                needed.append(chars)
        return "".join(parts), sorted(set(needed), key=lambda chars: (len(chars), min(chars)))

    def _token(self, body: str, negated: bool, pattern: str) -> tuple[str, frozenset[str]]:
        if body == "_":
            return f"{ANY_TEXT}...", frozenset()
        if body == "#":
            return f"{ANY_NUMBER}...", frozenset()
        if body[0] in "<{" and len(body) > 1:
            return self._class(body, negated), frozenset()
        alternatives = [self._phrase(entry) for entry in self._entries(body, pattern)]
        expression = self._join(alternatives)
        if negated:
            return f"(?!{expression}){ANY_TEXT}...", frozenset()
        return expression, frozenset(char for alternative in alternatives for char in alternative[0] if char)

    def _class(self, body: str, negated: bool) -> str:
        coarse = body[0] == "<"
        names, char = (body[1:-1], self._alphabet.pos) if coarse else (body[5:-1], self._alphabet.tag)
        place = f"[{'^' if negated else ''}{''.join(map(char, names.split('|')))}]"
        return f"{ANY_TEXT}..{place}" if coarse else f"{ANY_TEXT}.{place}."

    def _entries(self, body: str, pattern: str) -> Iterator[str]:
        for entry in body.split("|"):
            if entry.startswith("$") and len(entry) > 1:
                if entry[1:] not in self._sets:
                    raise RuleError(f"pattern {pattern!r}: no word set {entry!r}; add it to the lexicon")
                yield from (f"${word}" for word in self._sets[entry[1:]])
            else:
                yield entry or "|"

    def _phrase(self, entry: str) -> list[tuple[str, str]]:
        """The words of an entry as (text character or none, lemma character or none)."""
        sort = entry[0] if entry[0] in "@$" and len(entry) > 1 else ""
        words = _PIECE.findall(entry.removeprefix(sort).replace("_", " ").lower())
        return [(self._alphabet.text(w) if sort != "@" else "", self._alphabet.lemma(w) if sort else "") for w in words]

    def _join(self, alternatives: Iterable[list[tuple[str, str]]]) -> str:
        """Single words share character classes, phrases are alternatives of their own, the longest first.

        A look at the first words of all goes before phrases: else each would be tried at every place.
        """
        entries = list(alternatives)
        single = [entry[0] for entry in entries if len(entry) == 1]
        phrases = sorted(("".join(_word([w]) for w in entry) for entry in entries if len(entry) > 1), key=lambda p: (-len(p), p))
        options = [*phrases, *([_word(single)] if single else [])]
        return options[0] if len(options) == 1 else f"(?={_word([entry[0] for entry in entries])})(?:{'|'.join(options)})"


def _word(words: Sequence[tuple[str, str]]) -> str:
    texts, lemmas = "".join(sorted({w[0] for w in words if w[0]})), "".join(sorted({w[1] for w in words if w[1]}))
    options = [f"[{texts}]..." if texts else "", f"{ANY_TEXT}[{lemmas}].." if lemmas else ""]
    found = [option for option in options if option]
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


@dataclasses.dataclass(frozen=True, slots=True)
class _Pattern:
    """One pattern of a rule, by its regular expression, and what stands in every sentence that it matches: one of each set."""

    rule: Rule
    expression: str
    needed: tuple[frozenset[str], ...]


class _Sieve:
    """Leaves the patterns that can match a sentence, from the characters in it.

    A set of patterns is a whole number with a bit for each. What patterns need is asked by rank: the smallest set of each, then the
    second of those that have two, and so on; the numbers of all ranks stand side by side in one.
    """

    def __init__(self, patterns: Sequence[_Pattern]) -> None:
        self._patterns = patterns
        self._ranks = max((len(pattern.needed) for pattern in patterns), default=0)
        self._by_char: dict[str, int] = defaultdict(int)
        self._free = 0  # patterns that have no set of a rank
        for number, pattern in enumerate(patterns):
            for rank in range(self._ranks):
                bit = 1 << (rank * len(patterns) + number)
                if rank >= len(pattern.needed):
                    self._free |= bit
                for char in pattern.needed[rank] if rank < len(pattern.needed) else ():
                    self._by_char[char] |= bit
        self._known = frozenset(self._by_char)

    def __call__(self, chars: frozenset[str]) -> Iterator[_Pattern]:
        """The patterns that find among these characters one of each set that they need, in their order."""
        found = self._free
        for char in chars & self._known:
            found |= self._by_char[char]
        left = (1 << len(self._patterns)) - 1
        for rank in range(self._ranks):
            left &= found >> (rank * len(self._patterns))
        while left:
            lowest = left & -left
            yield self._patterns[lowest.bit_length() - 1]
            left ^= lowest


class TokenRules:
    """Runs rules over Docs; spans are labelled with what the rule emits, their ``id_`` is the rule's id."""

    def __init__(self, rules: Iterable[Rule], sets: WordSets, *, keep_all: bool = False) -> None:
        """Args: rules: as loaded, patterns only; sets: named word sets; keep_all: overlapping matches of one label too.

        Raises: RuleError for a pattern that does not compile.
        """
        self._keep_all = keep_all
        self.rules = {rule.id: rule for rule in rules}
        self._sieve = _Sieve(list(self._patterns(Compiler(sets, _ALPHABET))))

    def _patterns(self, compiler: Compiler) -> Iterator[_Pattern]:
        for rule in self.rules.values():
            for pattern in rule.patterns:
                expression, needed = compiler.pattern(pattern)
                if not needed:
                    raise RuleError(f"rule {rule.id}: the pattern {pattern!r} names no word that a match must hold")
                yield _Pattern(rule, expression, tuple(needed))

    def __call__(self, doc: Doc) -> list[Span]:
        """All matches in order of place; of one label the longest where they overlap; none in boilerplate."""
        written = _ALPHABET.write(doc)
        found = [span for sentence in written.sentences for span in self._matches(doc, written.text, sentence)]
        return found if self._keep_all else _longest(found)

    def _matches(self, doc: Doc, written: str, sentence: Stretch) -> Iterator[Span]:
        for pattern in self._sieve(sentence.chars):
            regex, rule = _compiled(pattern.expression), pattern.rule
            for match in regex.finditer(written, sentence.start, sentence.end):
                first, last = match.span("span" if "span" in regex.groupindex else 0)
                yield Span(doc, first // WIDTH, last // WIDTH, label=rule.emits, span_id=rule.id)


@functools.cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _longest(found: list[Span]) -> list[Span]:
    found.sort(key=lambda span: (-len(span), span.start, span.id_))
    kept: list[Span] = []
    taken: dict[int, set[int]] = defaultdict(set)  # tokens, by label
    for span in found:
        if taken[span.label].isdisjoint(range(span.start, span.end)):
            taken[span.label].update(range(span.start, span.end))
            kept.append(span)
    return sorted(kept, key=lambda span: (span.start, span.end, span.label_, span.id_))


def word_sets() -> WordSets:
    """The named word sets of ``rules/words.yaml``."""
    sets: WordSets = load_data(data("extractor.language", "rules", "words.yaml"))
    return sets
