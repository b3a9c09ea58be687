"""Whether a number measures the incident: the rules of ``rules/counts.yaml``, over sentences in which counts and cues are marked.

A sentence is rewritten in lower case, the count in question as §, other counts as ¤, and ‡ before each word of harm or recovery, so
that a rule reads "‡affected §" or "§ were ‡restored" whatever the number and its noun are.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from spacy.tokens import Span

from extractor.errors import RuleError
from extractor.language.counts_units import lexicon
from extractor.language.rule_component import rules_of
from extractor.resources import data
from extractor.rules import Rule, load_data

DECISIONS = frozenset({"extent", "reports", "size", "length", "within", "other"})
_DOTTED_TIME = re.compile(r"\b(\d{1,2})\.(\d\d)(?=\s?[ap]\.?m\b)")  # its full stop ends no clause
_CONVERTED = re.compile(r"§ ?\(¤\)|¤ ?\(§\)")  # one sum in two currencies
FILES = {"count": "counts.yaml", "duration": "counts_durations.yaml"}


@dataclasses.dataclass(frozen=True, slots=True)
class Measure:
    """A rule with its regexes compiled; ``kinds`` are the kinds of count that it is for, empty for all."""

    rule: Rule
    kinds: frozenset[str]
    regexes: tuple[re.Pattern[str], ...]

    def fits(self, text: str, kind: str) -> bool:
        """Whether a regex finds its pattern; one that does not ask for ‡ sees none."""
        if self.kinds and kind not in self.kinds:
            return False
        plain = text.replace("‡", "")
        return any(regex.search(text if "‡" in regex.pattern else plain) for regex in self.regexes)


class MarkedSentence:
    """One sentence with its counts, to be read once for each of them."""

    def __init__(self, sentence: Span, counts: Sequence[tuple[int, int]]) -> None:
        """Args: sentence: any; counts: their offsets in the document, in order."""
        self._text = sentence.text.lower()
        start = sentence.start_char
        self._counts = [(first - start, last - start) for first, last in counts]
        self._cues = [match.start() for match in _cues().finditer(self._text)]
        if len(self._text) != sentence.end_char - start:  # a letter whose lower case is two characters
            self._text, self._cues = sentence.text, []

    def around(self, number: int) -> str:
        """The sentence as the rules read it, for the count of that number."""
        marks = [(first, last, "§" if index == number else "¤") for index, (first, last) in enumerate(self._counts)]
        marks += [(self._outside(cue), self._outside(cue), "‡") for cue in self._cues]  # "nine affected services" is "§‡"
        parts, at = [], 0
        for first, last, symbol in sorted(marks, key=lambda mark: (mark[1], mark[0])):
            parts += [self._text[at:first], symbol]
            at = max(at, last)
        parts.append(self._text[at:])
        text = " ".join("".join(parts).replace("*", "").replace("’", "'").split())
        return _CONVERTED.sub("§", _DOTTED_TIME.sub(r"\1:\2", text))

    def _outside(self, cue: int) -> int:
        return next((last for first, last in self._counts if first <= cue < last), cue)


@functools.cache
def _lists() -> dict[str, str]:
    words: dict[str, list[str]] = load_data(data("extractor.language", "rules", "counts_words.yaml"))
    lists = {key: "|".join(entries) for key, entries in words.items()}
    return {**lists, "tracker": "|".join(map(re.escape, sorted(lexicon()["trackers"])))}


@functools.cache
def _cues() -> re.Pattern[str]:
    """Where a word of harm or of recovery begins."""
    return re.compile(rf"\b(?:{_lists()['harm']}|{_lists()['recovery']})(?<=\w)(?!\w)")


@functools.cache
def measures(what: str = "count") -> tuple[Measure, ...]:
    """The rules for ``count`` or ``duration`` in order. Raises RuleError where a regex does not compile or names an unknown list."""
    return tuple(
        Measure(rule, frozenset(rule.options.get("kinds", ())), tuple(_compiled(text, rule) for text in rule.regexes))
        for rule in rules_of(FILES[what])
    )


def _compiled(text: str, rule: Rule) -> re.Pattern[str]:
    try:
        return re.compile(re.sub(r"<([a-z]+)>", lambda name: f"(?:{_lists()[name[1]]})", text))
    except (re.error, KeyError) as error:
        raise RuleError(f"rule {rule.id}: bad regex {text!r}: {error}") from error


def decide(text: str, kind: str) -> tuple[str, str] | None:
    """What the first fitting rule says: (what it emits, its id); None where none fits.

    Args: text: as ``MarkedSentence.around`` gives it; kind: the count's, or ``duration``.
    """
    rules = measures("duration" if kind == "duration" else "count")
    return next(((m.rule.emits, m.rule.id) for m in rules if m.rule.emits in DECISIONS and m.fits(text, kind)), None)


def has(role: str, text: str, kind: str) -> bool:
    """Whether a rule of that role (``peak``, ``estimate``, ``provisional``, ``correction``) fits the sentence."""
    return any(m.rule.emits == role and m.fits(text, kind) for m in measures())
