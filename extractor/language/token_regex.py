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

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from extractor.errors import RuleError
from extractor.resources import data
from extractor.rules import Rule, load_data

WordSets = Mapping[str, Sequence[str]]

_TOKEN = re.compile(r"(?P<no>~)?(?P<body>\{TAG:[\w|$]+\}|<[\w|]+>|_|#|[^\s?*+{}]+)(?P<op>[?*+]|\{\d*,\d*\})?")
_PIECE = re.compile(r"n't\b|'s\b|\w+|[^\w\s]")
_END_MARKS = frozenset(".!?")
WIDTH = 4  # characters a token: text, lemma, tag, part of speech
# Four ranges that never meet keep every match aligned with the tokens; the rest of the plane is not used.
_TEXT, _LEMMA, _TAG, _POS, _END = 0x1000, 0x5000, 0x9000, 0x9800, 0xA000
_ANY_TEXT = f"[{chr(_TEXT)}-{chr(_LEMMA - 1)}]"


class Alphabet:
    """One character for each word that a rule names, in each of the four roles; all other words share one."""

    def __init__(self) -> None:
        self._chars: dict[int, dict[str, str]] = {base: {} for base in (_TEXT, _LEMMA, _TAG, _POS)}
        self._written: dict[tuple[int, ...], str] = {}

    def char(self, base: int, word: str) -> str:
        """The character of a word, a new one where the rules name it for the first time."""
        chars = self._chars[base]
        return chars.setdefault(word, chr(base + 2 + len(chars)))

    def text(self, word: str) -> str:
        return self.char(_TEXT, word)

    def lemma(self, word: str) -> str:
        return self.char(_LEMMA, word)

    def write(self, doc: Doc) -> str:
        """The Doc as a string, four characters a token."""
        keys = map(tuple, doc.to_array(["LOWER", "LEMMA", "TAG", "POS"]).tolist())
        written = self._written
        return "".join([written.get(key) or written.setdefault(key, self._write(token)) for key, token in zip(keys, doc, strict=True)])

    def _write(self, token: Token) -> str:
        lower = token.lower_.replace("’", "'")
        end = lower in _END_MARKS
        text = chr(_END) if end else self._chars[_TEXT].get(lower, chr(_TEXT + (1 if token.like_num else 0)))
        lemma = self._chars[_LEMMA].get(token.lemma_.lower().replace("’", "'"), chr(_LEMMA))
        return text + lemma + self._chars[_TAG].get(token.tag_, chr(_TAG)) + self._chars[_POS].get(token.pos_, chr(_POS))


