"""What the rule-driven components share: rule files in, one span group out."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.token_regex import TokenRules, word_sets
from extractor.resources import data
from extractor.rules import Rule, load_rules


def rules_of(*files: str) -> tuple[Rule, ...]:
    """The rules of the named files in ``extractor/language/rules/``. Raises RuleError where one is malformed."""
    return load_rules(data("extractor.language", "rules", file) for file in files)


class RuleTagger:
    """Writes the matches of its rules to one span group; spans of different labels may overlap."""

    def __init__(self, group: str, files: Sequence[str]) -> None:
        """Args: group: the span group's name; files: in ``rules/``. Raises RuleError where a rule is malformed."""
        spans.register()
        self.group = group
        self.rules = TokenRules(rules_of(*files), word_sets())

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[self.group] = self.rules(doc)
        return doc
