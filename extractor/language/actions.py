"""Component ``outage_actions``: the stretches of text that tell what is done about it, labelled with the key of the action scheme."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.rule_component import rules_of
from extractor.language.token_regex import TokenRules, word_sets

FILES = ("actions_traffic.yaml", "actions_change.yaml", "actions_people.yaml")
GROUP = "outage_actions"


@Language.factory("outage_actions", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_actions(nlp: Language, name: str) -> ActionTagger:
    """Writes ``doc.spans["outage_actions"]``; the rules stand in ``rules/actions_*.yaml``."""
    return ActionTagger()


class ActionTagger:
    """Marks what may be an action; spans of different categories may overlap."""

    def __init__(self) -> None:
        spans.register()
        self.rules = TokenRules(rules_of(*FILES), word_sets())

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[GROUP] = self.rules(doc)
        return doc
