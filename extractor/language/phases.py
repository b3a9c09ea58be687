"""Component ``outage_phases``: the stretches of text that tell a phase, labelled with the key of the phase scheme."""

from __future__ import annotations

from spacy.language import Language

from extractor.language.rule_component import RuleComponent


@Language.factory("outage_phases", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_phases(nlp: Language, name: str) -> RuleComponent:
    """Writes ``doc.spans["outage_phases"]``; the rules stand in ``rules/phases.yaml``."""
    return RuleComponent(nlp, "outage_phases", ["phases.yaml"])
