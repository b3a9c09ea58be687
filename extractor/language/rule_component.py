"""The component that every rule-driven span group shares: rules in, one group out."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.matching import RuleMatcher
from extractor.resources import data
from extractor.rules import Rule, load_rules

RULES = "extractor.language"


def rules_of(*files: str) -> tuple[Rule, ...]:
    """The rules of the named files in ``extractor/language/rules/``. Raises RuleError where one is malformed."""
    return load_rules(data(RULES, "rules", file) for file in files)


class RuleComponent:
    """Writes the matches of its rules to one span group."""

    def __init__(self, nlp: Language, group: str, files: Sequence[str]) -> None:
        spans.register()
        self.group = group
        self.matcher = RuleMatcher(nlp.vocab, rules_of(*files))

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[self.group] = self.matcher(doc)
        return doc
