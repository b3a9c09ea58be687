"""Component ``outage_causes``: the stretches of text that tell a cause, labelled with the key of the cause scheme."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.rule_component import rules_of
from extractor.language.token_regex import TokenRules, word_sets

FILES = ("causes_software.yaml", "causes_network.yaml", "causes_plant.yaml", "causes_people.yaml")
GROUP = "outage_causes"


@Language.factory("outage_causes", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_causes(nlp: Language, name: str) -> CauseTagger:
    """Writes ``doc.spans["outage_causes"]``; the rules stand in ``rules/causes_*.yaml``."""
    return CauseTagger()


class CauseTagger:
    """Marks what may be a cause; spans of different categories may overlap."""

    def __init__(self) -> None:
        spans.register()
        self.rules = TokenRules(rules_of(*FILES), word_sets())

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[GROUP] = self.rules(doc)
        return doc
