"""The rule engine: what patterns match, what bounds them, and that rule sets do not disturb each other."""

from __future__ import annotations

import pytest

from extractor.errors import RuleError
from extractor.language.pipeline import load_pipeline, prepare
from extractor.language.token_regex import TokenRules
from extractor.records import Article, Block
from extractor.rules import Rule

SETS = {"broke": ["went dark", "fail", "fell over completely"], "part": ["server", "fibre cable"]}
TEXT = "Kestrel went dark at two. Its servers failed 12 times, it said. Zephyr's old fibre cable fell over"


def rules(*patterns: str, keep_all: bool = False) -> TokenRules:
    made = [Rule(f"r{number}", "x", (pattern,), (), ("",), (), {}) for number, pattern in enumerate(patterns)]
    return TokenRules(made, SETS, keep_all=keep_all)


def found(tagger: TokenRules, text: str = TEXT, boilerplate: str = "") -> list[str]:
    start = text.index(boilerplate) if boilerplate else len(text)
    blocks = [Block(0, start, "paragraph"), *([Block(start, len(text), "boilerplate")] if boilerplate else [])]
    doc = load_pipeline()(prepare(load_pipeline(), Article(text, "a.txt", published="2031-05-06", blocks=tuple(blocks))))
    return [span.text for span in tagger(doc)]


@pytest.mark.parametrize(
    ("pattern", "spans"),
    [
        ("went dark", ["went dark"]),
        ("$broke", ["went dark", "failed"]),  # a phrase by its text, a word by its lemma
        ("@fail", ["failed"]),
        ("fail", []),
        ("$part $broke", ["servers failed"]),
        ("$part _{0,9} $broke", ["servers failed"]),
        ("$broke # @time", ["failed 12 times"]),
        ("at #", ["at two"]),
        ("old [ $part ] fell|stood_up", ["fibre cable"]),
        ("<ADJ> $part", ["old fibre cable"]),
        ("{TAG:VBD} ~12 at", ["went dark at"]),
        ("dark _{0,9} servers", []),  # no match crosses a sentence
        ("two zephyr", []),
    ],
)
def test_pattern(pattern: str, spans: list[str]) -> None:
    assert found(rules(pattern)) == spans


def test_the_longest_of_one_label_unless_all_are_kept() -> None:
    patterns = ("fibre cable", "old fibre cable", "old")
    assert found(rules(*patterns)) == ["old fibre cable"]
    assert found(rules(*patterns, keep_all=True)) == ["fibre cable", "old fibre cable", "old"]


def test_boilerplate_is_not_read() -> None:
    assert found(rules("$broke"), boilerplate="Its servers") == ["went dark"]


def test_words_that_other_rules_name_change_nothing() -> None:
    article = Article("It was back at two.", "a.txt", published="2031-05-06")
    doc = load_pipeline()(prepare(load_pipeline(), article))
    first = rules("at #", "back")
    before = [span.text for span in first(doc)]
    rules("two", "@be at")  # later rules name words of a Doc that is already written
    assert [span.text for span in first(doc)] == before == ["back", "at two"]
    assert [span.text for span in rules("was back", "two")(doc)] == ["was back", "two"]


@pytest.mark.parametrize("pattern", ["# <NOUN>", "$unknown", "a {TAG:}", "~down"])
def test_what_cannot_be_a_rule_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError):
        rules(pattern)
