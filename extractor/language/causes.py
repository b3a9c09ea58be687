"""Component ``outage_causes``: the stretches of text that tell a cause, labelled with the key of the cause scheme."""

from __future__ import annotations

from spacy.language import Language

from extractor.language.rule_component import RuleComponent


@Language.factory("outage_causes", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_causes(nlp: Language, name: str) -> RuleComponent:
    """Writes ``doc.spans["outage_causes"]``; the rules stand in ``rules/causes.yaml``."""
    return RuleComponent(nlp, "outage_causes", ["causes.yaml"])
