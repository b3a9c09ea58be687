"""Component ``outage_relevance``: phrases that speak for or against an article's reporting a concrete outage."""

from __future__ import annotations

from spacy.language import Language

from extractor.language.rule_component import RuleTagger


@Language.factory("outage_relevance", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_relevance(nlp: Language, name: str) -> RuleTagger:
    """Writes ``doc.spans["outage_relevance"]``; labels and rules stand in ``rules/relevance.yaml``."""
    return RuleTagger("outage_relevance", ["relevance.yaml"])
