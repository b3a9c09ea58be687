"""From a match to its meaning: which production each ``make`` of the rule files stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from extractor.language.times import amounts, calendars
from extractor.language.times.expression import Vague
from extractor.language.times.groups import Groups, Made
from extractor.language.times.lexicon import Rule, Words


def produce(rule: Rule, match: re.Match[str], words: Words) -> Made | None:
    """The type and meaning of a match, None where the words make no time after all (a 31st of April)."""
    groups = {name: value.casefold() for name, value in match.groupdict().items() if value is not None}
    return _MAKERS[rule.make](rule, groups, words)


def vague(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """PRESENT_REF and its like: the rule's own value."""
    value: Any = rule.value
    return "DATE", Vague(value)


_MAKERS: Mapping[str, Callable[[Rule, Groups, Words], Made | None]] = {
    "calendar": calendars.calendar,
    "offset": amounts.offset,
    "amount": amounts.amount,
    "era": calendars.era,
    "large-amount": amounts.large_amount,
    "window": amounts.window,
    "vague-amount": amounts.vague_amount,
    "vague-offset": amounts.vague_offset,
    "bare-amount": amounts.bare_amount,
    "compact": amounts.compact,
    "set": amounts.recurring,
    "vague": vague,
}
