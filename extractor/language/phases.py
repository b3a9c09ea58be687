"""Component ``outage_phases``: the stretches of text that tell a phase, labelled with the key of the phase scheme."""

from __future__ import annotations

from spacy.language import Language

from extractor.language.rule_component import RuleTagger

FILES = ("phases.yaml",)


@Language.factory("outage_phases", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_phases(nlp: Language, name: str) -> RuleTagger:
    """Writes ``doc.spans["outage_phases"]``; the rules stand in ``rules/phases.yaml``."""
    return RuleTagger("outage_phases", FILES)
