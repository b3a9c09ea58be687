"""Every rule's own examples and rejects, and a loader that refuses what is malformed."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from extractor.errors import RuleError
from extractor.language.codes import CodeTagger
from extractor.language.model import MODEL
from extractor.language.token_regex import TokenRules, word_sets
from extractor.resources import data
from extractor.rules import Rule, load_rules

MARK = re.compile(r"\[\[(.*?)\]\]")
# Every YAML file whose entries go through the general rule engine; lexicons have loaders and tests of their own.
FILES = [
    file
    for stage in ("language", "accounts")
    if data(f"extractor.{stage}", "rules").is_dir()
    for file in sorted(data(f"extractor.{stage}", "rules").iterdir(), key=lambda item: item.name)
    if file.name.endswith(".yaml") and "\n  emits:" in file.read_text("utf-8")
]
RULES = load_rules(FILES)


@functools.cache
def pipeline() -> spacy.language.Language:
    return spacy.load(MODEL, exclude=["ner"])


@functools.cache
def docs() -> dict[str, Doc]:
    """A Doc for each example and reject, marks taken out."""
    texts = sorted({plain(text) for rule in RULES for text in (*rule.examples, *rule.rejects)})
    return dict(zip(texts, pipeline().pipe(texts), strict=True))


def plain(text: str) -> str:
    return MARK.sub(r"\1", text)


def found(rule: Rule, text: str) -> set[tuple[str, str]]:
    if rule.regexes:  # the component of codes looks at the sentence around a match, too
        doc = CodeTagger((rule,))(docs()[plain(text)].copy())
        return {(span.text, span.label_) for span in doc.spans["outage_codes"]}
    return {(span.text, span.label_) for span in TokenRules([rule], word_sets(), keep_all=True)(docs()[plain(text)])}


def test_there_are_rules() -> None:
    assert len(RULES) > 100


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_its_examples_and_none_of_its_rejects(rule: Rule) -> None:
    for example in rule.examples:
        marked = MARK.findall(example)
        assert marked, f"the example {example!r} marks nothing with [[ ]]"
        matches = found(rule, example)
        for text in marked:
            assert any(key == rule.emits and (text in match or match in text) for match, key in matches), f"{example}: {matches}"
    for reject in rule.rejects:
        assert not found(rule, reject), reject


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id: [", "not YAML"),
        ("a: 1", "a rule file is a list"),
        ("- just a word", "an entry is a mapping with an id"),
        ("- {id: a, emits: x, patterns: [b]}", "a rule without examples does not load"),
        ("- {id: a, emits: x, examples: [b]}", "no patterns and no regexes"),
        ("- {id: a, emits: 1, patterns: [b], examples: [c]}", "'emits' must be a key"),
        ("- {id: a, emits: x, patterns: b, examples: [c]}", "'patterns' must be a list of strings"),
        ("- {id: a, emits: x, patterns: [b], examples: [c], colour: red}", "unknown key 'colour'"),
        ("- {id: a, emits: x, patterns: [b], examples: [c]}\n- {id: a, emits: x, patterns: [b], examples: [c]}", "stands twice"),
    ],
)
def test_a_malformed_rule_file_is_refused_by_name(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "odd.yaml"
    file.write_text(content, "utf-8")
    with pytest.raises(RuleError, match=r"odd\.yaml") as caught:
        load_rules([file])
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("pattern", "text", "matched"),
    [
        ("rolled|pushed back", "They rolled back the change.", "rolled back"),
        ("@roll <ADV>? back", "They rolled back the change.", "rolled back"),
        ("went_dark|failed", "The site went dark.", "went dark"),
        ("# users", "Some 300 users wrote.", "300 users"),
        ("the ~old change", "They rolled back the new change.", "the new change"),
        ("the ~new change", "They rolled back the new change.", None),
        ("rolled _ [ the change ]", "They rolled back the change.", "the change"),
        ("{TAG:VBD} back", "They rolled back the change.", "rolled back"),
        ("change _* site", "It was the change. The site went dark.", None),
    ],
)
def test_the_pattern_language(pattern: str, text: str, matched: str | None) -> None:
    rule = Rule("r", "x", (pattern,), (), (), (), {})
    assert [span.text for span in TokenRules([rule], {})(pipeline()(text))] == ([matched] if matched else [])


@pytest.mark.parametrize(
    ("pattern", "message"), [("a {b", "cannot read the token"), ("$nothing", "no word set"), ("<NOUN>", "names no word")]
)
def test_a_bad_pattern_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        TokenRules([Rule("r", "x", (pattern,), (), ("e",), (), {})], {})
