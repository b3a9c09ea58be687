"""The loader takes well-formed rules and refuses every malformed one with a message that names it."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.errors import RuleError
from extractor.language.times.lexicon import lexicon, read_rules, read_words

GOOD: dict[str, Any] = {"id": "x", "first": ["month"], "pattern": "{month} {number} {units}", "examples": ["[May 3] => 1"]}


def read(**changes: Any) -> None:
    entry = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    list(read_rules("dates", read_words(), [entry]))


def test_a_good_rule_loads() -> None:
    read()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": None}, "no id"),
        ({"examples": []}, "examples is missing"),
        ({"pattern": None}, "pattern is missing"),
        ({"first": None}, "first is missing"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"make": "magic"}, "make must be one of"),
        ({"case": "shouting"}, "case must be one of"),
        ({"pattern": "{nosuchclass}"}, "does not compile"),
        ({"pattern": "(?P<day>"}, "does not compile"),
        ({"before": "(?<=a+)b"}, "does not compile"),
        ({"first": ["Not A Class"]}, "names neither"),
        ({"examples": ["no brackets"]}, "needs \\[brackets\\]"),
    ],
)
def test_a_malformed_rule_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        read(**changes)


def test_ids_are_used_once() -> None:
    ids = [rule.id for rule in lexicon().rules]
    assert len(ids) == len(set(ids))
