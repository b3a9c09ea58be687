"""What the words around an expression add: "early", "about" join its extent, "by", "shortly after" bear on it."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import Any

from extractor.language.times.expression import Amount, Calendar, TimeExpression
from extractor.language.times.lexicon import load

_WINDOW = 40


@dataclasses.dataclass(frozen=True, slots=True)
class _Table:
    inside: tuple[tuple[re.Pattern[str], str, frozenset[str]], ...]
    outside: tuple[tuple[re.Pattern[str], str | None], ...]
    trailing: tuple[tuple[re.Pattern[str], str], ...]


@functools.cache
def _table() -> _Table:
    entries: Any = load("modifiers")
    return _Table(
        tuple((_ending(entry["pattern"]), entry["mod"], frozenset(entry["types"])) for entry in entries["inside"]),
        tuple((_ending(entry["pattern"]), entry["relation"]) for entry in entries["outside"]),
        tuple((re.compile(entry["pattern"], re.IGNORECASE), entry["relation"]) for entry in entries["trailing"]),
    )


def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})$", re.IGNORECASE)


def widen(text: str, items: list[TimeExpression]) -> list[TimeExpression]:
    """The expressions with their modifiers taken into the extent and their relation noted."""
    widened: list[TimeExpression] = []
    reached = 0
    for item in items:
        wide = _relate(text, _inside(text, item, reached), reached)
        widened.append(wide)
        reached = wide.end
    return widened


def _inside(text: str, item: TimeExpression, reached: int) -> TimeExpression:
    if item.mod not in ("exact",) and item.type != "TIME":
        return item
    for _ in range(2):
        left = text[max(reached, item.start - _WINDOW) : item.start]
        for pattern, mod, types in _table().inside:
            match = pattern.search(left) if item.type in types or ("OFFSET" in types and _ago(item)) else None
            if match is None or not _applies(item, mod, match[0]):
                continue
            start = item.start - len(match[0])
            kept = item.mod if item.mod != "exact" else mod
            start += len(match[0]) - len(match[0].lstrip())
            if mod in ("start", "mid", "end") and _takes_article(item) and text[max(reached, start - 4) : start].casefold() == "the ":
                start -= 4
            item = dataclasses.replace(item, start=start, mod=kept)  # type: ignore[arg-type]
            break
        else:
            break
    return item


def _applies(item: TimeExpression, mod: str, said: str) -> bool:
    meaning = item.meaning
    if mod in ("start", "mid", "end"):
        return isinstance(meaning, Calendar) and meaning.hour is None and not _moment(meaning)
    if mod == "about" and said.casefold().startswith("some "):
        return isinstance(meaning, Amount) or (isinstance(meaning, Calendar) and _moment(meaning))
    if isinstance(meaning, Amount) and meaning.window and mod != "about":
        return False
    if mod in ("before", "after"):
        return True
    if mod in ("more_than", "less_than") and isinstance(meaning, Calendar):
        return False
    if item.type == "DATE" and isinstance(meaning, Calendar) and meaning.shift and not meaning.shift.named:
        return mod in ("about", "exact")
    if item.type == "DATE" and mod == "exact":
        return True
    if item.type == "DATE":
        return said.casefold().split()[0] in ("around", "about", "circa", "roughly", "at") and (isinstance(meaning, Calendar))
    return True


def _ago(item: TimeExpression) -> bool:
    return (
        isinstance(item.meaning, Calendar)
        and _moment(item.meaning)
        and item.meaning.shift is not None
        and (item.meaning.shift.count or 0) < 0
    )


def _takes_article(item: TimeExpression) -> bool:
    """ "The late 1970s", "the early morning", but not "the late Tuesday outage"."""
    meaning = item.meaning
    return isinstance(meaning, Calendar) and bool(
        meaning.decade or meaning.century or meaning.season or (meaning.part and not meaning.weekday)
    )


def _moment(meaning: Calendar) -> bool:
    return meaning.shift is not None and not meaning.shift.named


def _relate(text: str, item: TimeExpression, reached: int) -> TimeExpression:
    left = text[max(reached, item.start - _WINDOW) : item.start]
    relation: str | None = None
    for pattern, found in _table().outside:
        if pattern.search(left):
            relation = found
            break
    if relation is None:
        for pattern, found in _table().trailing:
            if pattern.match(text, item.end):
                relation = found
    if (
        relation == "before"
        and item.rule.startswith("day.part-alone")
        and re.match(r"dawn|daybreak|sunrise|breakfast", item.text, re.IGNORECASE)
    ):
        return item
    return dataclasses.replace(item, relation=relation) if relation else item  # type: ignore[arg-type]
