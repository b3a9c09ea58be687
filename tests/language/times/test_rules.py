"""Every rule finds its own examples, with their values, and nothing in its rejects."""

from __future__ import annotations

import re

import pytest

from extractor.language.times import tag
from extractor.language.times.lexicon import Rule, lexicon

PUBLISHED = "2026-01-22"
RULES = lexicon().rules
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
REJECTS = [(rule, reject) for rule in RULES for reject in rule.rejects]


def test_there_are_rules_and_rejects() -> None:
    assert len(RULES) > 100
    assert len(REJECTS) > 30


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda part: part.id if isinstance(part, Rule) else part)
def test_example(rule: Rule, example: str) -> None:
    match = re.fullmatch(r"(.*?)\[(.+)\](.*) => (\S+)(?: ([A-Z_]+))?", example, re.DOTALL)
    assert match, "an example is 'words [expression] words => VALUE MOD'"
    before, expression, after, value, mod = match.groups()
    found = [time for time in tag(before + expression + after, PUBLISHED) if time.start == len(before)]
    assert [(time.text, time.value, time.mod) for time in found] == [(expression, value, mod)]
    assert rule.id in found[0].rule.split("+")


@pytest.mark.parametrize(("rule", "reject"), REJECTS, ids=lambda part: part.id if isinstance(part, Rule) else part)
def test_reject(rule: Rule, reject: str) -> None:
    assert [time.text for time in tag(reject, PUBLISHED) if rule.id in time.rule.split("+")] == []
