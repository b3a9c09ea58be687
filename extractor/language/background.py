"""Component ``outage_background``: phrases that point to another outage than the article's own, or back to it."""

from __future__ import annotations

from spacy.language import Language

from extractor.language.rule_component import RuleTagger


@Language.factory("outage_background", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_background(nlp: Language, name: str) -> RuleTagger:
    """Writes ``doc.spans["outage_background"]``, labels ``other`` and ``here``; the rules stand in ``rules/background.yaml``."""
    return RuleTagger("outage_background", ["background.yaml"])
