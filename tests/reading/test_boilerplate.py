"""Every boilerplate rule's examples and rejects; and what a rule file may not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import RuleError
from extractor.reading import boilerplate
from extractor.resources import data
from extractor.rules import load_rules

SOURCE = {rule.id: rule for rule in load_rules([data("extractor.reading", "boilerplate.yaml")])}
RULES = {rule.id: rule for rule in boilerplate.rules()}
EXAMPLES = [(rule.id, example) for rule in SOURCE.values() for example in rule.examples]
REJECTS = [(rule.id, reject) for rule in SOURCE.values() for reject in rule.rejects]


def matches(rule: boilerplate.Boilerplate, text: str) -> bool:
    if rule.reach == "rest":
        return rule.regex.search(text) is not None
    bare = boilerplate.strip_marks(text)
    return rule.matches(bare, len(bare.split()), in_tail=True)


def test_there_are_rules_to_test() -> None:
    assert len(RULES) >= 18
    assert len(EXAMPLES) >= 90
    assert len(REJECTS) >= 60
    assert all(rule.rejects for rule in SOURCE.values())


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: str, example: str) -> None:
    if RULES[rule].reach == "rest":
        assert boilerplate.rest(example.replace("[[", "").replace("]]", "")) == example.index("[[")
    else:
        assert matches(RULES[rule], example)


@pytest.mark.parametrize("reject", sorted({reject for _, reject in REJECTS}))
def test_reject_is_left_alone_by_every_rule(reject: str) -> None:
    assert [rule.id for rule in RULES.values() if not rule.tail_only and matches(rule, reject)] == []
    assert boilerplate.reach(reject) is None


@pytest.mark.parametrize(("rule", "reject"), REJECTS)
def test_reject_by_its_own_rule_at_the_end_too(rule: str, reject: str) -> None:
    assert not matches(RULES[rule], reject)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("**Read more:** [What is BGP?](https://x.example/bgp)", "Read more: What is BGP?"),
        ("▶ Related: x", "Related: x"),
        ("- with staff", "- with staff"),
        ("(With  inputs)", "(With inputs)"),
        ("*Filed under: `dns`*", "Filed under: dns"),
        ("2 * 3", "2 * 3"),
    ],
)
def test_strip_marks(text: str, bare: str) -> None:
    assert boilerplate.strip_marks(text) == bare


GOOD = "- id: a\n  emits: block\n  regexes: ['x']\n  examples: ['x']\n  rejects: ['y']\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (GOOD.replace("block", "page"), "'emits' is 'page'"),
        (GOOD.replace("['x']\n  ex", "['(']\n  ex"), "not a regular expression"),
        (GOOD.replace("regexes", "patterns"), "'regexes'"),
        (GOOD + "  with: {zone: head}\n", "'with' may hold"),
        (GOOD + "  with: {words: many}\n", "'with' may hold"),
        (GOOD + "  other: 1\n", "unknown key"),
        (GOOD + GOOD, "stands twice"),
        ("- id: a\n  emits: block\n  regexes: ['x']\n", "without examples"),
        ("a: b", "a list of entries"),
        ("- [", "not YAML"),
    ],
)
def test_malformed_files_are_refused(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError, match=r"rules\.yaml") as caught:
        boilerplate.load(path)
    assert why in str(caught.value)
