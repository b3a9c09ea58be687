"""Component ``outage_actions``: the stretches of text that tell what is done about it, labelled with the key of the action scheme."""

from __future__ import annotations

from spacy.language import Language

from extractor.language.rule_component import RuleTagger

FILES = ("actions_traffic.yaml", "actions_change.yaml", "actions_people.yaml")


@Language.factory("outage_actions", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_actions(nlp: Language, name: str) -> RuleTagger:
    """Writes ``doc.spans["outage_actions"]``; the rules stand in ``rules/actions_*.yaml``."""
    return RuleTagger("outage_actions", FILES)