class Compiler:
    """Turns patterns into regular expressions over one alphabet."""

    def __init__(self, sets: WordSets) -> None:
        self.alphabet = Alphabet()
        self._sets = sets

    def pattern(self, pattern: str) -> tuple[str, frozenset[str]]:
        """The regular expression of a pattern, and the characters of which a match must hold one (empty: it may hold any).

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
        return "".join(parts), min(needed, key=len, default=frozenset())

    def _token(self, body: str, negated: bool, pattern: str) -> tuple[str, frozenset[str]]:
        if body == "_":
            return f"{_ANY_TEXT}...", frozenset()
        if body == "#":
            return f"{chr(_TEXT + 1)}...", frozenset()
        if body[0] in "<{" and len(body) > 1:
            return self._class(body, negated), frozenset()
        alternatives = [self._phrase(entry) for entry in self._entries(body, pattern)]
        expression = self._join(alternatives)
        if negated:
            return f"(?!{expression}){_ANY_TEXT}...", frozenset()
        return expression, frozenset(char for alternative in alternatives for char in alternative[0] if char)

    def _class(self, body: str, negated: bool) -> str:
        base, names = (_POS, body[1:-1]) if body[0] == "<" else (_TAG, body[5:-1])
        chars = "".join(self.alphabet.char(base, name) for name in names.split("|"))
        place = f"[{'^' if negated else ''}{chars}]"
        return f"{_ANY_TEXT}.{place}." if base == _TAG else f"{_ANY_TEXT}..{place}"

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
        return [(self.alphabet.text(w) if sort != "@" else "", self.alphabet.lemma(w) if sort else "") for w in words]

    def _join(self, alternatives: Iterable[list[tuple[str, str]]]) -> str:
        """Single words share character classes, phrases are alternatives of their own, the longest first."""
        entries = list(alternatives)
        single = [entry[0] for entry in entries if len(entry) == 1]
        phrases = sorted(("".join(_word([w]) for w in entry) for entry in entries if len(entry) > 1), key=lambda p: (-len(p), p))
        options = [*phrases, *([_word(single)] if single else [])]
        return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"


def _word(words: Sequence[tuple[str, str]]) -> str:
    texts, lemmas = "".join(sorted({w[0] for w in words if w[0]})), "".join(sorted({w[1] for w in words if w[1]}))
    options = [f"[{texts}]..." if texts else "", f"{_ANY_TEXT}[{lemmas}].." if lemmas else ""]
    found = [option for option in options if option]
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


class TokenRules:
    """Runs rules over Docs; spans are labelled with what the rule emits, their ``id_`` is the rule's id."""

    def __init__(self, rules: Iterable[Rule], sets: WordSets, *, keep_all: bool = False) -> None:
        """Args: rules: as loaded, patterns only; sets: named word sets; keep_all: overlapping matches of one label too.

        Raises: RuleError for a pattern that does not compile.
        """
        self._keep_all = keep_all
        self.rules = {rule.id: rule for rule in rules}
        compiler = Compiler(sets)
        self._alphabet = compiler.alphabet
        self._by_char: dict[str, list[tuple[Rule, str]]] = defaultdict(list)
        for rule in self.rules.values():
            for pattern in rule.patterns:
                expression, needed = compiler.pattern(pattern)
                if not needed:
                    raise RuleError(f"rule {rule.id}: the pattern {pattern!r} names no word that a match must hold")
                for char in sorted(needed):
                    self._by_char[char].append((rule, expression))

    def __call__(self, doc: Doc) -> list[Span]:
        """All matches in order of place; of one label the longest where they overlap; none in boilerplate."""
        written = self._alphabet.write(doc)
        skipped = [(span.start, span.end) for span in doc.spans.get("blocks", []) if span.label_ == "boilerplate"]
        found: list[Span] = []
        for start, end in _sentences(doc):
            if not any(a <= start < b for a, b in skipped):
                found += self._matches(doc, written, start, end)
        return found if self._keep_all else _longest(found)

    def _matches(self, doc: Doc, written: str, start: int, end: int) -> Iterator[Span]:
        by_char = self._by_char
        tried: set[tuple[str, str]] = set()
        for char in sorted(set(written[start * WIDTH : end * WIDTH]) & by_char.keys()):
            for rule, expression in by_char[char]:
                if (rule.id, expression) in tried:
                    continue
                tried.add((rule.id, expression))
                regex = _compiled(expression)
                for match in regex.finditer(written, start * WIDTH, end * WIDTH):
                    first, last = match.span("span" if "span" in regex.groupindex else 0)
                    yield Span(doc, first // WIDTH, last // WIDTH, label=rule.emits, span_id=rule.id)


@functools.cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for token in doc:
        if token.i and token.is_sent_start:
            yield start, token.i
            start = token.i
    if len(doc):
        yield start, len(doc)


def _longest(found: list[Span]) -> list[Span]:
    found.sort(key=lambda span: (-len(span), span.start, span.id_))
    kept: list[Span] = []
    for span in found:
        if not any(span.label == other.label and span.start < other.end and other.start < span.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: (span.start, span.end, span.label_, span.id_))


def word_sets() -> WordSets:
    """The named word sets of ``rules/words.yaml``."""
    sets: WordSets = load_data(data("extractor.language", "rules", "words.yaml"))
    return sets
