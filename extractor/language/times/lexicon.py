"""The rule files, read and checked: ``data/words.yaml`` is the vocabulary, every other file a list of rules.

A pattern is a regular expression in which ``{month}`` stands for any word of that class (as the named group ``month``;
``{month2}`` for a second one), ``{number}`` for a number and a blank for blanks. ``first`` names the classes or words
(``=month`` for a word that is a class's name too) that the match can start with: the recogniser looks at no rule whose
first word isn't there.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import yaml

from extractor.errors import RuleError
from extractor.language.times.numbers import NUMBER_PATTERN, YEAR_WORDS_PATTERN, number_first_words
from extractor.resources import data

FILES = ("dates", "clocks", "days", "periods", "durations", "sets", "vague")
MAKES = frozenset(
    {
        "calendar",
        "offset",
        "amount",
        "window",
        "vague-amount",
        "vague-offset",
        "bare-amount",
        "compact",
        "set",
        "vague",
        "era",
        "large-amount",
    }
)
CASES = frozenset({"title", "title-month", "upper", "lower"})
_KEYS = frozenset(
    {"id", "first", "pattern", "make", "value", "case", "the", "quote", "style", "direction", "from", "edge"}
    | {"before", "not_before", "after", "not_after", "examples", "rejects"}
)
_WINDOW = 48


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks for and which production (``make``) turns its groups into a meaning."""

    id: str
    pattern: re.Pattern[str]
    first: frozenset[str]
    make: str
    examples: tuple[str, ...]
    rejects: tuple[str, ...]
    value: str = ""
    case: str | None = None
    the: bool = False
    quote: bool = False
    style: str | None = None
    direction: int = 0
    anchor: str = "published"
    edge: str | None = None
    before: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None

    def fits(self, text: str, match: re.Match[str]) -> bool:
        """Do the words around the match allow it?"""
        if self.before is None and self.not_before is None and self.after is None and self.not_after is None:
            return True
        left = text[max(0, match.start() - _WINDOW) : match.start()]
        if (self.before and not self.before.search(left)) or (self.not_before and self.not_before.search(left)):
            return False
        if self.after and not self.after.match(text, match.end()):
            return False
        return not (self.not_after and self.not_after.match(text, match.end()))


Words = Mapping[str, Mapping[str, Any]]


@dataclasses.dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary, and the rules by the folded word that they can start with; ``#`` stands for figures."""

    words: Words
    rules: tuple[Rule, ...]
    index: Mapping[str, tuple[Rule, ...]]


@functools.cache
def lexicon() -> Lexicon:
    """The packaged rules, read once. Raises RuleError where a file is malformed."""
    words = read_words()
    rules = tuple(rule for name in FILES for rule in read_rules(name, words))
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise RuleError(f"times: rule id {rule_id!r} is used twice; give each rule its own")
    return Lexicon(words, rules, _index(rules))


