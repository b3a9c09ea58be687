"""Component ``outage_causes``: the stretches of text that tell a cause, labelled with the key of the cause scheme."""

from __future__ import annotations

from spacy.language import Language

from extractor.language.rule_component import RuleTagger

FILES = ("causes_software.yaml", "causes_network.yaml", "causes_plant.yaml", "causes_people.yaml")


@Language.factory("outage_causes", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_causes(nlp: Language, name: str) -> RuleTagger:
    """Writes ``doc.spans["outage_causes"]``; the rules stand in ``rules/causes_*.yaml``."""
    return RuleTagger("outage_causes", FILES)
