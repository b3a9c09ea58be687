"""Phrases that say something failed, came back or was spared: group ``outage_impact``, and what each phrase speaks of.

``label_`` says where what failed stands; see ``rules/impact.yaml``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.anchored import AnchoredMatcher
from extractor.language.rule_component import rules_of

FILES = ("impact.yaml",)
GROUP = "outage_impact"


@Language.factory("outage_impact", assigns=["doc.spans"])
def outage_impact(nlp: Language, name: str) -> ImpactTagger:
    """Writes ``doc.spans["outage_impact"]``."""
    return ImpactTagger()


class ImpactTagger:
    """Marks the phrases of failing, of coming back and of having been spared."""

    def __init__(self) -> None:
        spans.register()
        self.matcher = AnchoredMatcher(rules_of(*FILES))

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[GROUP] = self.matcher(doc)
        return doc