def load(name: str) -> Any:
    """The content of ``data/NAME.yaml``. Raises RuleError where it is no YAML."""
    try:
        return yaml.load(data("extractor.language.times", "data", f"{name}.yaml").read_text("utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise RuleError(f"times/data/{name}.yaml: not readable as YAML ({' '.join(str(error).split())})") from error


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def read_words() -> Words:
    """The vocabulary: class → word → value. Raises RuleError where a class is no mapping."""
    classes = load("words")
    for name, words in classes.items():
        if not isinstance(words, dict) or not words:
            raise RuleError(f"times/data/words.yaml: class {name!r} must map words to values")
    return MappingProxyType(classes)


def read_rules(name: str, words: Words, entries: list[Any] | None = None) -> Iterator[Rule]:
    """The rules of one file, or of ``entries`` as if they stood in it. Raises RuleError on the first malformed one."""
    for entry in load(name) if entries is None else entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise RuleError(f"times/data/{name}.yaml: an entry has no id: {str(entry)[:60]}")
        yield _rule(f"times/data/{name}.yaml, {entry['id']}", entry, words)


def _rule(where: str, entry: dict[str, Any], words: Words) -> Rule:
    _check(where, entry)
    try:
        contexts = {key: _compile(entry[key], words) for key in ("before", "not_before", "after", "not_after") if key in entry}
        pattern = _compile(entry["pattern"], words)
    except (re.error, KeyError) as error:
        raise RuleError(f"{where}: the pattern does not compile ({error})") from error
    return Rule(
        id=entry["id"],
        pattern=pattern,
        first=frozenset(_first(where, entry["first"], words)),
        make=entry.get("make", "calendar"),
        examples=tuple(entry["examples"]),
        rejects=tuple(entry.get("rejects", ())),
        value=entry.get("value", ""),
        case=entry.get("case"),
        the=entry.get("the", False),
        quote=entry.get("quote", False),
        style=entry.get("style"),
        direction=entry.get("direction", 0),
        anchor=entry.get("from", "published"),
        edge=entry.get("edge"),
        **contexts,
    )


def _check(where: str, entry: dict[str, Any]) -> None:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise RuleError(f"{where}: unknown key {unknown[0]!r}")
    for key in ("first", "pattern", "examples"):
        if not entry.get(key):
            raise RuleError(f"{where}: {key} is missing or empty")
    if entry.get("make", "calendar") not in MAKES:
        raise RuleError(f"{where}: make must be one of {', '.join(sorted(MAKES))}")
    if entry.get("case") not in CASES | {None}:
        raise RuleError(f"{where}: case must be one of {', '.join(sorted(CASES))}")
    for example in entry["examples"]:
        if not re.search(r"\[.+\].* => \S", str(example)):
            raise RuleError(f"{where}: an example needs [brackets] and ' => value': {example}")


def _first(where: str, names: list[str], words: Words) -> Iterator[str]:
    for name in names:
        if name in words:
            yield from (re.split(r"[ .'’-]", word)[0] for word in words[name])
        elif name == "number":
            yield from number_first_words()
            yield "#"
        elif re.fullmatch(r"#|=?[a-z]+\d?", name):
            yield re.sub(r"^=|\d$", "", name)
        else:
            raise RuleError(f"{where}: first names neither a class of words.yaml nor a word: {name!r}")


def _compile(pattern: str, words: Words) -> re.Pattern[str]:
    return re.compile(_blanks(re.sub(r"\{(:?)([a-z]+)(\d?)\}", functools.partial(_expand, words), pattern)), re.IGNORECASE)


def _expand(words: Words, match: re.Match[str]) -> str:
    silent, name, copy = match.groups()
    body = {"number": NUMBER_PATTERN, "yearwords": YEAR_WORDS_PATTERN}.get(name)
    if name == "zoneword":
        body = f"(?-i:{alternatives(list(load('zones')['words']))})"
    if body is None:
        table = [*words["units"], *words["unit"]] if name == "anyunit" else list(words[name])
        body = alternatives(table)
    return f"(?:{body})" if silent else f"(?P<{name}{copy}>{body})"


def alternatives(table: list[str]) -> str:
    """A pattern for any of the words, longest first; an abbreviation's full stop may be missing."""
    return "|".join(
        re.escape(word.rstrip(".")) + (r"\b\.?" if word.endswith(".") else "") for word in sorted(table, key=lambda w: (-len(w), w))
    )


_LOOKBEHIND = re.compile(r"(\(\?<[=!][^()]*\))")
_BLANK = re.compile(r"(\\.|\[(?:\\.|[^\]])*\])|( )")


def _blanks(pattern: str) -> str:
    """A blank outside a character class and a lookbehind stands for one to three blanks."""
    pieces = _LOOKBEHIND.split(pattern)
    return "".join(piece if at % 2 else _BLANK.sub(lambda m: m[1] or "(?: {1,3})", piece) for at, piece in enumerate(pieces))


def _index(rules: tuple[Rule, ...]) -> Mapping[str, tuple[Rule, ...]]:
    index: dict[str, list[Rule]] = {}
    for rule in rules:
        for word in sorted(rule.first):
            index.setdefault(word, []).append(rule)
    return MappingProxyType({word: tuple(found) for word, found in index.items()})
