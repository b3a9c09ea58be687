"""Component ``outage_actions``: the stretches of text that tell a action, labelled with the key of the action scheme."""

from __future__ import annotations

from spacy.language import Language

from extractor.language.rule_component import RuleComponent


@Language.factory("outage_actions", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_actions(nlp: Language, name: str) -> RuleComponent:
    """Writes ``doc.spans["outage_actions"]``; the rules stand in ``rules/actions.yaml``."""
    return RuleComponent(nlp, "outage_actions", ["actions.yaml"])
