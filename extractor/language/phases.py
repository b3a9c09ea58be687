"""Component ``outage_phases``: the stretches of text that tell a phase, labelled with the key of the phase scheme."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.rule_component import rules_of
from extractor.language.token_regex import TokenRules, word_sets

FILES = ("phases.yaml",)
GROUP = "outage_phases"


@Language.factory("outage_phases", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_phases(nlp: Language, name: str) -> PhaseTagger:
    """Writes ``doc.spans["outage_phases"]``; the rules stand in ``rules/phases.yaml``."""
    return PhaseTagger()


class PhaseTagger:
    """Marks what may tell a phase; spans of different phases may overlap."""

    def __init__(self) -> None:
        spans.register()
        self.rules = TokenRules(rules_of(*FILES), word_sets())

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[GROUP] = self.rules(doc)
        return doc
